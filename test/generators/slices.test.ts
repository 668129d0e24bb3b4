import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { SLICE } from '../../src/storage/sliced-search.ts'
import type { Storage } from '../../src/storage/open-storage.ts'
import { readsMuch } from '../../src/storage/reads-much.ts'
import { engineKinds } from '../contract/engines.ts'
import { seededRandom } from '../contract/seeded-random.ts'
import { everyType } from './every-type.ts'
import { askAll, populate } from './population.ts'

const RESOURCES = 2.25 * SLICE
const FILTERS = 40

for (const engine of engineKinds.filter(({ name }) => name.startsWith('SQLite'))) {
  suite(`Filters that read much on ${engine.name}`, () => {
    let storage: Storage
    before(async () => {
      storage = await engine.open()
    })
    after(() => storage.close())

    test('find page by page what the oracle finds, and let others be answered in between', async (t) => {
      const random = seededRandom(t)
      const population = await populate(storage, random, everyType, RESOURCES)
      let sliced = 0
      for (const { text, bound, expected } of askAll(population, random).take(FILTERS)) {
        const ids = expected()
        const startIndex = 1 + random(Math.max(1, ids.length))
        const count = pick(random, [0, 1, 100, RESOURCES])
        let answered = 0
        let isRunning = true
        const answer = (): void => {
          answered += 1
          if (isRunning) setImmediate(answer)
        }
        setImmediate(answer)
        const { total, resources } = await storage.resources.search(population.collection, {
          filter: bound,
          startIndex,
          count,
        })
        isRunning = false
        assert.deepEqual(
          { total, ids: resources.map(({ id }) => id) },
          { total: ids.length, ids: ids.slice(startIndex - 1, startIndex - 1 + count) },
          `${text} from ${startIndex}, ${count}`,
        )
        if (!readsMuch(bound)) continue
        sliced += 1
        assert.ok(answered >= Math.floor(RESOURCES / SLICE), `${text} let ${answered} others be answered`)
      }
      t.diagnostic(`${sliced} of ${FILTERS} read much`)
      assert.ok(sliced > FILTERS / 2)
    })
  })
}

const pick = (random: (limit: number) => number, from: readonly number[]): number => from[random(from.length)] ?? 0
