import assert from 'node:assert/strict'
import { test } from 'node:test'
import { playsTwice } from './play-twice.ts'
import { watch } from './watch.ts'

playsTwice('quirks', { least: 2_000 })

test('members leave in a list in an object, as Salesforce writes it', async () => {
  const { bodies } = await watch('quirks')
  const text = JSON.stringify(bodies('PATCH', /^\/Groups\//))
  assert.match(text, /\{"op":"remove","path":"members","value":\{"members":\[\{"value":"[^"]+"\}/)
})
