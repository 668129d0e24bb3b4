import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createChecks, excerpt } from './checks.ts'

test('the same check of the same step is counted, and its first failure is kept', () => {
  const checks = createChecks()
  for (const [request, status] of [
    ['GET /a', 200],
    ['GET /b', 500],
    ['GET /c', 404],
  ] as const) {
    checks.step('A1 test', request).must('the status is 200', status === 200, status, `Okta says ${status}`)
  }
  assert.deepEqual(checks.all(), [
    {
      step: 'A1 test',
      what: 'the status is 200',
      kind: 'real',
      passed: 1,
      failed: 2,
      firstFailure: { request: 'GET /b', got: '500', administratorReads: 'Okta says 500' },
    },
  ])
})

test('an operation stops with the last real check that failed, whatever extra ones failed after it', () => {
  const step = createChecks().step('A2 assign', 'POST /Users')
  step.must('a body comes', false, '', 'empty user')
  step.should('it is pretty', false, 'ugly')
  assert.deepEqual(step.stop(), {
    ok: false,
    error: { step: 'A2 assign', what: 'a body comes', administratorReads: 'empty user' },
  })
})

test('what was got is shown on one line of bearable length', () => {
  assert.equal(excerpt({ a: [1] }), '{"a":[1]}')
  assert.equal(excerpt('two\n  lines'), 'two lines')
  assert.equal(excerpt(undefined), 'nothing')
  assert.equal(excerpt('x'.repeat(1_000)).length, 301)
})
