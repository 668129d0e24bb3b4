import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createFailureLimiter, failureKey } from './failures.ts'

const limits = { failures: 3, window: 60_000, keys: 2 }

function limiter() {
  let now = 0
  const failures = createFailureLimiter(() => now, limits)
  const failTimes = (key: string, times: number) => {
    for (let i = 0; i < times; i += 1) failures.noteFailure(key)
  }
  return { ...failures, failTimes, pass: (milliseconds: number) => (now += milliseconds) }
}

test('the tries that are allowed pass, the next one waits for the rest of the minute in whole seconds', () => {
  const { failTimes, retryAfter, pass } = limiter()
  failTimes('a', 2)
  assert.equal(retryAfter('a'), undefined)
  failTimes('a', 1)
  assert.equal(retryAfter('a'), 60)
  pass(59_001)
  assert.equal(retryAfter('a'), 1)
  pass(999)
  assert.equal(retryAfter('a'), undefined)
})

test('other keys are not affected', () => {
  const { failTimes, retryAfter } = limiter()
  failTimes('a', 3)
  assert.equal(retryAfter('b'), undefined)
})

test('the right answer forgets earlier slips', () => {
  const { failTimes, forget, retryAfter } = limiter()
  failTimes('a', 2)
  forget('a')
  failTimes('a', 2)
  assert.equal(retryAfter('a'), undefined)
})

test('beyond its bound the oldest key is forgotten', () => {
  const { failTimes, retryAfter } = limiter()
  failTimes('a', 3)
  failTimes('b', 3)
  failTimes('c', 3)
  assert.deepEqual(['a', 'b', 'c'].map(retryAfter), [undefined, 60, 60])
})

test('tenant, name and address all belong to a key, however long the name', () => {
  const keys = [
    failureKey(1, 'a', '192.0.2.1'),
    failureKey(2, 'a', '192.0.2.1'),
    failureKey(1, 'b', '192.0.2.1'),
    failureKey(1, 'a', '192.0.2.2'),
  ]
  assert.equal(new Set(keys).size, 4)
  assert.ok(failureKey(1, 'x'.repeat(100_000), '::1').length < 300)
})
