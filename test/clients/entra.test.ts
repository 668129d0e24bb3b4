import assert from 'node:assert/strict'
import { test } from 'node:test'
import { says } from '../../src/idp/entra/sentences.ts'
import { playsTwice } from './play-twice.ts'
import { includes, watch } from './watch.ts'

playsTwice('entra', { users: 120, groups: 8, least: 4_000 })

test('Entra asks with plus signs, names the media type of bodies only, and sends nothing for nothing', async () => {
  const { seen, first, bodies } = await watch('entra')
  const get = first('GET', /^\/Users\?filter=/)
  assert.match(get.target, /^\/Users\?filter=userName\+eq\+%22[0-9a-f]{8}-[0-9a-f-]{27}%22$/)
  const [authorization = '', ...others] = seen[1]?.headers ?? []
  assert.match(authorization, /^Authorization: Bearer \S+$/)
  assert.deepEqual(others, [])
  const post = first('POST', /^\/Users$/)
  assert.equal(post.headers.at(-1), 'Content-Type: application/scim+json; charset=utf-8')
  assert.ok(includes(post.body, { active: true, roles: [], meta: { resourceType: 'User' } }))
  const group = first('POST', /^\/Groups$/)
  assert.ok(includes(group.body, { meta: { resourceType: 'Group' } }))
  assert.equal(Object.hasOwn(group.body ?? {}, 'members'), false)
  const operations = bodies('PATCH', /^\/Users\//).flatMap((body) => (body as { Operations: unknown[] }).Operations)
  assert.ok(operations.some((each) => includes(each, { op: 'Replace', path: 'active', value: 'False' })))
})

test('twenty members arrive side by side, each in a PATCH of its own', async () => {
  const { seen } = await watch('entra')
  const isAdd = ({ method, target, body }: (typeof seen)[number]) =>
    method === 'PATCH' && target.startsWith('/Groups/') && JSON.stringify(body).includes('"Add"')
  const longest = seen.reduce(
    (run, each) => (isAdd(each) ? [...run.slice(0, -1), (run.at(-1) ?? 0) + 1] : [...run, 0]),
    [0],
  )
  assert.ok(Math.max(...longest) >= 20, String(Math.max(...longest)))
})

test('the administrator reads what the portal and the provisioning log say', () => {
  const answer = { request: '', headers: {}, json: undefined, text: '{"detail":"no"}' }
  const doing = { act: 'connect', collection: 'Users', name: '' } as const
  assert.match(says(doing, { ...answer, status: 401 }) ?? '', /^You appear to have entered invalid credentials\./)
  assert.equal(says(doing, { ...answer, status: 404 }), 'SystemForCrossDomainIdentityManagementServiceIncompatible')
  const create = { act: 'create', collection: 'Users', name: 'ann@example.com' } as const
  const log = says(create, { ...answer, status: 400 }) ?? ''
  assert.match(
    log,
    /^Failed to create User 'ann@example\.com'; Error: StatusCode: BadRequest Message: .* Web Response: \{"detail":"no"\}\./,
  )
})
