import assert from 'node:assert/strict'
import { test } from 'node:test'
import { playsTwice } from './play-twice.ts'
import { watch } from './watch.ts'

playsTwice('ping')

test('Ping writes Eq with a capital, never patches, and looks groups up by reading them all', async () => {
  const { seen, first } = await watch('ping')
  assert.match(first('GET', /^\/Users\?filter/).target, /userName\+Eq\+%22/)
  assert.ok(seen.every(({ method }) => method !== 'PATCH'))
  const asked = seen.filter(({ method, target }) => method === 'GET' && target.startsWith('/Groups?'))
  assert.ok(asked.every(({ target }) => /^\/Groups\?startIndex=\d+&count=1000$/.test(target)))
  assert.ok(seen.some(({ target }) => target.endsWith('count=-1')))
})
