import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { apiOf, type Caller } from '../support/admin-api.ts'
import { startGroups, type Groups } from '../support/scim-groups.ts'

/** What SCIM does not show: members that were named before they were provisioned. */
describe('Admin API: parked members of a group', () => {
  let scim: Groups
  let api: Caller
  before(async () => {
    scim = await startGroups()
    api = apiOf(scim.app.base, `HZN ${scim.app.session}`)
  })
  after(() => scim.close())

  const parked = (id: string, query = '') =>
    api('GET', `/directories/okta-universal-directory/groups/${id}/parked${query}`)

  test('are listed by id with the type that was given, and the members that are there are not', async () => {
    const ann = await scim.user('ann')
    const team = await scim.group('Team', ann)
    const value = [{ value: 'z-late' }, { value: 'a-late', type: 'user' }, { value: 'm-late', type: 'Group' }]
    await scim.patch(team, { op: 'add', path: 'members', value })
    const answer = await parked(team)
    assert.equal(answer.status, 200)
    assert.deepEqual(answer.json, {
      total: 3,
      members: [
        { id: 'a-late', type: 'User' },
        { id: 'm-late', type: 'Group' },
        { id: 'z-late', type: null },
      ],
    })
    assert.deepEqual(await scim.memberIds(team), [ann])
    assert.deepEqual((await parked(team, '?count=1')).json, { total: 3, members: [{ id: 'a-late', type: 'User' }] })
  })

  test('are none any more once they are removed', async () => {
    const group = await scim.group('Short', 'never')
    assert.equal((await parked(group)).json['total'], 1)
    await scim.patch(group, { op: 'remove', path: 'members[value eq "never"]' })
    assert.deepEqual((await parked(group)).json, { total: 0, members: [] })
  })

  test('of no group are asked for in vain', async () => {
    const ann = await scim.user('not-a-group')
    for (const id of ['nothing', ann]) {
      const answer = await parked(id)
      assert.equal(answer.status, 404)
      assert.match(JSON.stringify(answer.json), /has no group with the id/)
    }
    const group = await scim.group('Counted')
    assert.equal((await parked(group, '?count=0')).status, 400)
    assert.equal((await parked(group, '?count=501')).status, 400)
    const elsewhere = await api('GET', `/directories/none/groups/${group}/parked`)
    assert.equal(elsewhere.status, 404)
  })
})
