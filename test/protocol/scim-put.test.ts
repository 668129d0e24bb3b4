import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { JsonObject } from '../support/admin-api.ts'
import { describeCases, ENTERPRISE, openCaseWorld, type CaseWorld, type ScimCase } from '../support/scim-cases.ts'

const work = { value: 'work@example.com', type: 'work', primary: true }
const name = { givenName: 'Ann', familyName: 'Quill', formatted: 'Ann Quill' }
const EXAMPLE = 'urn:example:ext:2.0:User'
const kept = { externalId: 'e', active: false }

const row = (of: string, what: string, one: Omit<ScimCase, 'of' | 'what'>): ScimCase => ({ of, what, ...one })
const group = (of: string, what: string, one: Omit<ScimCase, 'of' | 'what' | 'at'>): ScimCase => ({
  of,
  what,
  at: 'Groups',
  ...one,
})
const justAnn = { members: [{ value: '<ann>' }] }

describeCases('RFC 7644 §3.5.1 and what clients PUT', [
  row('§3.5.1', 'readWrite values replace those there are', {
    has: { title: 'x', emails: [work] },
    put: { title: 'y', emails: [{ ...work, type: 'home' }] },
    after: { title: 'y', emails: [{ ...work, type: 'home' }] },
  }),
  row('§3.5.1', 'what is left out goes', {
    has: { title: 'x', emails: [work], [ENTERPRISE]: { department: 'Tools' }, shoeSize: 44, [EXAMPLE]: { badge: '7' } },
    put: {},
    after: { title: null, emails: null, [ENTERPRISE]: null, shoeSize: null, [EXAMPLE]: null },
  }),
  row('§3.5.1', 'a part of a complex value that is left out goes', {
    has: { name },
    put: { name: { givenName: 'Ann' } },
    after: { name: { givenName: 'Ann' } },
  }),
  row('§3.5.1', 'the same again changes nothing', {
    has: { title: 'x', emails: [work], name },
    put: { title: 'x', emails: [work], name },
  }),
  row('§3.5.1', 'readOnly values are ignored', {
    has: { title: 'x' },
    put: { title: 'x', id: 'y', meta: { version: 'z' }, groups: [{ value: 'g' }] },
  }),
  row('§3.5.1', 'required attributes must be there', { put: { userName: null }, refused: 'invalidValue' }),
  row('§3.5.1', 'a rename', { put: { userName: 'renamed by PUT' }, after: { userName: 'renamed by PUT' } }),
  row('§3.5.1', 'the schema of a group', {
    put: { schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'] },
    refused: 'invalidValue',
  }),
  row('U1', 'a formatted name left over from older parts is made again', {
    has: { name },
    put: { name: { ...name, familyName: 'Stone' } },
    after: { name: { givenName: 'Ann', familyName: 'Stone', formatted: 'Ann Stone' } },
  }),
  row('U1', 'one in its own words as well', {
    has: { name: { ...name, formatted: 'Quill, Ann' } },
    put: { name: { ...name, familyName: 'Stone', formatted: 'Quill, Ann' } },
    after: { name: { givenName: 'Ann', familyName: 'Stone', formatted: 'Ann Stone' } },
  }),
  row('U1', 'a new one counts', {
    has: { name },
    put: { name: { ...name, familyName: 'Stone', formatted: 'Stone, Ann' } },
    after: { name: { givenName: 'Ann', familyName: 'Stone', formatted: 'Stone, Ann' } },
  }),
  row('U1', 'one that is left out goes', {
    has: { name },
    put: { name: { givenName: 'Ann', familyName: 'Stone' } },
    after: { name: { givenName: 'Ann', familyName: 'Stone' } },
  }),
  group('U2', 'a group without members keeps them', { has: justAnn, put: {} }),
  group('U2', 'a rename without members keeps them', {
    has: justAnn,
    put: { displayName: 'Renamed by PUT' },
    after: { displayName: 'Renamed by PUT' },
  }),
  ...[[], null].map((members) =>
    group('U2', `members ${JSON.stringify(members)} empty the group`, {
      has: justAnn,
      put: { members },
      after: { members: [] },
    }),
  ),
  group('U2', 'members are replaced', {
    has: justAnn,
    put: { members: [{ value: '<bob>' }] },
    after: { members: ['<bob>'] },
  }),
  group('U2', 'the members there are change nothing', {
    has: justAnn,
    put: { members: [{ value: '<ann>', display: 'x' }, '<ann>'] },
  }),
  group('U2', 'members below the core URN are members', {
    has: justAnn,
    put: { 'urn:ietf:params:scim:schemas:core:2.0:Group': { members: ['<bob>'] } },
    after: { members: ['<bob>'] },
  }),
  row('U3', 'no active, password and externalId', { has: kept, put: {} }),
  row('U3', 'another externalId', { has: kept, put: { externalId: 'f' }, after: { externalId: 'f' } }),
  row('U3', 'externalId null goes', { has: kept, put: { externalId: null }, after: { externalId: null } }),
  ...[null, '', { value: '' }].map((active) =>
    row('U3', `active ${JSON.stringify(active)} keeps a leaver out`, { has: kept, put: { active } }),
  ),
  row('U3', 'a password is dropped', { has: kept, put: { password: 'secret' } }),
  row('U3', 'active true brings a leaver back', { has: kept, put: { active: true }, after: { active: true } }),
  group('U4', 'an unknown member is parked, the others stay', {
    has: justAnn,
    put: { members: [{ value: '<ann>' }, { value: '01a20d71-0000-7000-8000-000000000000' }] },
    after: justAnn,
  }),
  row('U5', 'another id in the body', { put: { id: 'other', title: 'x' }, after: { title: 'x' } }),
  row('V13', 'other mails without a primary one', {
    has: { emails: [work] },
    put: { emails: [{ value: 'a' }, { value: 'b' }] },
    after: { emails: [{ value: 'a' }, { value: 'b' }] },
  }),
])

describe('a PUT', () => {
  let world: CaseWorld
  before(async () => {
    world = await openCaseWorld()
  })
  after(() => world.app.close())

  test('of what a GET shows changes nothing, and writes nothing (U1)', async () => {
    const made = await world.ask('POST', '/Users', {
      userName: 'echo',
      name,
      emails: [{ value: 'a' }, { value: 'b', type: 'home' }],
      shoeSize: 44,
      [ENTERPRISE]: { department: 'Tools', manager: { value: world.names.ann } },
      [EXAMPLE]: { badge: '7' },
    })
    const path = `/Users/${String(made.json['id'])}`
    await world.ask('POST', '/Groups', { displayName: 'Echo', members: [{ value: made.json['id'] }] })
    const shown = await world.ask('GET', path)
    assert.equal((shown.json['groups'] as unknown[]).length, 1)
    const changes = await world.changesOf(String(made.json['id']))
    const put = await world.ask('PUT', path, shown.json)
    assert.deepEqual([put.status, put.json], [200, shown.json])
    assert.deepEqual((await world.ask('GET', path)).json, shown.json)
    assert.equal(await world.changesOf(String(made.json['id'])), changes)
  })

  test('after a PATCH of a name part still finds the formatted name true, whichever client it is', async () => {
    const made = await world.ask('POST', '/Users', { userName: 'formatted', name })
    const path = `/Users/${String(made.json['id'])}`
    const formatted = ({ json }: { json: JsonObject }) => (json['name'] as JsonObject)['formatted']
    const patch = (...Operations: readonly unknown[]) => world.ask('PATCH', path, { Operations })
    // Entra sends the parts one by one, and the whole when it is mapped
    assert.equal(formatted(await patch({ op: 'Replace', path: 'name.familyName', value: 'Stone' })), 'Ann Stone')
    assert.equal(
      formatted(
        await patch(
          { op: 'Replace', path: 'name.givenName', value: 'Anna' },
          { op: 'Add', path: 'name.formatted', value: 'Stone, Anna' },
        ),
      ),
      'Stone, Anna',
    )
    assert.equal(formatted(await patch({ op: 'Replace', path: 'name.givenName', value: 'Anne' })), 'Stone, Anna')
    // Okta's catalogue app sends no path; its wizard app reads, and writes back all of it
    assert.equal(formatted(await patch({ op: 'replace', value: { name: { formatted: 'Anne Stone' } } })), 'Anne Stone')
    assert.equal(
      formatted(await patch({ op: 'replace', value: { name: { givenName: 'Ann', familyName: 'Hill' } } })),
      'Ann Hill',
    )
    const { json } = await world.ask('GET', path)
    const put = await world.ask('PUT', path, { ...json, name: { ...(json['name'] as JsonObject), familyName: 'Vale' } })
    assert.equal(formatted(put), 'Ann Vale')
  })
})
