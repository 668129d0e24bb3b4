import assert from 'node:assert/strict'
import { test } from 'node:test'
import { canonicalKey, compareByCodePoint } from './text.ts'

for (const [a, b] of [
  ['BOB', 'bob'],
  ['É', 'é'],
  ['e\u0301', '\u00e9'],
  ['ｂｏｂ', 'bob'],
  ['ᴮᴼᴮ', 'bob'],
  ['straße', 'STRASSE'],
  ['ΟΔΥΣΣΕΥΣ', 'οδυσσευς'],
] as const) {
  test(`${a} and ${b} are the same name`, () => assert.equal(canonicalKey(a), canonicalKey(b)))
}

for (const [a, b] of [
  ['bob', 'rob'],
  ['jose', 'josé'],
  ['ann', 'ann '],
] as const) {
  test(`${JSON.stringify(a)} and ${JSON.stringify(b)} are two names`, () =>
    assert.notEqual(canonicalKey(a), canonicalKey(b)))
}

test('the key of a key is the key itself', () => {
  for (const name of ['ŒUVRE', 'İstanbul', 'ﬀ', 'ΑΣ', '𐐀', 'ǅ'])
    assert.equal(canonicalKey(canonicalKey(name)), canonicalKey(name))
})

test('order is by code point, so that an astral character follows a private use one', () => {
  const sorted = ['\u{10000}', '\uffee', 'a', '\ue000', 'ab', ''].toSorted(compareByCodePoint)
  assert.deepEqual(sorted, ['', 'a', 'ab', '\ue000', '\uffee', '\u{10000}'])
})
