import assert from 'node:assert/strict'
import { test } from 'node:test'
import { playsTwice } from './play-twice.ts'
import { watch } from './watch.ts'

playsTwice('authentik')

test('authentik posts before it asks, and sends one operation per member', async () => {
  const { seen, bodies } = await watch('authentik')
  assert.deepEqual(
    seen.slice(0, 3).map(({ method, target }) => `${method} ${target}`),
    ['GET /ServiceProviderConfig', 'GET /ServiceProviderConfig', 'POST /Users'],
  )
  type Operation = { path?: string; value: unknown }
  const operations = bodies('PATCH', /^\/Groups\//).flatMap((body) => (body as { Operations: Operation[] }).Operations)
  const members = operations.filter(({ path }) => path === 'members')
  assert.ok(members.length > 5 && members.every(({ value }) => Array.isArray(value) && value.length === 1))
  const whole = operations.find(({ path }) => path === undefined)
  assert.deepEqual(Object.keys(whole?.value ?? {}).sort(), ['displayName', 'externalId', 'id', 'schemas'])
})
