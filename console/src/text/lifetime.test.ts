import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Lifetime, lifetimeOf, minutesOf, sayLifetime } from './lifetime.ts'

for (const [minutes, count, unit] of [
  [1, 1, 'minute'],
  [90, 90, 'minute'],
  [180, 3, 'hour'],
  [14_400, 10, 'day'],
  [20_160, 2, 'week'],
  [129_600, 3, 'month'],
  [525_600, 1, 'year'],
  [5_256_000, 10, 'year'],
] as const satisfies readonly (readonly [number, number, Lifetime['unit']])[]) {
  test(`${minutes} minutes are ${count} ${unit}(s), there and back`, () => {
    assert.deepEqual(lifetimeOf(minutes), { count, unit })
    assert.equal(minutesOf({ count, unit }), minutes)
  })
}

test('a lifetime is said in the words of the language', () => {
  assert.equal(sayLifetime('en', 525_600), '1 year')
  assert.equal(sayLifetime('de', 180), '3 Stunden')
  assert.equal(sayLifetime('ja', 129_600), '3 か月')
})
