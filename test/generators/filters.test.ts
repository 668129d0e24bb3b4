import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { userType } from '../../src/scim/schema/resource-types.ts'
import type { Storage } from '../../src/storage/open-storage.ts'
import { engineKinds } from '../contract/engines.ts'
import { seededRandom } from '../contract/seeded-random.ts'
import { everyType } from './every-type.ts'
import { askAll, populate, type Asked } from './population.ts'

/** Per engine and type: four times that in all, 10,000. */
const FILTERS = Number(process.env['MUSTER_TEST_FILTERS'] ?? 2_500)
const RESOURCES = 120
/** Asked side by side. */
const BATCH = 20

for (const engine of engineKinds) {
  suite(`Random filters on ${engine.name}`, () => {
    let storage: Storage
    before(async () => {
      storage = await engine.open()
    })
    after(() => storage.close())

    for (const type of [userType, everyType]) {
      test(`${FILTERS} of them find the same as the oracle over ${type.name}`, async (t) => {
        const random = seededRandom(t)
        const population = await populate(storage, random, type, RESOURCES)
        const found = { nothing: 0, something: 0, everything: 0 }
        const compare = async ({ text, bound, expected }: Asked): Promise<void> => {
          const query = { filter: bound, startIndex: 1, count: RESOURCES }
          const { total, resources } = await storage.resources.search(population.collection, query)
          const ids = resources.map(({ id }) => id)
          const wanted = expected()
          assert.deepEqual({ total, ids }, { total: wanted.length, ids: wanted }, text)
          found[ids.length === 0 ? 'nothing' : ids.length === RESOURCES ? 'everything' : 'something'] += 1
        }
        const asked = [...askAll(population, random).take(FILTERS)]
        for (let i = 0; i < asked.length; i += BATCH) await Promise.all(asked.slice(i, i + BATCH).map(compare))
        t.diagnostic(`found ${JSON.stringify(found)}`)
        assert.ok(found.something > FILTERS / 3, 'too few filters tell resources apart')
      })
    }
  })
}
