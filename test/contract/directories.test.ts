import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { fail, ok } from '../../src/shared/result.ts'
import type { Storage } from '../../src/storage/open-storage.ts'
import { engines } from './engines.ts'
import { aChange, actor, aDirectory, anIndexRow, directoryIn, idsOf, inOneUnit, insert, valueOf } from './fixture.ts'

for (const engine of engines) {
  suite(`Directories on ${engine.name}`, () => {
    let storage: Storage
    before(async () => {
      storage = await engine.open()
    })
    after(() => storage.close())

    const create = (tenantId: number, name: string, slug: string, ...domains: readonly string[]) =>
      storage.directories.create(
        { tenantId, uuid: `uuid-${name}`, slug, type: 'OTHER_DIRECTORY', name, domains, createdAt: 1 },
        actor,
      )

    test('a slug that is taken gets the first free number', async () => {
      const { users } = await aDirectory(storage)
      const slugs: string[] = []
      for (const name of ['A', 'B', 'C']) slugs.push(valueOf(await create(users.tenantId, name, 'okta')).slug)
      assert.deepEqual(slugs, ['okta', 'okta-2', 'okta-3'])
    })

    test('a name or a domain that is taken, in any case, is refused with the name of its holder', async () => {
      const { users } = await aDirectory(storage)
      valueOf(await create(users.tenantId, 'First', 'first', 'OKTA.COM', 'two.example'))
      assert.deepEqual(
        await create(users.tenantId, 'FIRST', 'x'),
        fail({ kind: 'directoryNameTaken', directoryName: 'First' }),
      )
      assert.deepEqual(
        await create(users.tenantId, 'Second', 'x', 'new.example', 'okta.com.'),
        fail({ kind: 'domainTaken', domain: 'okta.com.', directoryName: 'First' }),
      )
      const second = valueOf(await create(users.tenantId, 'Second', 'x', 'new.example'))
      assert.deepEqual(await storage.directories.bySlug(users.tenantId, 'x'), second)
      assert.deepEqual((await storage.directories.byUuid(users.tenantId, 'uuid-First'))?.domains, [
        'OKTA.COM',
        'two.example',
      ])
    })

    test('of eight directories with one domain at once one is made', async () => {
      const { users } = await aDirectory(storage)
      const outcomes = await Promise.all(
        Array.from({ length: 8 }, (_, i) => create(users.tenantId, `D${i}`, 'd', 'same.example')),
      )
      assert.equal(outcomes.filter((outcome) => outcome.ok).length, 1)
      assert.equal((await storage.directories.list(users.tenantId)).length, 2)
    })

    test('a removed directory takes everything in it along, and its number is not used again', async () => {
      const { users, groups, directory } = await aDirectory(storage)
      for (const id of ['a', 'b']) await insert(storage.resources, users, id, {}, [anIndexRow('title', id)])
      await insert(storage.resources, groups, 'g')
      await inOneUnit(storage.resources, async (transaction) => {
        await transaction.addMembers(groups, 'g', [{ value: 'a' }])
        await transaction.appendChange(aChange(groups, 'g'))
        await transaction.remove(users, 'b', 1, [])
      })
      assert.deepEqual(await idsOf(storage.resources, users), ['a'])
      assert.deepEqual(await storage.directories.remove(directory), { users: 1, groups: 1 })
      assert.deepEqual(await storage.directories.remove(directory), { users: 0, groups: 0 })
      assert.deepEqual(await storage.directories.list(users.tenantId), [])
      assert.deepEqual(await idsOf(storage.resources, users), [])
      assert.equal(await storage.resources.get(groups, 'g'), undefined)
      const next = await directoryIn(storage, users.tenantId, directory.name)
      assert.equal(next.directory.directoryId, directory.directoryId + 1)
      const late = await storage.resources.write(async (transaction) =>
        ok(await transaction.appendChange(aChange(users, 'late'))),
      )
      assert.deepEqual(late, fail({ kind: 'directoryGone' }))
    })
  })
}
