import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { conformancePage, PAGE } from './conformance-page.ts'

test('docs/conformance.md names every demand there is a check for', () => {
  assert.equal(readFileSync(PAGE, 'utf8'), conformancePage(), 'run: node scripts/conformance-page.ts')
})
