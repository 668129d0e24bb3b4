import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createRateLimiter } from './rate-limiter.ts'

function limiter(perMinute: number, keys?: number) {
  let now = 1_000_000
  const rates = createRateLimiter(() => now, perMinute, keys)
  const takeTimes = (key: string, times: number): (number | undefined)[] =>
    Array.from({ length: times }, () => rates.take(key))
  return { ...rates, takeTimes, pass: (milliseconds: number) => (now += milliseconds) }
}

test('a minute full is let through at once, and one more waits until a share has come back', () => {
  const { take, takeTimes } = limiter(6)
  assert.deepEqual(takeTimes('a', 6), Array(6).fill(undefined))
  assert.equal(take('a'), 10)
})

test('who is refused and comes back after those seconds is let in, once', () => {
  const { take, takeTimes, pass } = limiter(6)
  takeTimes('a', 7)
  pass(9_999)
  assert.equal(take('a'), 1)
  pass(1)
  assert.equal(take('a'), undefined)
  assert.equal(take('a'), 10)
})

test('what is not used does not add up beyond a minute', () => {
  const { take, takeTimes, pass } = limiter(6)
  takeTimes('a', 6)
  pass(86_400_000)
  assert.deepEqual(takeTimes('a', 6), Array(6).fill(undefined))
  assert.equal(take('a'), 10)
})

test('keys do not know of each other', () => {
  const { take, takeTimes } = limiter(3)
  takeTimes('a', 4)
  assert.equal(take('b'), undefined)
})

test('looking does not count', () => {
  const { wait, take } = limiter(1)
  for (let i = 0; i < 5; i += 1) assert.equal(wait('a'), undefined)
  assert.equal(take('a'), undefined)
  assert.equal(wait('a'), 60)
})

test('a clock that is set back neither gives anything nor stops the refill', () => {
  const { take, takeTimes, pass } = limiter(6)
  takeTimes('a', 6)
  pass(-3_600_000)
  assert.equal(take('a'), 10)
  pass(10_000)
  assert.equal(take('a'), undefined)
})

test('beyond its bound the oldest key is forgotten', () => {
  const { takeTimes, wait } = limiter(1, 2)
  for (const key of ['a', 'b', 'c']) takeTimes(key, 2)
  assert.deepEqual(['a', 'b', 'c'].map(wait), [undefined, 60, 60])
})

test('0 limits nothing', () => {
  const { takeTimes, wait } = limiter(0)
  assert.deepEqual(new Set(takeTimes('a', 10_000)), new Set([undefined]))
  assert.equal(wait('a'), undefined)
})
