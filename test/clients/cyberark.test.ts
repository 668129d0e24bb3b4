import assert from 'node:assert/strict'
import { test } from 'node:test'
import { playsTwice } from './play-twice.ts'
import { watch } from './watch.ts'

playsTwice('cyberark')

test('CyberArk verifies with one user and every document, and writes back what it read', async () => {
  const { seen, first } = await watch('cyberark')
  assert.equal(seen[1]?.target, '/Users?count=1')
  assert.ok(seen.slice(2, 9).every(({ target }) => /^\/(?:ServiceProviderConfig|ResourceTypes|Schemas)/.test(target)))
  const body = first('PUT', /^\/Users\//).body ?? {}
  assert.ok(Object.hasOwn(body, 'meta') && Object.hasOwn(body, 'id'))
})
