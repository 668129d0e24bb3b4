import assert from 'node:assert/strict'
import { test } from 'node:test'
import { resolveNode } from '../schema/paths.ts'
import { userType } from '../schema/resource-types.ts'
import type { BoundFilter } from './ast.ts'
import { bindElementFilter, bindFilter } from './bind.ts'
import { matches, matchesElement } from './matches.ts'
import { parseFilter } from './parse.ts'

const SEED = Number(process.env['MUSTER_SEED'] ?? Math.floor(Math.random() * 2 ** 31))

/** Mulberry32. */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

const next = random(SEED)
const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T // the list is not empty

const LEAVES = ['type eq "work"', 'type ne "home"', 'value sw "a"', 'value co "b"', 'primary eq true', 'display pr']

function aFilter(depth: number): string {
  const kind = depth === 0 ? 'leaf' : pick(['leaf', 'and', 'or', 'not'])
  if (kind === 'leaf') return pick(LEAVES)
  if (kind === 'not') return `not (${aFilter(depth - 1)})`
  return `(${aFilter(depth - 1)}) ${kind} (${aFilter(depth - 1)})`
}

const aMail = () => ({
  value: pick(['a', 'b', 'ab']),
  ...(next() < 0.7 ? { type: pick(['work', 'home']) } : {}),
  ...(next() < 0.5 ? { primary: next() < 0.5 } : {}),
  ...(next() < 0.3 ? { display: 'x' } : {}),
})

test(`a filter on elements means the same once it is spread (seed ${SEED})`, () => {
  const emails = resolveNode(userType, 'emails')
  assert.ok(emails)
  let compared = 0
  for (let round = 0; round < 2_000; round += 1) {
    const text = aFilter(3)
    const inner = parseFilter(text)
    const whole = parseFilter(`emails[${text}]`)
    assert.ok(inner.ok && whole.ok, text)
    const element = bindElementFilter(emails, inner.value)
    const bound = bindFilter(userType, whole.value)
    if (!bound.ok && bound.error.kind === 'tooMany') continue
    assert.ok(element.ok && bound.ok, text)
    assertSpread(bound.value)
    const mails = Array.from({ length: Math.floor(next() * 4) }, aMail)
    const expected = mails.some((mail) => matchesElement(element.value, mail))
    assert.equal(
      matches(bound.value, { attributes: { emails: mails } }),
      expected,
      `${text} on ${JSON.stringify(mails)}`,
    )
    compared += 1
  }
  assert.ok(compared > 1_500)
})

/** What storage relies on: an element holds a conjunction of leaves and negated leaves. */
function assertSpread(filter: BoundFilter): void {
  if (filter.kind === 'or') return filter.operands.forEach(assertSpread)
  if (filter.kind !== 'element') return assert.ok(filter.kind === 'compare' || filter.kind === 'present')
  const leaves = filter.filter.kind === 'and' ? filter.filter.operands : [filter.filter]
  for (const leaf of leaves) {
    const inner = leaf.kind === 'not' ? leaf.operand : leaf
    assert.ok(inner.kind === 'compare' || inner.kind === 'present', inner.kind)
  }
}

test('a filter whose combinations explode is refused, not computed', () => {
  const factor = '(type eq "a" or value eq "b")'
  const parsed = parseFilter(`emails[${Array.from({ length: 40 }, () => factor).join(' and ')}]`)
  assert.ok(parsed.ok)
  const bound = bindFilter(userType, parsed.value)
  assert.equal(!bound.ok && bound.error.kind, 'tooMany')
})
