import assert from 'node:assert/strict'
import { test } from 'node:test'
import { playsTwice } from './play-twice.ts'
import { includes, watch } from './watch.ts'

playsTwice('keycloak')

test('the Keycloak plugin names the media type even on a GET, writes active as a text, and empties groups by null', async () => {
  const { seen, first, bodies } = await watch('keycloak')
  assert.equal(seen[1]?.headers.at(-1), 'Content-Type: application/scim+json')
  assert.ok(
    includes(first('PATCH', /^\/Users\//).body, { Operations: [{ op: 'replace', path: 'active', value: 'false' }] }),
  )
  type Patch = { Operations: unknown[] }
  const empties = bodies('PATCH', /^\/Groups\//).filter((body) =>
    includes((body as Patch).Operations[0], { op: 'remove', path: 'members', value: null }),
  )
  assert.ok(empties.length > 0)
})
