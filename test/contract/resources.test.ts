import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { ResourceTransaction } from '../../src/directory/ports.ts'
import { fail, ok } from '../../src/shared/result.ts'
import type { Storage } from '../../src/storage/open-storage.ts'
import { engines } from './engines.ts'
import { aChange, aDirectory, anIndexRow, aRow, directoryIn, idsOf, inOneUnit, insert, valueOf } from './fixture.ts'

const DAY = 86_400_000

for (const engine of engines) {
  suite(`Resources on ${engine.name}`, () => {
    let now = 100 * DAY
    let storage: Storage
    before(async () => {
      storage = await engine.open({ clock: () => now })
    })
    after(() => storage.close())

    test('of sixteen creates of one name at once exactly one wins', async () => {
      const { users, directory } = await aDirectory(storage)
      const outcomes = await Promise.all(
        Array.from({ length: 16 }, (_, i) =>
          storage.resources.write((transaction) => transaction.insert(users, aRow(`id-${i}`, { nameKey: 'ann' }), [])),
        ),
      )
      assert.equal(outcomes.filter((outcome) => outcome.ok).length, 1)
      assert.ok(outcomes.every((outcome) => outcome.ok || outcome.error.kind === 'nameTaken'))
      assert.equal((await storage.resources.search(users, { startIndex: 1, count: 10 })).total, 1)
      assert.equal((await storage.directories.counts(directory)).get('User'), 1)
    })

    test('a unit that fails or throws leaves nothing behind, and its neighbours in the batch stay', async () => {
      const { users } = await aDirectory(storage)
      const withEnd = (
        id: string,
        end: (
          transaction: ResourceTransaction,
        ) => Promise<ReturnType<typeof fail<string>> | ReturnType<typeof ok<number>>>,
      ) =>
        storage.resources.write(async (transaction) => {
          valueOf(await transaction.insert(users, aRow(id), [anIndexRow('title', id)]))
          await transaction.appendChange(aChange(users, id))
          return end(transaction)
        })
      const broken = new Error('a bug')
      const outcomes = await Promise.allSettled([
        withEnd('first', async () => ok(1)),
        withEnd('fails', async () => fail('refused')),
        withEnd('throws', async () => {
          throw broken
        }),
        withEnd('last', async () => ok(2)),
      ])
      assert.deepEqual(outcomes, [
        { status: 'fulfilled', value: ok(1) },
        { status: 'fulfilled', value: fail('refused') },
        { status: 'rejected', reason: broken },
        { status: 'fulfilled', value: ok(2) },
      ])
      // units at once come in any order
      assert.deepEqual((await idsOf(storage.resources, users)).toSorted(), ['first', 'last'])
      const changes = await storage.resources.changes(users, { count: 9 })
      assert.deepEqual(
        changes.map(({ sequence }) => sequence),
        [2, 1],
      )
      assert.equal(await storage.resources.get(users, 'fails'), undefined)
    })

    test('a unit may go on after a taken name, and the counts stay right', async () => {
      const { users, directory } = await aDirectory(storage)
      await insert(storage.resources, users, 'a', { nameKey: 'ann' })
      const outcome = await inOneUnit(storage.resources, async (transaction) => {
        const taken = await transaction.insert(users, aRow('b', { nameKey: 'ann' }), [])
        valueOf(await transaction.insert(users, aRow('c', { nameKey: 'carl' }), []))
        return taken
      })
      assert.deepEqual(outcome, fail({ kind: 'nameTaken' }))
      assert.deepEqual(await idsOf(storage.resources, users), ['a', 'c'])
      assert.equal((await storage.directories.counts(directory)).get('User'), 2)
    })

    test('a unit that gets into the way of another transaction runs again, but not for ever', async () => {
      const { users } = await aDirectory(storage)
      let runs = 0
      const conflicting = (times: number, id: string) =>
        storage.resources.write(async (transaction) => {
          valueOf(await transaction.insert(users, aRow(id), []))
          runs += 1
          if (runs <= times) throw engine.conflict()
          return ok(runs)
        })
      assert.equal((await conflicting(2, 'a')).ok, true)
      runs = 0
      await assert.rejects(conflicting(Infinity, 'b'), engine.givenUp)
      assert.ok(runs <= 10)
      assert.deepEqual(await idsOf(storage.resources, users), ['a'])
    })

    test('change numbers have no gaps, whatever fails in between', async () => {
      const { users } = await aDirectory(storage)
      const numbers = await Promise.all(
        Array.from({ length: 60 }, (_, i) =>
          storage.resources.write(async (transaction) => {
            const number = await transaction.appendChange(aChange(users, `id-${i}`))
            return i % 3 === 1 ? fail(undefined) : ok(number)
          }),
        ),
      )
      const taken = numbers.flatMap((outcome) => (outcome.ok ? [outcome.value] : []))
      assert.deepEqual(
        taken.toSorted((a, b) => a - b),
        Array.from({ length: 40 }, (_, i) => i + 1),
      )
    })

    test('an update moves the name and refuses one that is taken', async () => {
      const { users } = await aDirectory(storage)
      await insert(storage.resources, users, 'a', { nameKey: 'ann' })
      await insert(storage.resources, users, 'b', { nameKey: 'bob' })
      const rename = (nameKey: string) =>
        storage.resources.write((transaction) =>
          transaction.update(
            users,
            aRow('b', { nameKey, version: 2, lastModified: 7, active: false, stem: '{"v":2' }),
            [],
            [],
          ),
        )
      assert.deepEqual(await rename('ann'), fail({ kind: 'nameTaken' }))
      assert.equal((await storage.resources.get(users, 'b'))?.version, 1)
      assert.deepEqual(await rename('bert'), ok(undefined))
      const { position, ...stored } = (await storage.resources.get(users, 'b')) ?? assert.fail('b has gone')
      assert.deepEqual(stored, { id: 'b', version: 2, created: 1, lastModified: 7, memberCount: 0, stem: '{"v":2' })
      assert.equal(position, 2)
      await insert(storage.resources, users, 'c', { nameKey: 'bob' })
    })

    test('a deleted resource is out of every read at once and its name is free', async () => {
      const { users, directory } = await aDirectory(storage)
      await insert(storage.resources, users, 'a', { nameKey: 'ann', externalId: 'x' })
      await inOneUnit(storage.resources, (transaction) => transaction.remove(users, 'a', now, []))
      assert.equal(await storage.resources.get(users, 'a'), undefined)
      assert.deepEqual(await storage.resources.search(users, { startIndex: 1, count: 10 }), { total: 0, resources: [] })
      assert.equal((await storage.directories.counts(directory)).get('User'), 0)
      await insert(storage.resources, users, 'b', { nameKey: 'ann', externalId: 'x' })
      const revived = await storage.resources.write((transaction) =>
        transaction.revive(users, aRow('a', { nameKey: 'ann' }), []),
      )
      assert.deepEqual(revived, fail({ kind: 'nameTaken' }))
      assert.equal((await storage.directories.counts(directory)).get('User'), 1)
    })

    test('a deleted resource comes back under its old id, at the end of the list, within 30 days', async () => {
      const { users } = await aDirectory(storage)
      await insert(storage.resources, users, 'a', { nameKey: 'ann', externalId: 'x', version: 4 })
      await insert(storage.resources, users, 'b')
      const find = () => inOneUnit(storage.resources, (transaction) => transaction.findDeleted(users, 'ann', 'x'))
      assert.equal(await find(), undefined)
      await inOneUnit(storage.resources, (transaction) => transaction.remove(users, 'a', now, []))
      assert.deepEqual(await find(), { id: 'a', version: 4, created: 1, stem: '{"id":"a"' })
      now += 31 * DAY
      assert.equal(await find(), undefined)
      now -= 2 * DAY
      assert.equal(
        await inOneUnit(storage.resources, (transaction) => transaction.findDeleted(users, 'ann', 'y')),
        undefined,
      )
      valueOf(
        await storage.resources.write((transaction) => transaction.revive(users, aRow('a', { nameKey: 'ann' }), [])),
      )
      assert.deepEqual(await idsOf(storage.resources, users), ['b', 'a'])
      assert.equal(await find(), undefined)
    })

    test('what was deleted over 30 days ago is purged, what is younger can still come back', async () => {
      const { users } = await aDirectory(storage)
      await insert(storage.resources, users, 'old', { nameKey: 'old', externalId: 'x' })
      await insert(storage.resources, users, 'young', { nameKey: 'young', externalId: 'x' })
      await inOneUnit(storage.resources, (transaction) => transaction.remove(users, 'old', now, []))
      now += 20 * DAY
      await inOneUnit(storage.resources, (transaction) => transaction.remove(users, 'young', now, []))
      now += 11 * DAY
      assert.ok((await storage.purge()) >= 1)
      await insert(storage.resources, users, 'old', { nameKey: 'again' })
      const young = await inOneUnit(storage.resources, (transaction) => transaction.findDeleted(users, 'young', 'x'))
      assert.equal(young?.id, 'young')
    })

    test('equal names and ids in another directory or tenant are other resources', async () => {
      const here = await aDirectory(storage)
      const besides = await directoryIn(storage, here.users.tenantId, 'Besides')
      const elsewhere = await aDirectory(storage)
      for (const { users } of [here, besides, elsewhere])
        await insert(storage.resources, users, 'a', { nameKey: 'ann' })
      await inOneUnit(storage.resources, (transaction) => transaction.remove(here.users, 'a', 1, []))
      assert.deepEqual(await idsOf(storage.resources, here.users), [])
      assert.deepEqual(await idsOf(storage.resources, besides.users), ['a'])
      assert.deepEqual(await idsOf(storage.resources, elsewhere.users), ['a'])
    })
  })
}
