import assert from 'node:assert/strict'
import { test } from 'node:test'
import { TokenUse } from './token-use.ts'

test('uses are written together, and at most one a minute for each token', async () => {
  const written: string[] = []
  const uses = new TokenUse(async (batch) => {
    written.push(batch.map(({ tokenId, at }) => `${tokenId}@${at}`).join(' '))
  })
  for (const at of [0, 30_000, 59_999]) uses.note(1, 'a', at)
  uses.note(1, 'b', 1)
  await uses.flush()
  await uses.flush()
  uses.note(1, 'a', 60_000)
  uses.note(1, 'b', 60_000)
  await uses.flush()
  assert.deepEqual(written, ['a@0 b@1', 'a@60000'])
})
