import assert from 'node:assert/strict'
import { test } from 'node:test'
import { daysUntil, relativeTime } from './time.ts'

const NOW = Date.UTC(2026, 5, 15, 12)
const DAY = 86_400_000

for (const [offset, said] of [
  [0, 'now'],
  [-90_000, '1 minute ago'],
  [-DAY, 'yesterday'],
  [20 * DAY, 'in 3 weeks'],
  [365 * DAY, 'in 1 year'],
  [-31 * DAY, '1 month ago'],
] as const) {
  test(`${offset / DAY} days from now is "${said}"`, () => assert.equal(relativeTime('en', NOW + offset, NOW), said))
}

for (const [offset, said] of [
  [25.9 * DAY, 'in 25 days'],
  [1.5 * DAY, 'in 1 day'],
  [DAY - 60_000, 'in 24 hours'],
  [3_600_000, 'in 1 hour'],
] as const) {
  test(`an end ${offset / DAY} days from now is "${said}"`, () =>
    assert.equal(daysUntil('en', NOW + offset, NOW), said))
}
