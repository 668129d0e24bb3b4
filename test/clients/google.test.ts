import assert from 'node:assert/strict'
import { test } from 'node:test'
import { playsTwice } from './play-twice.ts'
import { watch } from './watch.ts'

playsTwice('google')

test('Google says who it is, asks with a startIndex, and never speaks of groups', async () => {
  const { seen, first } = await watch('google')
  const get = first('GET', /^\/Users\?/)
  assert.equal(get.headers[0], 'User-Agent: Google-Auto-Provisioning')
  assert.match(get.target, /^\/Users\?filter=userName%20eq%20%22[^&]+%22&startIndex=1$/)
  assert.ok(seen.every(({ target }) => !target.startsWith('/Groups')))
})
