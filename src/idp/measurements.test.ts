import assert from 'node:assert/strict'
import { test } from 'node:test'
import { kindOfRequest, measure, percentile } from './measurements.ts'

test('requests are told apart by what they are for, not by whom they are about', () => {
  assert.equal(
    kindOfRequest('GET', '/Users?filter=userName%20eq%20%22a%22&startIndex=1&count=100'),
    'GET /Users?filter',
  )
  assert.equal(kindOfRequest('GET', '/Users?count=1&startIndex=1'), 'GET /Users?startIndex')
  assert.equal(kindOfRequest('PATCH', '/Groups/0190-abc'), 'PATCH /Groups/{id}')
  assert.equal(kindOfRequest('POST', '/Users'), 'POST /Users')
})

test('a percentile is a time that was measured', () => {
  const times = Array.from({ length: 100 }, (_, i) => i + 1)
  assert.deepEqual(
    [percentile(times, 50), percentile(times, 99), percentile([7], 99), percentile([], 50)],
    [50, 99, 7, 0],
  )
})

test('every status of a kind is counted', () => {
  const exchange = { method: 'POST', target: '/Users', ms: 1, attempt: 1 }
  const [kind] = measure([201, 409, 201, 0].map((status) => ({ ...exchange, status })))
  assert.deepEqual(
    [kind?.count, [...(kind?.statuses ?? [])]],
    [
      4,
      [
        [201, 2],
        [409, 1],
        [0, 1],
      ],
    ],
  )
})
