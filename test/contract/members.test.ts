import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Storage } from '../../src/storage/open-storage.ts'
import { engines } from './engines.ts'
import { aDirectory, aRow, inOneUnit, insert, valueOf, type Place } from './fixture.ts'

for (const engine of engines) {
  suite(`Members on ${engine.name}`, () => {
    let storage: Storage
    let now = 0
    before(async () => {
      storage = await engine.open({ clock: () => now })
    })
    after(() => storage.close())

    const membersOf = async ({ groups }: Place, id: string): Promise<unknown> => {
      const group = (await storage.resources.get(groups, id)) ?? assert.fail(`${id} has gone`)
      return JSON.parse(await storage.resources.membersJson(groups, group))
    }
    const add = ({ groups }: Place, id: string, ...members: readonly string[]) =>
      inOneUnit(storage.resources, async (transaction) => {
        const added = await transaction.addMembers(
          groups,
          id,
          members.map((value) => ({ value })),
        )
        await transaction.touch(groups, id, 2)
        return added
      })

    test('two hundred members added at once by two hundred requests are all there', async () => {
      const place = await aDirectory(storage)
      await insert(storage.resources, place.groups, 'g')
      const ids = Array.from({ length: 200 }, (_, i) => `member-${String(i).padStart(3, '0')}`)
      await Promise.all(ids.map((id) => insert(storage.resources, place.users, id)))
      await Promise.all(ids.map((id) => add(place, 'g', id)))
      assert.equal((await storage.resources.get(place.groups, 'g'))?.memberCount, 200)
      assert.equal((await storage.resources.get(place.groups, 'g'))?.version, 201)
      assert.deepEqual(
        await membersOf(place, 'g'),
        ids.map((value) => ({ value, type: 'User' })),
      )
    })

    test('adding who is there already adds nobody', async () => {
      const place = await aDirectory(storage)
      await insert(storage.resources, place.groups, 'g')
      await insert(storage.resources, place.users, 'a')
      assert.deepEqual(await add(place, 'g', 'a', 'a'), { added: ['a'], parked: [], groups: [] })
      assert.deepEqual(await add(place, 'g', 'a'), { added: [], parked: [], groups: [] })
      assert.equal((await storage.resources.get(place.groups, 'g'))?.memberCount, 1)
    })

    test('who waits for an undo in a group that came back is forgotten with what could have been undone', async () => {
      const place = await aDirectory(storage)
      for (const id of ['g', 'h']) await insert(storage.resources, place.groups, id)
      for (const id of ['gone', 'stays']) await insert(storage.resources, place.users, id)
      for (const id of ['g', 'h']) await add(place, id, 'gone', 'stays', 'never-came')
      await inOneUnit(storage.resources, async (transaction) => {
        await transaction.remove(place.groups, 'g', 1, [])
        assert.deepEqual(await transaction.remove(place.users, 'gone', 1, []), ['h'])
        valueOf(await transaction.revive(place.groups, aRow('g', { version: 9 }), []))
      })
      const waiting = async (): Promise<readonly string[]> =>
        (await storage.resources.parked(place.groups, 'g', 9)).members.map(({ id }) => id)
      assert.deepEqual(await waiting(), ['gone', 'never-came'])
      assert.equal((await storage.resources.get(place.groups, 'g'))?.memberCount, 1)
      await storage.purge()
      assert.deepEqual(await waiting(), ['gone', 'never-came'])
      now += 31 * 86_400_000
      await storage.purge()
      assert.deepEqual(await waiting(), ['never-came'])
      assert.deepEqual(await membersOf(place, 'g'), [{ value: 'stays', type: 'User' }])
    })

    test('a member that does not exist is parked, and joins when it arrives', async () => {
      const place = await aDirectory(storage)
      await insert(storage.resources, place.groups, 'g')
      await insert(storage.resources, place.users, 'a')
      assert.deepEqual(await add(place, 'g', 'a', 'late'), { added: ['a', 'late'], parked: ['late'], groups: [] })
      assert.deepEqual(await membersOf(place, 'g'), [{ value: 'a', type: 'User' }])
      assert.deepEqual(await inOneUnit(storage.resources, (transaction) => transaction.memberIds(place.groups, 'g')), [
        'a',
        'late',
      ])
      const joined = await inOneUnit(storage.resources, async (transaction) => {
        valueOf(await transaction.insert(place.groups, aRow('late'), []))
        return transaction.joinParked(place.groups, 'late')
      })
      assert.deepEqual(joined, ['g'])
      assert.deepEqual(await membersOf(place, 'g'), [
        { value: 'a', type: 'User' },
        { value: 'late', type: 'Group' },
      ])
    })

    test('removing names who was there, joined or parked, and counts the joined', async () => {
      const place = await aDirectory(storage)
      await insert(storage.resources, place.groups, 'g')
      for (const id of ['a', 'b']) await insert(storage.resources, place.users, id)
      await add(place, 'g', 'a', 'b', 'nobody')
      const removed = await inOneUnit(storage.resources, (transaction) =>
        transaction.removeMembers(place.groups, 'g', ['a', 'nobody', 'stranger']),
      )
      assert.deepEqual(removed.toSorted(), ['a', 'nobody'])
      assert.equal((await storage.resources.get(place.groups, 'g'))?.memberCount, 1)
      assert.deepEqual(await membersOf(place, 'g'), [{ value: 'b', type: 'User' }])
    })

    test('the groups of users are named as given, in the order of the list, live ones only', async () => {
      const place = await aDirectory(storage)
      for (const id of ['a', 'b', 'c']) await insert(storage.resources, place.users, id)
      for (const id of ['z', 'y', 'x']) await insert(storage.resources, place.groups, id, { name: `Group ${id}` })
      await add(place, 'y', 'a')
      await add(place, 'z', 'a', 'b')
      await add(place, 'x', 'a')
      await inOneUnit(storage.resources, (transaction) => transaction.remove(place.groups, 'x', 3, []))
      const groups = await storage.resources.groupsOf(place.users, ['a', 'b', 'c'])
      assert.deepEqual(
        groups,
        new Map([
          [
            'a',
            [
              { id: 'z', display: 'Group z', type: 'direct' },
              { id: 'y', display: 'Group y', type: 'direct' },
            ],
          ],
          ['b', [{ id: 'z', display: 'Group z', type: 'direct' }]],
        ]),
      )
      assert.deepEqual(await storage.resources.groupsOf(place.users, []), new Map())
    })

    test('a user is in the groups around its groups, indirectly, each once, however they are nested', async () => {
      const place = await aDirectory(storage)
      for (const id of ['a', 'b', 'c']) await insert(storage.resources, place.users, id)
      for (const id of ['top', 'left', 'right', 'low', 'far']) await insert(storage.resources, place.groups, id)
      await add(place, 'low', 'a', 'b')
      await add(place, 'left', 'low')
      await add(place, 'right', 'low', 'b')
      await add(place, 'top', 'left', 'right')
      await add(place, 'far', 'c')
      const direct = (id: string) => ({ id, display: id, type: 'direct' })
      const indirect = (id: string) => ({ id, display: id, type: 'indirect' })
      assert.deepEqual(
        await storage.resources.groupsOf(place.users, ['a', 'b', 'c']),
        new Map([
          ['a', [direct('low'), indirect('top'), indirect('left'), indirect('right')]],
          ['b', [direct('right'), direct('low'), indirect('top'), indirect('left')]],
          ['c', [direct('far')]],
        ]),
      )
      await inOneUnit(storage.resources, (transaction) => transaction.remove(place.groups, 'left', 3, []))
      await inOneUnit(storage.resources, (transaction) => transaction.remove(place.groups, 'right', 3, []))
      assert.deepEqual(await storage.resources.groupsOf(place.users, ['a']), new Map([['a', [direct('low')]]]))
    })

    test('a deleted member leaves its groups, which get a new version; a deleted group keeps its members', async () => {
      const place = await aDirectory(storage)
      for (const id of ['a', 'b']) await insert(storage.resources, place.users, id)
      for (const id of ['g', 'gone']) await insert(storage.resources, place.groups, id)
      await add(place, 'g', 'a', 'b')
      await add(place, 'gone', 'a', 'b')
      await inOneUnit(storage.resources, (transaction) => transaction.remove(place.groups, 'gone', 3, []))
      const left = await inOneUnit(storage.resources, (transaction) => transaction.remove(place.users, 'a', 9, []))
      assert.deepEqual(left, ['g'])
      const group = await storage.resources.get(place.groups, 'g')
      assert.deepEqual([group?.version, group?.lastModified, group?.memberCount], [3, 9, 1])
      valueOf(
        await storage.resources.write((transaction) =>
          transaction.revive(place.groups, aRow('gone', { version: 5 }), []),
        ),
      )
      assert.deepEqual(await membersOf(place, 'gone'), [{ value: 'b', type: 'User' }])
    })

    test('two thousand members go in and out in one unit each', async () => {
      const place = await aDirectory(storage)
      await insert(storage.resources, place.groups, 'g')
      const ids = Array.from({ length: 2_000 }, (_, i) => `m${i}`)
      await inOneUnit(storage.resources, async (transaction) => {
        for (const id of ids) valueOf(await transaction.insert(place.users, aRow(id), []))
      })
      assert.equal((await add(place, 'g', ...ids)).added.length, 2_000)
      const removed = await inOneUnit(storage.resources, (transaction) =>
        transaction.removeMembers(place.groups, 'g', ids),
      )
      assert.equal(removed.length, 2_000)
      assert.deepEqual(await membersOf(place, 'g'), [])
    })
  })
}
