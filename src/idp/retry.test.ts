import assert from 'node:assert/strict'
import { test } from 'node:test'
import { MAX_ATTEMPTS, waitAfter429 } from './retry.ts'

test('whole seconds in Retry-After are waited for', () => {
  assert.equal(waitAfter429(1, '2'), 2_000)
  assert.equal(waitAfter429(9, '0'), 0)
})

test('a date in Retry-After is not understood, so the wait is five minutes and doubles', () => {
  assert.equal(waitAfter429(1, 'Wed, 21 Oct 2026 07:28:00 GMT'), 300_000)
  assert.equal(waitAfter429(2, undefined), 600_000)
  assert.equal(waitAfter429(3, '1.5'), 1_200_000)
})

test('the tenth refusal is the last', () => {
  assert.equal(waitAfter429(MAX_ATTEMPTS - 1, '1'), 1_000)
  assert.equal(waitAfter429(MAX_ATTEMPTS, '1'), undefined)
})
