import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fail, ok } from '../shared/result.ts'
import { MAX_PARAMETERS, parseForm } from './form.ts'

const pairs = (text: string) => {
  const parsed = parseForm(text)
  return parsed.ok ? parsed.value.map(({ name, value }) => [name, value]) : parsed.error
}

for (const [text, parameters] of [
  ['', []],
  ['&&', []],
  [
    'a=1&b=2',
    [
      ['a', '1'],
      ['b', '2'],
    ],
  ],
  ['a=1&', [['a', '1']]],
  ['a', [['a', '']]],
  ['a=', [['a', '']]],
  ['a=b=c', [['a', 'b=c']]],
  ['a+b=c+d', [['a b', 'c d']]],
  ['a=%C3%A9%20%2B', [['a', 'é +']]],
  [
    '__proto__=1&a[b]=c&a[]=1',
    [
      ['__proto__', '1'],
      ['a[b]', 'c'],
      ['a[]', '1'],
    ],
  ],
] as const) {
  test(`the form ${JSON.stringify(text)} has ${parameters.length} flat parameters`, () => {
    assert.deepEqual(pairs(text), parameters)
  })
}

for (const text of ['a=%', 'a=%4', 'a=%zz', '%=1', 'a=%FF', 'a=%C3', 'ok=1&b=%ED%A0%80']) {
  test(`the form ${text} is broken, not text`, () => {
    assert.deepEqual(parseForm(text), fail({ kind: 'brokenEncoding' }))
  })
}

test('as many parameters as allowed are read, one more is refused', () => {
  const form = (count: number) => Array.from({ length: count }, (_, i) => `p${i}=1`).join('&')
  assert.equal(parseForm(form(MAX_PARAMETERS)).ok, true)
  for (const count of [MAX_PARAMETERS + 1, 1_000, 100_000]) {
    assert.deepEqual(parseForm(form(count)), fail({ kind: 'tooManyParameters', limit: MAX_PARAMETERS }))
  }
})

test('nothing is lost of a value that needs no decoding', () => {
  assert.deepEqual(parseForm('client_secret=muster_cs_aZ09'), ok([{ name: 'client_secret', value: 'muster_cs_aZ09' }]))
})
