import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { createResource } from '../../src/directory/create-resource.ts'
import { deleteResource } from '../../src/directory/delete-resource.ts'
import { createExtension, createResourceType, deleteResourceType } from '../../src/directory/manage-schemas.ts'
import type { Directory } from '../../src/directory/ports.ts'
import { settleAll } from '../../src/directory/settle-schemas.ts'
import { bindFilter } from '../../src/scim/filter/bind.ts'
import { parseFilter } from '../../src/scim/filter/parse.ts'
import { NO_DEFINITIONS } from '../../src/scim/schema/definition.ts'
import { readExtension } from '../../src/scim/schema/read-definition.ts'
import { typeNamed, userType } from '../../src/scim/schema/resource-types.ts'
import type { Json } from '../../src/shared/json.ts'
import { fail } from '../../src/shared/result.ts'
import type { Storage } from '../../src/storage/open-storage.ts'
import { engineKinds } from './engines.ts'
import { actor, aDirectory, directoryIn, valueOf } from './fixture.ts'

const URN = 'urn:example:locker:User'
const locker = {
  id: URN,
  name: 'Locker',
  attributes: [{ name: 'number', type: 'string', uniqueness: 'global' }] as const,
  extends: [{ resourceType: 'User' }],
}
const DAY = 86_400_000

for (const engine of engineKinds) {
  suite(`Definitions on ${engine.name}`, () => {
    let storage: Storage
    let now = 1
    before(async () => {
      storage = await engine.open({ clock: () => now })
    })
    after(() => storage.close())

    let ids = 0
    const deps = () => ({ ...storage, clock: () => now, newId: () => `id-${(ids += 1)}` })
    const fresh = async ({ tenantId, uuid }: Directory): Promise<Directory> => {
      // a process that is not the only writer may take a list that is a second old
      now += 2_000
      const directory = await storage.directories.byUuid(tenantId, uuid)
      assert.ok(directory !== undefined)
      return directory
    }
    const sceneIn = async (directory: Directory, type = 'User') => {
      const current = await fresh(directory)
      const resourceType = typeNamed(current.resourceTypes, type)
      assert.ok(resourceType !== undefined)
      return { directory: current, resourceType, actor }
    }
    const add = async (directory: Directory, body: Json, type = 'User') =>
      createResource(deps(), await sceneIn(directory, type), body)
    const matches = async (directory: Directory, filter: string): Promise<number> => {
      const { resourceType } = await sceneIn(directory)
      const bound = valueOf(bindFilter(resourceType, valueOf(parseFilter(filter))))
      const users = { ...directory, resourceType: 'User' }
      return (await storage.resources.search(users, { filter: bound, startIndex: 1, count: 0 })).total
    }

    test('what a process that ended has not indexed is indexed by the next one', async () => {
      const { directory } = await aDirectory(storage)
      for (let i = 0; i < 250; i += 1) valueOf(await add(directory, { userName: `u${i}`, [URN]: { NUMBER: `n${i}` } }))
      const extension = valueOf(readExtension(NO_DEFINITIONS, locker, undefined))
      const definitions = { lastNumber: 1, extensions: [extension], resourceTypes: [] }
      valueOf(await storage.schemas.keep(await fresh(directory), { at: now, actor, summary: 'x', definitions }))
      assert.equal(await matches(directory, `${URN}:number sw "n"`), 0)
      await fresh(directory)
      await settleAll(deps())
      assert.equal(await matches(directory, `${URN}:number sw "n"`), 250)
      assert.equal(await storage.schemas.indexedVersion(directory), 1)
      assert.deepEqual(await storage.schemas.unsettled(), [])
    })

    test('a version is kept once, and nothing is written by the one before it', async () => {
      const { directory } = await aDirectory(storage)
      const next = { at: now, actor, summary: 'x', definitions: NO_DEFINITIONS }
      const kept = await Promise.all([1, 2, 3].map(() => storage.schemas.keep(directory, next)))
      assert.equal(kept.filter(({ ok }) => ok).length, 1)
      const old = { directory, resourceType: userType, actor }
      const written = await createResource(deps(), old, { userName: 'late' })
      assert.equal(written.ok ? undefined : written.error.kind, 'schemaChanged')
      assert.equal(await matches(directory, 'userName eq "late"'), 0)
      valueOf(await add(directory, { userName: 'late' }))
    })

    test('a directory that is removed gives up the values that were unique in the tenant', async () => {
      const { directory } = await aDirectory(storage)
      const other = (await directoryIn(storage, directory.tenantId, 'Next')).directory
      for (const one of [directory, other]) {
        valueOf(await createExtension(deps(), { directory: await fresh(one), actor }, locker))
      }
      valueOf(await add(directory, { userName: 'first', [URN]: { number: '7' } }))
      const second = { userName: 'second', [URN]: { number: '7' } }
      const refused = await add(other, second)
      assert.equal(refused.ok ? undefined : refused.error.kind, 'uniqueness')
      await storage.directories.remove(directory)
      valueOf(await add(other, second))
    })

    test('a type is removed once it is empty, and what was deleted of it goes for good', async () => {
      const { directory } = await aDirectory(storage)
      const schema = { id: 'urn:example:Tool', name: 'Tool', attributes: [{ name: 'label', type: 'string' }] as const }
      const tool = { name: 'Tool', endpoint: '/Tools', schema }
      const request = async () => ({ directory: await fresh(directory), actor })
      valueOf(await createResourceType(deps(), await request(), tool))
      const saw = valueOf(await add(directory, { label: 'Saw' }, 'Tool'))
      const inUse = await deleteResourceType(deps(), await request(), 'Tool')
      assert.deepEqual(
        inUse,
        fail({
          kind: 'definitionInUse',
          detail: 'The directory still has 1 resource of this type. Delete them first.',
        }),
      )
      const scene = await sceneIn(directory, 'Tool')
      valueOf(await deleteResource(deps(), scene, saw.id))
      const tools = { ...directory, resourceType: 'Tool' }
      assert.equal((await storage.resources.deleted(tools, 0, 10)).length, 1)
      valueOf(await deleteResourceType(deps(), await request(), 'Tool'))
      assert.deepEqual(await storage.resources.deleted(tools, 0, 10), [])
    })

    test('what was deleted of a defined type is purged in time, like users', async () => {
      const { directory } = await aDirectory(storage)
      const schema = { id: 'urn:example:Key', name: 'Key', attributes: [{ name: 'label', type: 'string' }] as const }
      const request = { directory: await fresh(directory), actor }
      valueOf(await createResourceType(deps(), request, { name: 'Key', endpoint: '/Keys', schema }))
      const key = valueOf(await add(directory, { label: 'Front door' }, 'Key'))
      valueOf(await deleteResource(deps(), await sceneIn(directory, 'Key'), key.id))
      now += 31 * DAY
      assert.equal(await storage.purge(), 1)
    })
  })
}
