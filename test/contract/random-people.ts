import type { Attributes } from '../../src/scim/resource.ts'

type Random = (limit: number) => number

const WORDS = [
  'ann',
  'Ann B',
  'bob%',
  'bo_b',
  'ß',
  'SS',
  '“x”',
  'é',
  'e\u0301',
  '\u{1F600}',
  '\u{1F601}z',
  '\ud7ff',
  '\ue000',
  'a"b',
  "O'N",
  'zz',
] as const
const TYPES = ['work', 'home', 'other'] as const
const PATHS = [
  'name.familyName',
  'title',
  'displayName',
  'emails.value',
  'emails.type',
  'userName',
  'externalId',
] as const
const OPERATORS = ['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'lt', 'ge', 'le'] as const

/** Few words, so that filters meet people. */
export function randomPerson(random: Random, i: number): Attributes {
  const emails = Array.from({ length: random(3) }, () => ({
    value: pick(random, WORDS),
    ...(random(4) === 0 ? {} : { type: pick(random, TYPES) }),
    ...(random(3) === 0 ? { primary: random(2) === 0 } : {}),
  }))
  return {
    userName: `${pick(random, WORDS)}${i}`,
    active: random(3) > 0,
    ...(random(2) === 0 ? { externalId: pick(random, WORDS) } : {}),
    ...(random(2) === 0 ? { title: pick(random, WORDS) } : {}),
    ...(random(2) === 0 ? { displayName: pick(random, WORDS) + pick(random, WORDS) } : {}),
    ...(random(2) === 0 ? { name: { familyName: pick(random, WORDS) } } : {}),
    ...(emails.length > 0 ? { emails } : {}),
  }
}

export function randomFilter(random: Random, depth = 3): string {
  const kind = random(depth > 0 ? 9 : 5)
  if (kind === 5) return `not (${randomFilter(random, depth - 1)})`
  if (kind >= 6)
    return `(${randomFilter(random, depth - 1)} ${random(2) === 0 ? 'and' : 'or'} ${randomFilter(random, depth - 1)})`
  if (kind === 4) return `emails[${randomElementFilter(random, 2)}]`
  if (kind === 3) return `${pick(random, PATHS)} pr`
  if (kind === 2)
    return random(2) === 0
      ? `active eq ${random(2) === 0}`
      : `meta.created ${pick(random, ['gt', 'le', 'eq'])} "1970-01-01T00:01:${10 + random(50)}Z"`
  return `${pick(random, PATHS)} ${pick(random, OPERATORS)} ${operand(random)}`
}

function randomElementFilter(random: Random, depth: number): string {
  const kind = random(depth > 0 ? 6 : 3)
  if (kind >= 4)
    return `${randomElementFilter(random, depth - 1)} ${random(3) > 0 ? 'and' : 'or'} ${randomElementFilter(random, depth - 1)}`
  if (kind === 3) return `not (${randomElementFilter(random, depth - 1)})`
  if (kind === 2) return random(2) === 0 ? `primary eq ${random(2) === 0}` : 'type pr'
  return kind === 1 ? `type eq "${pick(random, TYPES)}"` : `value ${pick(random, OPERATORS)} ${operand(random)}`
}

function operand(random: Random): string {
  const word = Array.from(pick(random, WORDS))
  // a piece of a word, or nothing at all: the ends are where comparisons go wrong
  return JSON.stringify(word.slice(random(2), word.length - random(2)).join(''))
}

const pick = <T>(random: Random, from: readonly [T, ...T[]]): T => from[random(from.length)] ?? from[0]
