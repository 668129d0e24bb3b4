import assert from 'node:assert/strict'
import { after, before, suite, test, type TestContext } from 'node:test'
import type { Storage } from '../../src/storage/open-storage.ts'
import { engines } from './engines.ts'
import { aDirectory, aRow, inOneUnit, valueOf } from './fixture.ts'
import { seededRandom } from './seeded-random.ts'

for (const engine of engines) {
  suite(`Pages on ${engine.name}`, () => {
    let storage: Storage
    before(async () => {
      storage = await engine.open()
    })
    after(() => storage.close())

    test('every page agrees with a plain array, after any mixture of creates, deletes and revivals', async (t: TestContext) => {
      const random = seededRandom(t)
      const { users } = await aDirectory(storage)
      let live: string[] = []
      const deleted: string[] = []
      let made = 0
      for (let round = 0; round < 30; round += 1) {
        await inOneUnit(storage.resources, async (transaction) => {
          for (let i = random(120); i > 0; i -= 1) {
            const id = `u${(made += 1)}`
            valueOf(await transaction.insert(users, aRow(id), []))
            live.push(id)
          }
          for (let i = random(live.length); i > 0 && round % 4 === 3; i -= 1) {
            const id = live[random(live.length)] ?? assert.fail('nobody is left')
            await transaction.remove(users, id, 1, [])
            live = live.filter((other) => other !== id)
            deleted.push(id)
          }
          const back = round % 5 === 4 ? deleted.pop() : undefined
          if (back === undefined) return
          valueOf(await transaction.revive(users, aRow(back, { version: 2 }), []))
          live.push(back)
        })
        for (let page = 0; page < 8; page += 1) {
          const startIndex = 1 + random(live.length + 3)
          const count = random(120)
          const found = await storage.resources.search(users, { startIndex, count })
          const expected = live.slice(startIndex - 1, startIndex - 1 + count)
          assert.deepEqual([found.total, found.resources.map(({ id }) => id)], [live.length, expected])
        }
      }
    })

    test('a unit that was undone does not move the pages', async () => {
      const { users } = await aDirectory(storage)
      await inOneUnit(storage.resources, async (transaction) => valueOf(await transaction.insert(users, aRow('a'), [])))
      assert.equal((await storage.resources.search(users, { startIndex: 1, count: 0 })).total, 1)
      await assert.rejects(
        storage.resources.write(async (transaction) => {
          await transaction.insert(users, aRow('b'), [])
          throw new Error('a bug')
        }),
        /a bug/,
      )
      assert.equal((await storage.resources.search(users, { startIndex: 1, count: 0 })).total, 1)
    })
  })
}
