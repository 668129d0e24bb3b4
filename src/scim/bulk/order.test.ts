import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { seededRandom } from '../../../test/contract/seeded-random.ts'
import { orderOf } from './order.ts'

for (const [what, needs, order] of [
  ['nothing', [], []],
  ['independent operations keep their order', [[], [], []], [[0], [1], [2]]],
  ['what is referred to later keeps its place', [[], [0], [0]], [[0], [1], [2]]],
  ['one that refers to a later one waits for it', [[2], [], []], [[1], [2], [0]]],
  ['a chain runs from its end', [[1], [2], []], [[2], [1], [0]]],
  ['a circle is one group', [[1], [0], []], [[0, 1], [2]]],
  ['a circle of one is one group', [[0], []], [[0], [1]]],
  ['who needs a circle waits for all of it', [[1], [2], [1], []], [[1, 2], [0], [3]]],
  ['two circles that share an operation are one', [[1], [0, 2], [1]], [[0, 1, 2]]],
] as const) {
  test(what, () => assert.deepEqual(orderOf(needs), order))
}

test('whatever refers to whatever: each operation is in one group, behind all that it needs outside of it', (t: TestContext) => {
  const random = seededRandom(t)
  for (let round = 0; round < 2_000; round += 1) {
    const size = 1 + random(12)
    const needs = Array.from({ length: size }, () => Array.from({ length: random(3) }, () => random(size)))
    const groups = orderOf(needs)
    assert.deepEqual(
      groups.flat().toSorted((a, b) => a - b),
      needs.map((_, i) => i),
    )
    const done = new Set<number>()
    for (const group of groups) {
      for (const i of group) {
        for (const j of needs[i] ?? []) assert.ok(done.has(j) || group.includes(j), JSON.stringify({ needs, groups }))
      }
      for (const i of group) done.add(i)
      if (group.length > 1)
        assert.ok(
          group.every((i) => group.every((j) => reaches(needs, i, j))),
          JSON.stringify(group),
        )
    }
  }
})

function reaches(needs: readonly (readonly number[])[], from: number, to: number): boolean {
  const seen = new Set<number>()
  const next = [...(needs[from] ?? [])]
  for (let i = next.pop(); i !== undefined; i = next.pop()) {
    if (i === to) return true
    if (seen.has(i)) continue
    seen.add(i)
    next.push(...(needs[i] ?? []))
  }
  return from === to
}

test('a thousand operations in one circle or one chain are put in order', () => {
  const circle = Array.from({ length: 1_000 }, (_, i) => [(i + 1) % 1_000])
  assert.equal(orderOf(circle).length, 1)
  const chain = Array.from({ length: 1_000 }, (_, i) => (i < 999 ? [i + 1] : []))
  assert.deepEqual(
    orderOf(chain).flat(),
    Array.from({ length: 1_000 }, (_, i) => 999 - i),
  )
})
