import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { OAUTH_ROWS, type OAuthRow } from '../test/support/oauth-rows.ts'

/** `node scripts/oauth-rows-page.ts` writes docs/oauth-rows.md anew; its test compares the two. */

const ROOT = fileURLToPath(new URL('..', import.meta.url))

const INTRODUCTION = `# OAuth, row by row

What is demanded of the token endpoint, of revocation, introspection and metadata, and of every address that takes a bearer token,
by RFC 6749, 6750, 7009, 7521, 7523, 7617, 7662, 8414, 9068, 9700 and 10070: one line a row, and the tests that hold the program to
it over a socket, on both databases.

This page is written by \`scripts/oauth-rows-page.ts\` from \`test/support/oauth-rows.ts\` and from the ids in the names of the
tests; do not edit it.
`

export type ShownRow = OAuthRow & { readonly files: readonly string[] }

/** Every row with the test files that name it, or the row that it is the same as. */
export function shownRows(): readonly ShownRow[] {
  const files = globSync(['test/**/*.test.ts', 'src/**/*.test.ts'], { cwd: ROOT })
    .map((path) => ({ path, ids: new Set(readFileSync(join(ROOT, path), 'utf8').match(/\b[A-Z]{2}-\d{2}\b/g)) }))
    .toSorted((a, b) => (a.path < b.path ? -1 : 1))
  return OAUTH_ROWS.flatMap(([, rows]) => rows).map((row) => ({
    ...row,
    files: files.filter(({ ids }) => ids.has(row.same ?? row.id)).map(({ path }) => path),
  }))
}

export function oauthRowsPage(): string {
  const shown = new Map(shownRows().map((row) => [row.id, row]))
  const lines = OAUTH_ROWS.flatMap(([title, rows]) => [
    '',
    `## ${title}`,
    '',
    ...rows.map(({ id }) => line(shown.get(id))),
  ])
  return [INTRODUCTION.trimEnd(), ...lines, ''].join('\n')
}

function line(row: ShownRow | undefined): string {
  if (row === undefined) return ''
  const where = row.files.map((file) => `\`${file}\``).join(', ')
  const same = row.same === undefined ? '' : ` (as ${row.same})`
  const shown = row.absent === undefined ? ` ${where}${same}` : ` _Not offered._ ${row.absent}`
  const deviation = row.deviation === undefined ? '' : ` _Deviates:_ ${row.deviation}`
  return `- **${row.id}** ${row.demand}:${shown}${deviation === '' ? '' : `.${deviation}`}`
}

export const PAGE = join(ROOT, 'docs/oauth-rows.md')

if (import.meta.main) writeFileSync(PAGE, oauthRowsPage())
