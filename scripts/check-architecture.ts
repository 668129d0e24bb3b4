import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Compares ARCHITECTURE.md under `root` with the folders: each path in its tree exists, each folder and file directly
 * in `src` stands in the tree, and each path in backquotes that starts with a folder of the tree exists. Answers sentences.
 */
export function architectureProblems(root: string): string[] {
  const file = join(root, 'ARCHITECTURE.md')
  if (!existsSync(file)) return ['ARCHITECTURE.md is missing']
  const text = readFileSync(file, 'utf8')
  const named = treePaths(text)
  const mentioned = [...text.matchAll(/`((?:src|test|scripts|docs|bench)\/[\w./-]+)`/g)].map(([, path = '']) => path)
  const missing = [...new Set([...named, ...mentioned])].filter((path) => !existsSync(join(root, path)))
  const unnamed = entriesOf(root, 'src').filter((path) => !named.includes(path))
  return [
    ...missing.map((path) => `ARCHITECTURE.md names ${path}, which does not exist`),
    ...unnamed.map((path) => `ARCHITECTURE.md does not name ${path}`),
  ]
}

/** The paths drawn in the first code block: two blanks of indent a level, folders end in `/`, several names may share a line. */
export function treePaths(text: string): string[] {
  const [, tree = ''] = /```\w*\n([^]*?)```/.exec(text) ?? []
  const parents: string[] = []
  return tree.split('\n').flatMap((line) => {
    const [, indent = '', names = ''] = /^( *)((?:[\w.-]+\/?)(?: [\w.-]+\/?)*)(?: {2,}|$)/.exec(line) ?? []
    if (names === '') return []
    const depth = indent.length / 2
    const paths = names.split(' ').map((name) => [...parents.slice(0, depth), name.replace(/\/$/, '')].join('/'))
    parents[depth] = names.replace(/\/$/, '')
    return paths
  })
}

function entriesOf(root: string, folder: string): string[] {
  if (!existsSync(join(root, folder))) return []
  const entries = readdirSync(join(root, folder), { withFileTypes: true })
  // git keeps no empty folder, so a fresh clone would not have it
  const kept = entries.filter((entry) => !entry.isDirectory() || readdirSync(join(root, folder, entry.name)).length > 0)
  return kept.filter(({ name }) => !name.endsWith('.test.ts')).map(({ name }) => `${folder}/${name}`)
}
