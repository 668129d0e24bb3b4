import assert from 'node:assert/strict'
import { test } from 'node:test'
import { applyPatch } from './apply.ts'
import type { MemberChange } from '../resource.ts'
import { groupType } from '../schema/resource-types.ts'
import type { PatchOperation } from './parse.ts'

const SEED = Number(process.env['MUSTER_SEED'] ?? Math.floor(Math.random() * 2 ** 31))

function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff
    return state / 0x8000_0000
  }
}

/** What a store does with a change. */
function carriedOut(before: readonly string[], change: MemberChange): Set<string> {
  const members = new Set(before)
  if (change.kind === 'keep') return members
  if (change.kind === 'replace') return new Set(change.members.map(({ value }) => value))
  for (const step of change.steps) {
    if (step.op === 'clear') members.clear()
    else if (step.op === 'add') for (const { value } of step.members) members.add(value)
    else for (const id of step.ids) members.delete(id)
  }
  return members
}

const idsIn = (change: MemberChange): readonly string[] =>
  change.kind !== 'steps'
    ? []
    : change.steps.flatMap((step) =>
        step.op === 'add' ? step.members.map(({ value }) => value) : step.op === 'remove' ? step.ids : [],
      )

test(`many operations come to the same as one after the other (seed ${SEED})`, () => {
  const next = random(SEED)
  const anId = (): string => `m${Math.floor(next() * 8)}`
  for (let round = 0; round < 500; round += 1) {
    const before = Array.from({ length: Math.floor(next() * 6) }, anId)
    const expected = new Set(before)
    const operations: PatchOperation[] = []
    for (let position = 1; position <= next() * 8; position += 1) {
      const id = anId()
      const choice = next()
      if (choice < 0.45) {
        operations.push({ op: 'add', path: 'members', value: [{ value: id }], position })
        expected.add(id)
      } else if (choice < 0.7) {
        operations.push({ op: 'remove', path: `members[value eq "${id}"]`, position })
        expected.delete(id)
      } else if (choice < 0.85) {
        operations.push({ op: 'remove', path: 'members', value: [{ value: id }], position })
        expected.delete(id)
      } else if (choice < 0.93) {
        operations.push({ op: 'replace', path: 'members', value: [id], position })
        expected.clear()
        expected.add(id)
      } else {
        operations.push({ op: 'remove', path: 'members', position })
        expected.clear()
      }
    }
    const outcome = applyPatch(groupType, { displayName: 'Builders' }, operations)
    assert.ok(outcome.ok)
    assert.equal(outcome.value.changed, false)
    const ids = idsIn(outcome.value.members)
    assert.equal(new Set(ids).size, ids.length, 'each id once, so that the order of steps does not matter')
    assert.deepEqual(
      [...carriedOut(before, outcome.value.members)].toSorted(),
      [...expected].toSorted(),
      JSON.stringify(operations),
    )
  }
})
