import type { TestContext } from 'node:test'

/** Whole numbers from 0 to below `limit`, from the seed in `MUSTER_TEST_SEED`, or a new one that the test prints. */
export function seededRandom(t: TestContext): (limit: number) => number {
  const seed = Number(process.env['MUSTER_TEST_SEED'] ?? Math.floor(Math.random() * 2 ** 31))
  t.diagnostic(`MUSTER_TEST_SEED=${seed}`)
  let state = (seed % 2_147_483_646) + 1
  // the "minimal standard" generator of Park and Miller: whoever has the seed has the run
  return (limit) => {
    state = (48_271 * state) % 2_147_483_647
    return limit <= 0 ? 0 : Math.floor((state / 2_147_483_647) * limit)
  }
}
