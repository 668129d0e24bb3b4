import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Json } from '../../src/shared/json.ts'
import { apiOf, type Caller } from '../support/admin-api.ts'
import { startGroups, textOf, type Groups } from '../support/scim-groups.ts'
import type { V1Answer } from '../support/scim-v1.ts'

/** DESIGN §6: unknown members are parked, unless the client is told to refuse them. */
describe('SCIM: a client that refuses unknown members', () => {
  let scim: Groups
  let api: Caller
  let ann = ''
  let team = ''
  before(async () => {
    scim = await startGroups()
    api = apiOf(scim.app.base, `HZN ${scim.app.session}`)
    ann = await scim.user('ann')
    team = await scim.group('Team', ann, 'waits-already')
    const changed = await api('PATCH', '/clients/OktaSCIM', { unknownMembers: 'refuse' })
    assert.equal(changed.status, 200, JSON.stringify(changed.json))
    assert.equal(changed.json['unknownMembers'], 'refuse')
  })
  after(() => scim.close())

  const members = (...ids: readonly string[]): Json => ids.map((value) => ({ value }))
  const refused = async (answer: V1Answer, ...ids: readonly string[]): Promise<void> => {
    assert.equal(answer.status, 400, answer.text)
    assert.equal(answer.json['scimType'], 'invalidValue')
    const named = ids.map((id) => JSON.stringify(id)).join(', ')
    assert.ok(textOf(answer, 'detail').includes(`no user or group with the id ${named}`), textOf(answer, 'detail'))
    assert.deepEqual(await scim.memberIds(team), [ann])
    assert.deepEqual(await scim.found('Groups', 'displayName eq "New"'), [])
  }

  test('is told which members of a POST are missing, and no group is made', async () =>
    refused(
      await scim.ask('POST', '/Groups', { displayName: 'New', members: members(ann, 'ghost', 'other') }),
      'ghost',
      'other',
    ))

  test('of a PUT, and nothing is changed', async () =>
    refused(await scim.ask('PUT', `/Groups/${team}`, { displayName: 'Renamed', members: members('ghost') }), 'ghost'))

  for (const [form, operation] of [
    ['a PATCH add', { op: 'add', path: 'members', value: members('ghost') }],
    ['a PATCH replace', { op: 'replace', path: 'members', value: members('ghost') }],
    ['a PATCH without a path', { op: 'add', value: { members: members('ghost') } }],
    ['a PATCH that selects it', { op: 'add', path: 'members[value eq "ghost"]', value: [] }],
  ] as const) {
    test(`of ${form}, and what stands in front of it is undone`, async () =>
      refused(await scim.patch(team, { op: 'replace', path: 'displayName', value: 'New' }, operation), 'ghost'))
  }

  test('of an operation of a Bulk', async () => {
    const answer = await scim.ask('POST', '/Bulk', {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
      Operations: [
        {
          method: 'PATCH',
          path: `/Groups/${team}`,
          data: { Operations: [{ op: 'add', path: 'members', value: members('ghost') }] },
        },
      ],
    })
    const [operation] = answer.json['Operations'] as unknown as readonly { status: string }[]
    assert.equal(operation?.status, '400', answer.text)
    assert.match(answer.text, /no user or group with the id \\"ghost\\"/)
  })

  test('over SCIM 1.1 as well', async () => {
    const url = `${scim.app.base}/SAAS/jersey/manager/api/scim/Groups/${team}`
    const answer = await fetch(url, {
      method: 'PATCH',
      headers: { authorization: `Bearer ${scim.app.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ members: [{ value: 'ghost' }] }),
    })
    const text = await answer.text()
    assert.equal(answer.status, 400, text)
    assert.match(text, /no user or group with the id/)
  })

  test('ten of many are named, and the rest is counted', async () => {
    const ids = Array.from({ length: 12 }, (_, i) => `ghost-${String(i).padStart(2, '0')}`)
    const answer = await scim.add(team, ...ids)
    assert.match(textOf(answer, 'detail'), /"ghost-09" and 2 more\./)
  })

  test('may name those who wait already, and those who are there', async () => {
    const answer = await scim.ask('PUT', `/Groups/${team}`, {
      displayName: 'Team',
      members: members(ann, 'waits-already'),
    })
    assert.equal(answer.status, 200, answer.text)
    assert.equal((await scim.patch(team, { op: 'remove', path: 'members[value eq "ghost"]' })).status < 300, true)
  })

  test('may have them parked again', async () => {
    assert.equal((await api('PATCH', '/clients/OktaSCIM', { unknownMembers: 'drop' })).status, 400)
    assert.equal((await api('PATCH', '/clients/OktaSCIM', { displayName: 'Okta' })).json['unknownMembers'], 'refuse')
    assert.equal((await api('PATCH', '/clients/OktaSCIM', { unknownMembers: 'park' })).json['unknownMembers'], 'park')
    assert.equal((await scim.add(team, 'ghost')).status < 300, true)
  })
})

describe('SCIM: the type of a member', () => {
  let scim: Groups
  before(async () => void (scim = await startGroups()))
  after(() => scim.close())

  test('is a hint, and a word that nobody knows is passed over (scim-clients P12)', async () => {
    const ann = await scim.user('ann')
    const made = await scim.ask('POST', '/Groups', { displayName: 'Odd', members: [{ value: ann, type: 'Device' }] })
    assert.equal(made.status, 201, made.text)
    assert.equal((await scim.members(textOf(made, 'id')))[0]?.type, 'User')
  })
})
