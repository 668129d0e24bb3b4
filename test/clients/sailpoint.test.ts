import assert from 'node:assert/strict'
import { test } from 'node:test'
import { playsTwice } from './play-twice.ts'
import { watch } from './watch.ts'

playsTwice('sailpoint', { users: 220 })

test('SailPoint reads every document first and every account last', async () => {
  const { seen } = await watch('sailpoint')
  const targets = seen.map(({ target }) => target)
  assert.deepEqual(targets.slice(1, 8), [
    '/ServiceProviderConfig',
    '/ResourceTypes',
    '/Schemas',
    '/ResourceTypes/User',
    '/Schemas/urn:ietf:params:scim:schemas:core:2.0:User',
    '/ResourceTypes/Group',
    '/Schemas/urn:ietf:params:scim:schemas:core:2.0:Group',
  ])
  assert.deepEqual(targets.slice(-2), ['/Users?startIndex=1&count=200', '/Groups?startIndex=1&count=200'])
})
