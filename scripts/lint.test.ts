import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { architectureProblems } from './check-architecture.ts'
import { commentProblems } from './check-comments.ts'

/** A tree outside the project with one violation of each rule: a rule that a typo has switched off is noticed here. */
const root = fileURLToPath(new URL('..', import.meta.url))
const tree = realpathSync(mkdtempSync(join(tmpdir(), 'muster-lint-')))

/** Path, text, and the rule that has to speak; `nothing` for what is allowed. */
const PLANTED: readonly (readonly [string, string, string])[] = [
  ['src/scim/upward.ts', `import { a } from '../directory/a.ts'\nexport const b = a`, 'muster(import-direction)'],
  ['src/scim/sideways.ts', `import { t } from '../oauth/t.ts'\nexport const b = t`, 'muster(import-direction)'],
  ['src/http/sql.ts', `import type { S } from '../storage/s.ts'\nexport type T = S`, 'muster(import-direction)'],
  [
    'src/storage/port-value.ts',
    `import { p } from '../directory/ports.ts'\nexport const b = p`,
    'muster(import-direction)',
  ],
  ['src/storage/port-type.ts', `import type { P } from '../directory/ports.ts'\nexport type T = P`, 'nothing'],
  [
    'src/storage/use-case.ts',
    `import type { A } from '../directory/a.ts'\nexport type T = A`,
    'muster(import-direction)',
  ],
  ['console/src/ui/knows.ts', `import { s } from '../screens/a/s.ts'\nexport const b = s`, 'muster(import-direction)'],
  ['console/src/screens/a/b.ts', `import { s } from '../c/s.ts'\nexport const b = s`, 'muster(import-direction)'],
  [
    'console/src/api/server.ts',
    `import { x } from '../../../src/http/admin/contract.ts'\nexport const y = x`,
    'muster(import-direction)',
  ],
  ['src/idp/knows.ts', `import { s } from '../scim/s.ts'\nexport const b = s`, 'muster(import-direction)'],
  ['src/http/lazy.ts', `export const load = () => import('../storage/s.ts')`, 'muster(import-direction)'],
  [
    'src/access/driver.ts',
    `export { DatabaseSync } from 'node:sqlite'\nexport const b = 1`,
    'muster(import-direction)',
  ],
  [
    'src/cli/tests.ts',
    `import { startApp } from '../../test/support/start-app.ts'\nexport const b = startApp`,
    'muster(import-direction)',
  ],
  ['src/http/downward.ts', `import { a } from '../directory/a.ts'\nexport const b = a`, 'nothing'],
  ['src/http/index.ts', `export const b = 1`, 'muster(no-barrel)'],
  ['src/http/barrel.ts', `export { a } from '../directory/a.ts'`, 'muster(no-barrel)'],
  ['src/http/star.ts', `export * from '../directory/a.ts'\nexport const b = 1`, 'muster(no-barrel)'],
  ['src/oauth/throwing.ts', `export function f(): void {\n  throw new Error('no')\n}`, 'muster(no-throw)'],
  ['src/http/throwing.ts', `export function f(): void {\n  throw new Error('no')\n}`, 'nothing'],
  ['src/shared/unreachable.ts', `export function f(): never {\n  throw new Error('no')\n}`, 'nothing'],
  ['src/directory/today.ts', `export const now = () => new Date()`, 'muster(no-effects)'],
  ['src/directory/then.ts', `export const at = (time: number) => new Date(time)`, 'nothing'],
  ['src/access/disk.ts', `import { readFileSync } from 'node:fs'\nexport const b = readFileSync`, 'muster(no-effects)'],
  [
    'src/access/dice.ts',
    `import { randomBytes } from 'node:crypto'\nexport const b = randomBytes`,
    'muster(no-effects)',
  ],
  ['src/access/digest.ts', `import { createHash } from 'node:crypto'\nexport const b = createHash`, 'nothing'],
  ['src/scim/clock.ts', `export const now = () => Date.now()`, 'eslint(no-restricted-properties)'],
  ['src/scim/random.ts', `export const dice = () => Math.random()`, 'eslint(no-restricted-properties)'],
  ['src/oauth/environment.ts', `export const home = process.env['HOME']`, 'eslint(no-restricted-globals)'],
  ['src/oauth/print.ts', `export const say = () => console.log(1)`, 'eslint(no-restricted-globals)'],
  ['src/http/select.ts', 'export const q = (t: string) => `SELECT id\\nFROM ${t} WHERE a = 1`', 'muster(no-raw-sql)'],
  ['src/cli/update.ts', `export const q = 'update users set a = 1'`, 'muster(no-raw-sql)'],
  ['src/storage/select.ts', `export const q = 'select a from b'`, 'nothing'],
  ['src/cli/prose.ts', `export const q = 'Select a directory from the list'`, 'nothing'],
  ['src/http/default.ts', `export default 1`, 'import(no-default-export)'],
  ['src/http/cycle-a.ts', `import { b } from './cycle-b.ts'\nexport const a = (): number => b()`, 'import(no-cycle)'],
  ['src/http/cycle-b.ts', `import { a } from './cycle-a.ts'\nexport const b = (): number => a()`, 'import(no-cycle)'],
  ['src/http/CamelCase.ts', `export const b = 1`, 'unicorn(filename-case)'],
  ['src/http/loose.ts', `export const b = (x: any) => x`, 'typescript(no-explicit-any)'],
  ['src/http/bang.ts', `export const b = (x: string | undefined) => x!.length`, 'typescript(no-non-null-assertion)'],
  ['src/http/ignore.ts', `// @ts-ignore\nexport const b: string = 'x'`, 'typescript(ban-ts-comment)'],
  [
    'src/http/value-import.ts',
    `import { A } from './kinds.ts'\nexport const b: A = 'x'`,
    'typescript(consistent-type-imports)',
  ],
  ['src/http/kinds.ts', `export type A = 'x' | 'y'`, 'nothing'],
  [
    'src/http/floating.ts',
    `const f = async () => 1\nexport const g = () => {\n  f()\n}`,
    'typescript(no-floating-promises)',
  ],
  [
    'src/http/misused.ts',
    `const f = async () => true\nexport const g = () => (f() ? 1 : 2)`,
    'typescript(no-misused-promises)',
  ],
  [
    'src/http/switch.ts',
    `import type { A } from './kinds.ts'\nexport function f(a: A): number {\n  switch (a) {\n    case 'x':\n      return 1\n  }\n  return 2\n}`,
    'typescript(switch-exhaustiveness-check)',
  ],
  ['src/http/loose-equal.ts', `export const b = (x: string, y: string) => x == y`, 'eslint(eqeqeq)'],
  ['src/directory/a.ts', `export const a = 1\nexport type A = 1`, 'nothing'],
  ['src/directory/ports.ts', `export const p = 1\nexport type P = 1`, 'nothing'],
  ['src/oauth/t.ts', `export const t = 1`, 'nothing'],
  ['src/scim/s.ts', `export const s = 1`, 'nothing'],
  ['src/storage/s.ts', `export type S = 1`, 'nothing'],
  ['test/support/start-app.ts', `export const startApp = 1`, 'nothing'],
]

