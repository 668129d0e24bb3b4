import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Json } from '../../shared/json.ts'
import type { Attributes } from '../resource.ts'
import { userType } from '../schema/resource-types.ts'
import { applyPatch } from './apply.ts'
import { parsePatch } from './parse.ts'

/** Of the processor, so that other work on the machine does not count. */
const AT_MOST_MS = 4_000

const long = 'é'.repeat(4_000)
const MANY: Attributes = {
  emails: Array.from({ length: 500 }, (_, i) => ({ value: `m${i}`, display: `${long}${i}` })),
}

function timed(before: Attributes, count: number, operation: (i: number) => Json) {
  const parsed = parsePatch({ Operations: Array.from({ length: count }, (_, i) => operation(i)) })
  assert.ok(parsed.ok)
  const started = process.cpuUsage()
  const outcome = applyPatch(userType, before, parsed.value)
  const { user, system } = process.cpuUsage(started)
  assert.ok((user + system) / 1_000 < AT_MOST_MS, `${(user + system) / 1_000} ms`)
  return outcome
}
const kindOf = (outcome: ReturnType<typeof applyPatch>): string => (outcome.ok ? 'done' : outcome.error.kind)

describe('what a PATCH may cost', () => {
  test('selecting among long texts is done in time', () => {
    // without remembering the keys of the texts: 19 s
    const outcome = timed(MANY, 900, (i) => ({
      op: 'replace',
      path: `emails[display eq "${long}${i % 500}"].type`,
      value: `${i}`,
    }))
    assert.equal(kindOf(outcome), 'done')
  })
  test('a hundred terms for each of thousands of operations are tooMany, in time', () => {
    const filter = Array.from({ length: 100 }, (_, i) => `value eq "x${i}"`).join(' or ')
    assert.equal(kindOf(timed(MANY, 5_000, () => ({ op: 'remove', path: `emails[${filter}]` }))), 'tooMany')
  })
  test('long lists added to long lists are tooMany, in time', () => {
    const value = Array.from({ length: 500 }, (_, i) => ({ value: `m${i}`, type: 'work' }))
    assert.equal(kindOf(timed({ emails: value }, 1_000, () => ({ op: 'add', path: 'emails', value }))), 'tooMany')
    const none = value.map(({ type }, i) => ({ value: `none${i}`, type }))
    assert.equal(
      kindOf(timed({ emails: value }, 1_000, () => ({ op: 'remove', path: 'emails', value: none }))),
      'tooMany',
    )
    const tags = Array.from({ length: 100_000 }, (_, i) => i)
    assert.equal(kindOf(timed({ tags }, 1_000, (i) => ({ op: 'add', path: 'tags', value: [i, -i] }))), 'tooMany')
  })
})
