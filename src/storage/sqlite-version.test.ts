import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isSafeSqlite } from './sqlite-version.ts'

for (const [version, safe] of [
  ['3.51.2', false],
  ['3.51.3', true],
  ['3.52.0', false],
  ['3.52.1', true],
  ['3.53.4', true],
  ['3.45.1', false],
  ['3.6.20', false],
  ['4.0.0', true],
] as const) {
  test(`SQLite ${version} is ${safe ? 'safe' : 'refused'}`, () => assert.equal(isSafeSqlite(version), safe))
}
