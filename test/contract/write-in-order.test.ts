import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { fail, ok, type Result } from '../../src/shared/result.ts'
import { openStorage, type Storage } from '../../src/storage/open-storage.ts'
import { injectSerializationFailures } from '../support/postgres-faults.ts'
import { aPostgresDatabase } from '../support/postgres-database.ts'
import { testEngines } from '../support/test-engines.ts'
import { engines } from './engines.ts'
import { aChange, aDirectory, aRow, type Place } from './fixture.ts'

const NAMES = Array.from({ length: 300 }, (_, i) => `u${String(i).padStart(3, '0')}`)

/** Creates everybody, and fails after the write for each tenth. */
async function createMost(storage: Storage, { users }: Place): Promise<readonly string[]> {
  const order: string[] = []
  const results = await storage.resources.writeInOrder(
    NAMES.map((id, i) => async (transaction): Promise<Result<string, { readonly kind: string }>> => {
      order.push(id)
      const inserted = await transaction.insert(users, aRow(id), [])
      await transaction.appendChange(aChange(users, id))
      if (!inserted.ok) return inserted
      return i % 10 === 5 ? fail({ kind: 'refused' }) : ok(id)
    }),
  )
  assert.deepEqual(
    results.map((result) => (result.ok ? result.value : result.error.kind)),
    NAMES.map((id, i) => (i % 10 === 5 ? 'refused' : id)),
  )
  return order
}

async function assertMost(storage: Storage, { users, directory }: Place): Promise<void> {
  const kept = NAMES.filter((_, i) => i % 10 !== 5)
  const found = await storage.resources.search(users, { startIndex: 1, count: 1_000 })
  assert.deepEqual([found.total, found.resources.map(({ id }) => id)], [kept.length, kept])
  const changes = await storage.resources.changes(directory, { count: 1_000 })
  assert.deepEqual(changes.map(({ resourceId }) => resourceId).toReversed(), kept)
  assert.deepEqual(
    changes.map(({ sequence }) => sequence).toReversed(),
    kept.map((_, i) => i + 1),
  )
}

for (const engine of engines) {
  suite(`Units in order on ${engine.name}`, () => {
    let storage: Storage
    before(async () => {
      storage = await engine.open()
    })
    after(() => storage.close())

    test('each sees what those before it wrote, and one that fails leaves nothing, neither rows nor numbers nor counts', async () => {
      const place = await aDirectory(storage)
      await createMost(storage, place)
      await assertMost(storage, place)
    })

    test('none at all is nothing', async () => assert.deepEqual(await storage.resources.writeInOrder([]), []))

    test('a bug in the only unit is thrown, and nothing was written', async () => {
      const { users } = await aDirectory(storage)
      const unit = async (transaction: Parameters<Parameters<Storage['resources']['write']>[0]>[0]) => {
        await transaction.insert(users, aRow('a'), [])
        throw new Error('a bug')
      }
      await assert.rejects(storage.resources.writeInOrder([unit]), /a bug/)
      assert.equal((await storage.resources.search(users, { startIndex: 1, count: 0 })).total, 0)
    })

    test('single writes beside them keep their places', async () => {
      const place = await aDirectory(storage)
      const beside = Array.from({ length: 40 }, (_, i) =>
        storage.resources.write(async (transaction) => transaction.insert(place.users, aRow(`x${i}`), [])),
      )
      const order = await Promise.all([createMost(storage, place), ...beside])
      assert.ok(order.length > 0)
      const { total } = await storage.resources.search(place.users, { startIndex: 1, count: 0 })
      assert.equal(total, 270 + 40)
    })
  })
}

suite('Units in order on a PostgreSQL that answers 40001', { skip: !testEngines.includes('postgres') }, () => {
  test('are run again, and come to the same', async () => {
    const database = await aPostgresDatabase()
    const storage = await openStorage({ url: database.url, clock: () => 0, onFatal: (error) => assert.fail(error) })
    try {
      await injectSerializationFailures(database)
      // a hundred units write about three hundred rows, so that one commit in two is disturbed once
      await database.run(`
        CREATE OR REPLACE FUNCTION fault() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
          IF nextval('fault_count') % 500 = 0 THEN RAISE EXCEPTION 'injected' USING ERRCODE = '40001'; END IF;
          RETURN NEW;
        END $$`)
      const place = await aDirectory(storage)
      const order = await createMost(storage, place)
      await assertMost(storage, place)
      assert.ok(order.length > NAMES.length, 'no unit was run again, so nothing was injected')
    } finally {
      await storage.close()
      await database.drop()
    }
  })
})
