import assert from 'node:assert/strict'
import { test } from 'node:test'
import { preferredLanguage } from './languages.ts'

test('a language chosen before comes first, then the first of the browser with a catalogue, then English', () => {
  assert.equal(preferredLanguage('ja', ['de-DE']), 'ja')
  assert.equal(preferredLanguage(null, ['sv-SE', 'de-AT', 'en']), 'de')
  assert.equal(preferredLanguage(null, ['sv-SE']), 'en')
  assert.equal(preferredLanguage('tlh', ['ja']), 'ja')
})
