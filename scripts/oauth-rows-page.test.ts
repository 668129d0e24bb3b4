import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { oauthRowsPage, PAGE, shownRows } from './oauth-rows-page.ts'

const rows = shownRows()

test('every row is tested, or says why it cannot be', () => {
  const bare = rows.filter(({ files, absent }) => files.length === 0 && absent === undefined)
  assert.deepEqual(
    bare.map(({ id, demand }) => `${id} ${demand}`),
    [],
  )
})

test('no row is listed twice, and one that is the same as another names one that is its own', () => {
  assert.equal(new Set(rows.map(({ id }) => id)).size, rows.length)
  for (const { id, same } of rows) {
    if (same === undefined) continue
    const other = rows.find((row) => row.id === same)
    assert.ok(other !== undefined && other.same === undefined && other.absent === undefined, `${id} as ${same}`)
  }
})

test('docs/oauth-rows.md has every row and where it is tested', () => {
  assert.equal(readFileSync(PAGE, 'utf8'), oauthRowsPage(), 'run: node scripts/oauth-rows-page.ts')
})
