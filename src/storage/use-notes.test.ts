import assert from 'node:assert/strict'
import { test } from 'node:test'
import { UseNotes } from './use-notes.ts'

test('uses are written together, and at most one a minute for each credential', async () => {
  const written: string[] = []
  const uses = new UseNotes<string>(async (batch) => {
    written.push(batch.map(({ credential, use }) => `${credential}@${use.at}`).join(' '))
  })
  const note = (credential: string, at: number) =>
    uses.note(credential, credential, { at, address: '192.0.2.4', agent: undefined })
  for (const at of [0, 30_000, 59_999]) note('a', at)
  note('b', 1)
  await uses.flush()
  await uses.flush()
  note('a', 60_000)
  note('b', 60_000)
  await uses.flush()
  assert.deepEqual(written, ['a@0 b@1', 'a@60000'])
})
