import type { Attribute } from '../../src/scim/schema/attribute.ts'

/** A whole number from 0 to below the limit. */
export type Random = (limit: number) => number

export const pick = <T>(random: Random, from: readonly T[]): T => from[random(from.length)] as T // never of nothing

const LONG = 'Long '.repeat(101)

/** Few, so that filters meet them; odd, because that is where comparisons differ. No two of one spelling, many of one key. */
const WORDS = [
  'ann',
  'Ann',
  'ANN B',
  'bob%',
  'bo_b',
  'b*?[a]',
  '\\',
  'a"b',
  "O'N",
  'ß',
  'SS',
  'ς',
  'Σ',
  'é',
  'e\u0301',
  '“x”',
  '\u{1F600}',
  '\u{1F601}z',
  '\ud7ff',
  '\ue000',
  '\u{10ffff}',
  ' ',
  '0',
  'true',
  'null',
  '日本',
  // alike up to where a key is cut
  `${LONG}a`,
  `${LONG}B`,
  `${LONG}\u{1F600}`,
] as const
const NUMBERS = [-2, -1, 0, 1, 2, 10, 9_007_199_254_740_991]
const DECIMALS = [-1.5, -0.001, 0, 0.1, 1.5, 10, 1e21]
const BYTES = ['QQ==', 'qq==', 'QUJD', 'AAECAwQ=']
const INSTANTS = [
  '2026-01-01T00:00:00Z',
  '2026-01-01T01:00:00+01:00',
  '2025-12-31T23:59:59.999Z',
  '2026-01-01T00:00:00.0000001Z',
  '2026-06-01T12:00:00.5-05:00',
  '0001-01-03T00:00:00.0000000Z',
  '9999-12-31T23:59:59Z',
]

const aWord = (random: Random): string => pick(random, WORDS) + (random(3) === 0 ? pick(random, WORDS) : '')

export function randomValue(random: Random, attribute: Attribute): string | number | boolean {
  switch (attribute.type) {
    case 'boolean':
      return random(2) === 0
    case 'integer':
      return pick(random, NUMBERS)
    case 'decimal':
      return pick(random, DECIMALS)
    case 'dateTime':
      return pick(random, INSTANTS)
    case 'binary':
      return pick(random, BYTES)
    default:
      return attribute.canonicalValues === undefined ? aWord(random) : pick(random, attribute.canonicalValues)
  }
}

/** The literal of a comparison: what somebody has, a piece of it, or the same in other words. */
export function randomLiteral(random: Random, attribute: Attribute): string {
  const value = randomValue(random, attribute)
  if (typeof value === 'boolean') return pick(random, [`${value}`, `"${value}"`, value ? '"True"' : '"False"'])
  if (typeof value === 'number') return pick(random, [`${value}`, `"${value}"`])
  if (attribute.type === 'dateTime')
    return pick(random, [value, `"${value}"`, '"2026-01-01"', '2026-01-01T02:00:00+02:00'])
  return JSON.stringify(pieceOf(random, pick(random, [value, value, value.toUpperCase(), value.toLowerCase()])))
}

function pieceOf(random: Random, text: string): string {
  const points = Array.from(text)
  if (random(2) === 0) return text
  const cut = points.length > 10 ? random(points.length) : random(2)
  return pick(random, [points.slice(cut), points.slice(0, points.length - cut), points.slice(random(2), -1)]).join('')
}
