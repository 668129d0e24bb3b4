import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { JsonObject } from '../../src/shared/json.ts'
import { startGroups, type Groups } from '../support/scim-groups.ts'

/** RFC 7643 §4.1.2 `groups`, §4.2: groups inside groups. */
describe('SCIM: groups inside groups', () => {
  let scim: Groups
  before(async () => void (scim = await startGroups()))
  after(() => scim.close())

  type Shown = { readonly value: string; readonly display: string; readonly type: string }
  const groupsOf = async (id: string): Promise<readonly Shown[]> =>
    ((await scim.ask('GET', `/Users/${id}`)).json['groups'] ?? []) as unknown as readonly Shown[]

  test('a user shows the groups it is in and the groups around them, by GET and in lists', async () => {
    const user = await scim.user('grace')
    const other = await scim.user('other')
    const team = await scim.group('Team', user)
    const department = await scim.group('Department', team, other)
    const company = await scim.group('Company', department)
    const shown = [
      { value: team, $ref: `${scim.app.scimBase}/Groups/${team}`, display: 'Team', type: 'direct' },
      { value: department, $ref: `${scim.app.scimBase}/Groups/${department}`, display: 'Department', type: 'indirect' },
      { value: company, $ref: `${scim.app.scimBase}/Groups/${company}`, display: 'Company', type: 'indirect' },
    ]
    assert.deepEqual(await groupsOf(user), shown)
    const list = await scim.ask('GET', '/Users')
    const listed = (list.json['Resources'] as readonly JsonObject[]).map(({ userName, groups }) => [userName, groups])
    assert.deepEqual(listed, [
      ['grace', shown],
      ['other', [{ ...shown[1], type: 'direct' }, shown[2]]],
    ])
    assert.deepEqual(
      (await scim.ask('GET', `/Users/${user}?attributes=groups.display`)).json['groups'],
      shown.map(({ display }) => ({ display })),
    )
  })

  test('a user leaves what is around a group when the group leaves it, is deleted, or comes back', async () => {
    const user = await scim.user('ada')
    const inner = await scim.group('Inner', user)
    const outer = await scim.group('Outer', inner)
    const types = async () => (await groupsOf(user)).map(({ display, type }) => `${display} ${type}`)
    assert.deepEqual(await types(), ['Inner direct', 'Outer indirect'])
    await scim.patch(outer, { op: 'remove', path: `members[value eq "${inner}"]` })
    assert.deepEqual(await types(), ['Inner direct'])
    await scim.add(outer, inner, user)
    assert.deepEqual(await types(), ['Inner direct', 'Outer direct'])
    assert.equal((await scim.ask('DELETE', `/Groups/${inner}`)).status, 204)
    assert.deepEqual(await types(), ['Outer direct'])
  })
})
