import { globSync, readFileSync } from 'node:fs'
import { sep } from 'node:path'

/** Comments that no linter rule can watch, because they could switch that very rule off. */

const FILES = '{src,test,scripts,bench,console}/**/*.{ts,tsx,cjs,mjs}'

/** Spelled in halves: this file is read like any other. */
const SUPPRESSION = new RegExp(`(ox|es)lint-${'disable'}(-next-line|-line)?\\b(?!.*\\s--\\s+\\S)`)
const OTHER_TOOLS = new RegExp(
  `(oxfmt|prettier)-${'ignore'}|@ts-${'nocheck'}|istanbul ${'ignore'}|node:coverage ${'ignore'}(?!.*\\s--\\s+\\S)`,
)
const REMINDER = new RegExp(`\\b(${'TO'}DO|${'FIX'}ME|${'XX'}X)\\b(?! \\(#\\d+\\))`)

/** `path:line: sentence` for each comment under `root` that needs a reason and gives none. */
export function commentProblems(root: string): string[] {
  const files = globSync(FILES, { cwd: root, exclude: (name) => name === 'node_modules' })
  return files.sort().flatMap((file) => {
    const path = file.split(sep).join('/')
    const lines = readFileSync(`${root}/${path}`, 'utf8').split('\n')
    return lines.flatMap((line, i) => lineProblems(line).map((problem) => `${path}:${i + 1}: ${problem}`))
  })
}

function lineProblems(line: string): string[] {
  const problems: string[] = []
  if (SUPPRESSION.test(line)) problems.push('a suppression names its rule and gives a reason after ` -- `')
  if (OTHER_TOOLS.test(line)) problems.push('a directive to a tool gives a reason after ` -- `')
  if (REMINDER.test(line)) problems.push('a reminder names its issue: `(#12)`')
  return problems
}
