import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { compareByCodePoint } from '../shared/text.ts'
import { keyOfLeaf } from './index-key.ts'
import { parseInstant } from './instants.ts'
import { decimal, flag, instant, reference, text } from './schema/builders.ts'

describe('a key of text', () => {
  const name = text('name', '')
  test('is the same for spellings that mean the same', () => {
    for (const spelling of ['STRASSE', 'Straße', 'ｓｔｒａｓｓｅ']) assert.equal(keyOfLeaf(name, spelling), 'strasse')
  })
  test('keeps case where case counts', () => assert.equal(keyOfLeaf(reference('url', ''), 'A'), 'A'))
  test('is cut when it is long, and still tells texts apart', () => {
    const a = keyOfLeaf(name, `${'x'.repeat(4_000)}a`)
    const b = keyOfLeaf(name, `${'x'.repeat(4_000)}b`)
    assert.ok(a !== undefined && b !== undefined && a !== b)
    assert.ok(a.length < 540)
    assert.equal(keyOfLeaf(name, `${'X'.repeat(4_000)}A`), a)
    assert.ok(a.startsWith('x'.repeat(500)))
    assert.match(a.slice(500), /^\u{10ffff}[\u{10fe00}-\u{10feff}]{16}$/u)
  })
  test('of exactly 500 is whole', () => assert.equal(keyOfLeaf(name, 'x'.repeat(500)), 'x'.repeat(500)))
  test('is never cut inside a character', () => {
    assert.ok(keyOfLeaf(name, `${'x'.repeat(499)}😀${'y'.repeat(10)}`)?.isWellFormed())
  })
})

describe('a key of a number', () => {
  test('sorts as the number does', () => {
    const numbers = [-1e300, -2.5, -1, -1e-300, 0, 1e-300, 0.1, 1, 2, 10, 1e300]
    const keys = numbers.map((number) => keyOfLeaf(decimal('n', ''), number) ?? '')
    assert.deepEqual([...keys].toSorted(compareByCodePoint), keys)
    assert.ok(keys.every((key) => /^[0-9a-f]{16}$/.test(key)))
  })
  test('is the same for both zeros and for text', () => {
    assert.equal(keyOfLeaf(decimal('n', ''), -0), keyOfLeaf(decimal('n', ''), 0))
    assert.equal(keyOfLeaf(decimal('n', ''), '10'), keyOfLeaf(decimal('n', ''), 10))
  })
  for (const value of ['', ' ', 'ten', '1e400', true]) {
    test(`is not made of ${JSON.stringify(value)}`, () => assert.equal(keyOfLeaf(decimal('n', ''), value), undefined))
  }
})

describe('a key of a flag', () => {
  for (const [value, key] of [
    [true, 'true'],
    ['True', 'true'],
    ['FALSE', 'false'],
    ['1', undefined],
    [1, undefined],
  ] as const) {
    test(`of ${JSON.stringify(value)} is ${key ?? 'none'}`, () => assert.equal(keyOfLeaf(flag('f', ''), value), key))
  }
})

describe('an instant', () => {
  const rows: readonly (readonly [written: string, key: string | undefined])[] = [
    ['2026-01-02T03:04:05Z', '2026-01-02T03:04:05.000Z'],
    ['2026-01-02T03:04:05.6789012Z', '2026-01-02T03:04:05.678Z'],
    ['0001-01-03T00:00:00.0000000Z', '0001-01-03T00:00:00.000Z'],
    ['2015-10-10T14:38:21.8617979-07:00', '2015-10-10T21:38:21.861Z'],
    ['2026-01-02T03:04:05+0130', '2026-01-02T01:34:05.000Z'],
    ['2026-01-02t03:04:05z', '2026-01-02T03:04:05.000Z'],
    ['2026-01-02 03:04', '2026-01-02T03:04:00.000Z'],
    ['2026-01-02', '2026-01-02T00:00:00.000Z'],
    ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00.000Z'],
    ['2026-02-30T00:00:00Z', undefined],
    ['2026-13-01', undefined],
    ['2026-01-02T25:00:00Z', undefined],
    ['yesterday', undefined],
    ['', undefined],
    ['1767323045', undefined],
  ]
  for (const [written, key] of rows) {
    test(`written ${JSON.stringify(written)} is ${key ?? 'none'}`, () => {
      assert.equal(keyOfLeaf(instant('at', ''), written), key)
      assert.equal(parseInstant(written) === undefined, key === undefined)
    })
  }
})