let found: Map<string, Set<string>>

before(() => {
  for (const [path, text] of PLANTED) write(path, `${text}\n`)
  for (const path of ['.oxlintrc.jsonc', 'tsconfig.json', 'scripts/lint-plugin.ts', 'scripts/import-direction.ts']) {
    mkdirSync(dirname(join(tree, path)), { recursive: true })
    copyFileSync(join(root, path), join(tree, path))
  }
  symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'))
  found = lint()
})
after(() => rmSync(tree, { recursive: true }))

for (const [path, , rule] of PLANTED) {
  test(`in ${path} the linter finds ${rule}`, () => {
    const rules = found.get(path) ?? new Set()
    if (rule === 'nothing') assert.deepEqual([...rules], [])
    else assert.ok(rules.has(rule), `found ${[...rules].join(', ') || 'nothing'}`)
  })
}

test('suppressions, directives and reminders without a reason are found, those with one are not', () => {
  const off = 'disable'
  const later = 'TO' + 'DO'
  write(
    'src/http/comments.ts',
    `// oxlint-${off}-next-line no-var\n// oxlint-${off}-next-line no-var -- old engines\n// ${later}: more\n// ${later} (#12): more\n`,
  )
  write('src/http/format.ts', `// oxfmt-${'ignore'}\n`)
  assert.deepEqual(
    commentProblems(tree).map((problem) => problem.split(': ', 1)[0]),
    ['src/http/comments.ts:1', 'src/http/comments.ts:3', 'src/http/format.ts:1'],
  )
})

test('ARCHITECTURE.md has to name what there is, and nothing else', () => {
  write(
    'ARCHITECTURE.md',
    '```\nsrc/\n  http/ cli/   two\n  lost.ts      gone\n```\nSee `src/http/index.ts` and `src/http/lost.ts`.\n',
  )
  const problems = architectureProblems(tree)
  assert.ok(problems.includes('ARCHITECTURE.md names src/lost.ts, which does not exist'))
  assert.ok(problems.includes('ARCHITECTURE.md names src/http/lost.ts, which does not exist'))
  assert.ok(problems.includes('ARCHITECTURE.md does not name src/scim'))
  assert.ok(!problems.some((problem) => /src\/(http|cli|http\/index\.ts)\b(?!\/lost)/.test(problem)))
})

function write(path: string, text: string): void {
  mkdirSync(dirname(join(tree, path)), { recursive: true })
  writeFileSync(join(tree, path), text)
}

/** Path → the rules that complained about it. */
function lint(): Map<string, Set<string>> {
  const program = join(root, 'node_modules/oxlint/bin/oxlint')
  const { stdout, stderr } = spawnSync(process.execPath, [program, '--type-aware', '-f', 'json'], {
    cwd: tree,
    encoding: 'utf8',
  })
  assert.ok(stdout.startsWith('{'), `${stdout}${stderr}`)
  const { diagnostics } = JSON.parse(stdout) as {
    diagnostics: readonly { readonly filename: string; readonly code: string }[]
  }
  return new Map(
    [...Map.groupBy(diagnostics, ({ filename }) => filename)].map(([file, of]) => [
      file,
      new Set(of.map(({ code }) => code)),
    ]),
  )
}
