import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inParallel } from './in-parallel.ts'

test('everything is done once, in order, and never more at a time than allowed', async () => {
  const begun: number[] = []
  let running = 0
  let most = 0
  await inParallel([1, 2, 3, 4, 5, 6, 7], 3, async (item) => {
    begun.push(item)
    running += 1
    most = Math.max(most, running)
    await new Promise((resolve) => setImmediate(resolve))
    running -= 1
  })
  assert.deepEqual([begun, most, running], [[1, 2, 3, 4, 5, 6, 7], 3, 0])
})
