import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { apiOf, refused, type Caller, type JsonObject } from '../support/admin-api.ts'
import { type RunningApp, startApp } from '../support/start-app.ts'

const DAY = 86_400_000
const HERE = '/directories/okta-universal-directory'

describe('the undo of a delete', () => {
  let app: RunningApp
  let api: Caller
  let now = Date.UTC(2026, 0, 15, 12)
  before(async () => {
    app = await startApp({ clock: () => now })
    api = apiOf(app.base, `HZN ${app.session}`)
  })
  after(() => app.close())

  const scim = async (method: string, path: string, body?: unknown): Promise<JsonObject> => {
    const answer = await api(method, `${HERE}/scim/v2${path}`, body)
    assert.ok(answer.status < 300, `${method} ${path}: ${answer.status} ${JSON.stringify(answer.json)}`)
    return answer.json
  }
  const create = async (path: string, body: unknown): Promise<string> => String((await scim('POST', path, body))['id'])
  const restore = (id: string, resourceType: string) =>
    api('POST', `${HERE}/deleted/${id}/restore?resourceType=${resourceType}`)
  const membersOf = async (id: string): Promise<readonly unknown[]> =>
    (((await scim('GET', `/Groups/${id}`))['members'] ?? []) as JsonObject[]).map(({ value }) => value)
  const deletedNames = async (resourceType: string): Promise<readonly unknown[]> =>
    ((await api('GET', `${HERE}/deleted?resourceType=${resourceType}`)).json['deleted'] as JsonObject[]).map(
      ({ name }) => name,
    )

  test('brings a group back with its members', async () => {
    const [ada, ben] = [
      await create('/Users', { userName: 'ada@example.com' }),
      await create('/Users', { userName: 'ben@example.com' }),
    ]
    const group = await create('/Groups', { displayName: 'Builders', members: [{ value: ada }, { value: ben }] })
    await scim('DELETE', `/Groups/${group}`)
    assert.deepEqual(await deletedNames('Group'), ['Builders'])
    assert.deepEqual(await deletedNames('User'), [])
    refused(await restore(group, 'User'), 404, 'resource_not_found')
    assert.equal((await restore(group, 'Group')).status, 200)
    assert.deepEqual(new Set(await membersOf(group)), new Set([ada, ben]))
    assert.deepEqual(await deletedNames('Group'), [])
  })

  test('puts a user into those of their groups that are left, and tells who did it', async () => {
    const user = await create('/Users', { userName: 'chloe@example.com', externalId: 'c' })
    const [kept, gone] = [
      await create('/Groups', { displayName: 'Kept', members: [{ value: user }] }),
      await create('/Groups', { displayName: 'Gone', members: [{ value: user }] }),
    ]
    await scim('DELETE', `/Users/${user}`)
    await scim('DELETE', `/Groups/${gone}`)
    assert.equal((await restore(user, 'User')).status, 200)
    assert.deepEqual(await membersOf(kept), [user])
    const [change] = (await api('GET', `${HERE}/changes?resourceId=${user}&count=1`)).json['changes'] as JsonObject[]
    assert.equal(change?.['kind'], 'revive')
    assert.deepEqual(change['actor'], { kind: 'administrator', name: app.administrator.username })
    assert.deepEqual(change['difference'], { groups: { added: [kept] } })
    const found = await scim('GET', `/Users?filter=${encodeURIComponent('externalId eq "c"')}`)
    assert.equal(found['totalResults'], 1, 'found as before')
  })

  for (const [i, order] of (
    [
      ['the user', 'the group'],
      ['the group', 'the user'],
    ] as const
  ).entries()) {
    test(`joins a user and a group again that were both deleted, the group first, when ${order.join(' and then ')} comes back`, async () => {
      const [user, other] = [
        await create('/Users', { userName: `both-${i}@example.com` }),
        await create('/Users', { userName: `other-${i}@example.com` }),
      ]
      const group = await create('/Groups', { displayName: `Both ${i}`, members: [{ value: user }, { value: other }] })
      await scim('DELETE', `/Groups/${group}`)
      await scim('DELETE', `/Users/${user}`)
      for (const what of order) {
        const [id, type] = what === 'the user' ? [user, 'User'] : [group, 'Group']
        assert.equal((await restore(id, type)).status, 200)
        if (what === 'the group' && what === order[0]) assert.deepEqual(await membersOf(group), [other])
      }
      assert.deepEqual(new Set(await membersOf(group)), new Set([user, other]))
      const found = await scim('GET', `/Users?filter=${encodeURIComponent(`groups.value eq "${group}"`)}`)
      assert.equal(found['totalResults'], 2)
    })
  }

  test('lasts as long as the tenant says, by hand and by a provider that creates the user again', async () => {
    const body = { userName: 'dev@example.com', externalId: 'd' }
    const user = await create('/Users', body)
    await scim('DELETE', `/Users/${user}`)
    const made = now
    assert.equal((await api('PATCH', '/tenant', { undoDays: 2 })).status, 200)
    now = made + 3 * DAY
    const later = apiOf(app.base, `Bearer ${app.token}`)
    refused(await later('POST', `${HERE}/deleted/${user}/restore`), 404, 'resource_not_found')
    assert.deepEqual((await later('GET', `${HERE}/deleted`)).json['deleted'], [])
    const again = await later('POST', `${HERE}/scim/v2/Users`, body)
    assert.equal(again.status, 201)
    assert.notEqual(again.json['id'], user, 'a new record')
    await later('DELETE', `${HERE}/scim/v2/Users/${String(again.json['id'])}`)
    assert.equal(
      (await later('POST', `${HERE}/scim/v2/Users`, body)).json['id'],
      again.json['id'],
      'the old one, in time',
    )
  })
})
