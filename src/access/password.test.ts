import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkNewPassword, preparePassword } from './password.ts'

for (const [what, password, accepted] of [
  ['14 characters', 'x'.repeat(14), false],
  ['15 characters', 'x'.repeat(15), true],
  ['15 characters outside the BMP', '😀'.repeat(15), true],
  ['8 characters that are 16 code units', '😀'.repeat(8), false],
  ['256 bytes', 'x'.repeat(256), true],
  ['257 bytes', 'x'.repeat(257), false],
  ['a line break', `${'x'.repeat(15)}\n`, false],
  ['NUL', `${'x'.repeat(15)}\0`, false],
] as const) {
  test(`a new password of ${what} is ${accepted ? 'accepted' : 'refused'}`, () => {
    assert.equal(checkNewPassword(password).ok, accepted)
  })
}

test('two ways to type a letter and every kind of space are one password', () => {
  assert.equal(preparePassword('cafe\u0301 au\u00a0lait'), preparePassword('caf\u00e9\u3000au lait'))
})

test('capital letters, trailing spaces and full-width forms stay what they are', () => {
  assert.notEqual(preparePassword('A'), preparePassword('a'))
  assert.notEqual(preparePassword('a '), preparePassword('a'))
  assert.notEqual(preparePassword('ａ'), preparePassword('a'))
})
