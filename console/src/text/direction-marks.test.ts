import assert from 'node:assert/strict'
import { test } from 'node:test'
import { escapeDirectionMarks, shortName } from './direction-marks.ts'

test('a name cannot turn the sentence around that it stands in, nor fill it', () => {
  assert.equal(shortName('Ada \u202egnp\u2069'), 'Ada gnp')
  assert.equal(shortName('שלום עולם'), 'שלום עולם')
  assert.equal(shortName('x'.repeat(4_000)), `${'x'.repeat(80)}…`)
})

test('escaped JSON means what it meant', () => {
  const value = { displayName: 'a\u202eb\u2066\u200f', other: 'فاطمة' }
  const escaped = escapeDirectionMarks(JSON.stringify(value))
  assert.equal(escaped, String.raw`{"displayName":"a\u202eb\u2066\u200f","other":"فاطمة"}`)
  assert.deepEqual(JSON.parse(escaped), value)
})
