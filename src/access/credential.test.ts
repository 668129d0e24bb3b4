import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { credentialKind, digestOf, hintOf, makeCredential } from './credential.ts'

const made = makeCredential('at', randomBytes)

test('a credential has its prefix, 43 characters of randomness and 6 of checksum', () => {
  assert.match(made, /^muster_at_[0-9A-Za-z]{49}$/)
  assert.equal(credentialKind(made), 'at')
})

test('the lowest and the highest 256 bits keep their length', () => {
  for (const byte of [0, 255]) {
    const credential = makeCredential('cs', (count) => new Uint8Array(count).fill(byte))
    assert.equal(credential.length, 'muster_cs_'.length + 49)
    assert.equal(credentialKind(credential), 'cs')
  }
})

test('TE-18: different randomness never gives the same credential', () => {
  const seen = new Set(Array.from({ length: 100_000 }, () => makeCredential('at', randomBytes)))
  assert.equal(seen.size, 100_000)
  // one bit apart at either end
  const bit = (index: number) =>
    makeCredential('at', (count) => new Uint8Array(count).map((_, i) => (i === index ? 1 : 0)))
  assert.equal(new Set([bit(0), bit(31), bit(32)]).size, 3)
})

const flip = (text: string, at: number) => text.slice(0, at) + (text.at(at) === 'a' ? 'b' : 'a') + text.slice(at + 1)
for (const [what, text] of [
  ['empty text', ''],
  ['one without its last character', made.slice(0, -1)],
  ['one with a character more', `${made}0`],
  ['a padded one', `${made}=`],
  ['one with a changed character', flip(made, 20)],
  ['one with a changed checksum', flip(made, made.length - 1)],
  ['one of another kind', made.replace('_at_', '_cs_')],
  ['one in another case', made.toUpperCase()],
  ['one with spaces around', ` ${made} `],
  ['one with a line break', `${made}\n`],
  ['49 random characters', 'k'.repeat(49)],
  ['eight kilobytes', made.repeat(140)],
] as const) {
  test(`${what} is told from the text alone`, () => assert.equal(credentialKind(text), undefined))
}

test('every single changed character is noticed', () => {
  for (let i = 0; i < made.length; i += 1) assert.equal(credentialKind(flip(made, i)), undefined)
})

test('what is kept is a digest and the last four characters', () => {
  assert.match(digestOf(made), /^[0-9a-f]{64}$/)
  assert.equal(digestOf('abc'), 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  assert.equal(hintOf('…a1b2'), 'a1b2')
})
