import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Json } from '../../shared/json.ts'
import { assumePrimary, keepOnePrimary } from './primary.ts'

const [a, b] = [{ value: 'a' }, { value: 'b' }]
const yes = { primary: true }
const no = { primary: false }

describe('the primary mail', () => {
  const rows: readonly (readonly [what: string, emails: Json, expected: Json, before?: Json])[] = [
    ['is the first when nobody says', [a, b], [{ ...a, ...yes }, b]],
    ['is the one that says so', [a, { ...b, ...yes }], [a, { ...b, ...yes }]],
    ['is none where one says that it is not', [{ ...a, ...no }, b], [{ ...a, ...no }, b]],
    ['is none where the mails are what they were', [a], [a], [a]],
    ['is the first of other mails than there were', [a, b], [{ ...a, ...yes }, b], [a]],
  ]
  for (const [what, emails, expected, before] of rows) {
    test(what, () => {
      const { emails: out } = assumePrimary({ emails }, before === undefined ? {} : { emails: before })
      assert.deepEqual(out, expected)
    })
  }
})

describe('of several primary values', () => {
  test('the last one stays', () => {
    assert.deepEqual(
      keepOnePrimary([
        { ...a, ...yes },
        { ...b, ...yes },
      ]),
      [
        { ...a, ...no },
        { ...b, ...yes },
      ],
    )
  })
  test('the one that was just written stays, wherever it stands', () => {
    const old = { ...b, ...yes }
    assert.deepEqual(keepOnePrimary([{ ...a, ...yes }, old], [a, old]), [
      { ...a, ...yes },
      { ...b, ...no },
    ])
  })
})
