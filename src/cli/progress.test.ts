import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createProgress } from './progress.ts'
import { createTestIo } from './test-io.ts'

test('away from a terminal a line comes at the end of a phase, and every five seconds within one', () => {
  let now = 0
  const { io, err } = createTestIo({ stopwatch: () => now })
  const bar = createProgress(io)
  bar.show('assign', 1, 3)
  now = 6_000
  bar.show('assign', 2, 3)
  bar.show('assign', 3, 3)
  bar.clear()
  assert.equal(err(), 'assign: 2/3\nassign: 3/3\n')
})

test('on a terminal one line is drawn over and taken away at the end', () => {
  let written = ''
  const stderr = { write: (text: string) => void (written += text), isTerminal: true }
  const bar = createProgress({ stderr, stopwatch: () => 0 })
  bar.show('assign', 3, 3)
  bar.clear()
  assert.equal(written, '\r\u001b[K[########################] assign 3/3\r\u001b[K')
})
