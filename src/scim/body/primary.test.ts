import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { keepOnePrimary } from './primary.ts'

const [a, b] = [{ value: 'a' }, { value: 'b' }]
const yes = { primary: true }
const no = { primary: false }

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
