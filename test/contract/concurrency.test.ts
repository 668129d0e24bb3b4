import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { groupType } from '../../src/scim/schema/resource-types.ts'
import type { Storage } from '../../src/storage/open-storage.ts'
import { aClient, aSecret } from './an-oauth-client.ts'
import { engines } from './engines.ts'
import { aDirectory, actor, valueOf } from './fixture.ts'
import { workOn } from './people-at-work.ts'

const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'

/** What one PATCH each may change without touching the others. */
const ATTRIBUTES = [
  'title',
  'nickName',
  'displayName',
  'userType',
  'locale',
  'timezone',
  'preferredLanguage',
  'profileUrl',
  'name.givenName',
  'name.familyName',
  'name.middleName',
  'name.honorificPrefix',
  'name.honorificSuffix',
  'externalId',
  `${ENTERPRISE}:department`,
]

for (const engine of engines) {
  suite(`At the same time on ${engine.name}`, () => {
    let storage: Storage
    before(async () => {
      storage = await engine.open()
    })
    after(() => storage.close())

    test('of sixteen creates of one userName one is made and fifteen are told that it is taken', async () => {
      const place = await aDirectory(storage)
      const work = workOn(storage, place)
      const names = Array.from({ length: 16 }, (_, i) => (i % 2 === 0 ? 'ann@example.com' : 'ANN@Example.com'))
      const outcomes = await Promise.all(names.map((userName) => work.create({ userName })))
      const kinds = outcomes.map((outcome) => (outcome.ok ? 'created' : outcome.error.kind))
      assert.deepEqual(kinds.toSorted(), ['created', ...Array.from({ length: 15 }, () => 'uniqueness')])
      assert.equal((await storage.resources.search(place.users, { startIndex: 1, count: 9 })).total, 1)
      assert.equal((await storage.directories.counts(place.directory)).get('User'), 1)
    })

    test('fifteen PATCHes of different attributes of one user are all kept, each under a version of its own', async () => {
      const place = await aDirectory(storage)
      const work = workOn(storage, place)
      const { id } = valueOf(await work.create({ userName: 'ann@example.com' }))
      const written = await Promise.all(
        ATTRIBUTES.map((path) => work.patch(id, [{ op: 'replace', path, value: `new ${path}` }])),
      )
      const versions = written.map((outcome) => valueOf(outcome).version)
      assert.deepEqual(
        versions.toSorted((a, b) => a - b),
        ATTRIBUTES.map((_, i) => i + 2),
      )
      const { name, ...others } = await work.read(id)
      const kept = { ...others, ...prefixed('name.', name), ...prefixed(`${ENTERPRISE}:`, others[ENTERPRISE]) }
      for (const path of ATTRIBUTES) assert.equal((kept as Record<string, unknown>)[path], `new ${path}`, path)
      const changes = await storage.resources.changes(place.users, { count: 99 })
      assert.deepEqual(
        changes.map(({ sequence }) => sequence),
        Array.from({ length: 16 }, (_, i) => 16 - i),
      )
    })

    test('sixteen members added to one group by a PATCH each are all there, also those that were being created', async () => {
      const place = await aDirectory(storage)
      const work = workOn(storage, place)
      const group = valueOf(await work.create({ displayName: 'Everybody' }, groupType)).id
      const there = await Promise.all(
        Array.from({ length: 8 }, async (_, i) => valueOf(await work.create({ userName: `there${i}` })).id),
      )
      const coming: string[] = []
      await Promise.all([
        ...there.map((value) => work.patch(group, [{ op: 'add', path: 'members', value: [{ value }] }], groupType)),
        ...Array.from({ length: 8 }, async (_, i) => {
          const { id } = valueOf(await work.create({ userName: `coming${i}` }))
          coming.push(id)
          valueOf(await work.patch(group, [{ op: 'add', path: 'members', value: [{ value: id }] }], groupType))
        }),
      ])
      assert.deepEqual(await work.members(group), [...there, ...coming].toSorted())
      assert.equal((await storage.resources.get(place.groups, group))?.memberCount, 16)
    })

    test('a member that is added while it arrives joins, whichever comes first', async () => {
      const place = await aDirectory(storage)
      const group = valueOf(await workOn(storage, place).create({ displayName: 'Late' }, groupType)).id
      for (let i = 0; i < 20; i += 1) {
        const id = `00000000-0000-7000-8000-0000000000${String(i).padStart(2, '0')}`
        const arrive = storage.resources.write(async (transaction) => {
          const row = { id, stem: `{"id":"${id}"`, created: 1, lastModified: 1, version: 1, name: id, nameKey: id }
          const made = await transaction.insert(place.users, { ...row, externalId: undefined, active: true }, [])
          await transaction.joinParked(place.users, id)
          return made
        })
        const add = storage.resources.write(async (transaction) => {
          await transaction.get(place.groups, group)
          await transaction.addMembers(place.groups, group, [{ value: id }])
          return { ok: true, value: undefined }
        })
        await Promise.all(i % 2 === 0 ? [arrive, add] : [add, arrive])
      }
      assert.equal((await storage.resources.get(place.groups, group))?.memberCount, 20)
      assert.equal((await workOn(storage, place).members(group)).length, 20)
    })

    test('a record that several POSTs would revive is revived once', async () => {
      const place = await aDirectory(storage)
      const work = workOn(storage, place)
      const body = { userName: 'back@example.com', externalId: '00u1' }
      const { id } = valueOf(await work.create(body))
      valueOf(await work.remove(id))
      const outcomes = await Promise.all(Array.from({ length: 8 }, () => work.create(body)))
      assert.deepEqual(
        outcomes.flatMap((outcome) => (outcome.ok ? [outcome.value.id] : [])),
        [id],
      )
    })

    test('two owners who take the office from each other leave one', async () => {
      const { users } = await aDirectory(storage)
      const { tenantId } = users
      const account = { tenantId, passwordHash: 'x', role: 'owner', disabled: false, createdAt: 1 } as const
      for (const name of ['ann', 'bob']) {
        valueOf(await storage.administrators.create({ ...account, administratorId: name, username: name }, name))
      }
      const outcomes = await Promise.all(
        ['ann', 'bob'].map((name) =>
          storage.administrators.update(tenantId, name, { role: 'auditor' }, { endSessions: false, at: 1 }),
        ),
      )
      assert.equal(outcomes.filter(({ ok }) => ok).length, 1)
    })

    test('a secret replaced eight times at once leaves two at most', async () => {
      const { users } = await aDirectory(storage)
      const { tenantId } = users
      const client = aClient(tenantId, 'okta')
      valueOf(await storage.clients.create(client, aSecret('s0')))
      await Promise.all(
        Array.from({ length: 8 }, (_, i) =>
          storage.clients.replaceSecret(tenantId, 'okta', aSecret(`s${i + 1}`), 100, false, 1),
        ),
      )
      const found = await storage.clients.find(tenantId, 'okta')
      assert.equal(found?.secrets.length, 2)
      assert.equal(found?.secrets.filter(({ retiresAt }) => retiresAt === undefined).length, 1)
    })

    test('tenants and directories made at once get numbers of their own', async () => {
      const place = await aDirectory(storage)
      const { tenantId } = place.users
      const tenants = await Promise.all(
        Array.from({ length: 6 }, (_, i) =>
          storage.tenants.create({
            slug: `t${i}`,
            name: 't',
            hosts: [`t${i}.example`],
            suspended: false,
            createdAt: 1,
          }),
        ),
      )
      const directories = await Promise.all(
        Array.from({ length: 6 }, (_, i) =>
          storage.directories.create(
            {
              tenantId,
              uuid: `u${i}`,
              slug: 'same',
              type: 'OTHER_DIRECTORY',
              name: `D${i}`,
              domains: [],
              createdAt: 1,
            },
            actor,
          ),
        ),
      )
      assert.equal(new Set(tenants.map((outcome) => valueOf(outcome).tenantId)).size, 6)
      assert.equal(new Set(directories.map((outcome) => valueOf(outcome).directoryId)).size, 6)
      assert.equal(new Set(directories.map((outcome) => valueOf(outcome).slug)).size, 6)
    })
  })
}

const prefixed = (prefix: string, value: unknown): Record<string, unknown> =>
  Object.fromEntries(Object.entries(value ?? {}).map(([key, inner]) => [`${prefix}${key}`, inner]))
