import { canonicalKey } from '../shared/text.ts'
import type { Person } from './people.ts'
import { createRandom, type Random } from './random.ts'

/** A group of the identity provider, with the people whom the provider knows as its members. */
export type PeopleGroup = {
  readonly name: string
  readonly members: readonly Person[]
}

const LARGEST_GROUP = 2_000

const TEAMS = ['Engineering', 'Sales', 'Finance', 'Support', 'Legal', 'Vertrieb', 'Développement', 'HR'] as const
const PLACES = ['Berlin', 'São Paulo', 'New York', 'Tōkyō', 'Zürich', '上海', 'Москва', 'القاهرة'] as const

/** Names that need care on the way: quotes and backslashes in a filter, `&`, `+`, `#` and `%` in its URL. */
const AWKWARD_NAMES = [
  'QA "Night" Shift',
  'R&D + Labs #1 (100%)',
  'Sales\\EMEA/North',
  '営業部・東京',
  'ß-Testers',
] as const

/**
 * `count` groups over `people`: the first has everybody, up to 2,000; the second nobody; the third one person; the
 * others sizes from a handful to a few hundred, many small and few large. The same seed gives the same groups.
 */
export function generateGroups(seed: string, people: readonly Person[], count: number): PeopleGroup[] {
  const taken = new Set<string>()
  return Array.from({ length: count }, (_, i) => {
    const random = createRandom(`${seed}/group/${i}`)
    return { name: unusedName(random, i, taken), members: membersOf(random, people, sizeOf(random, i, people.length)) }
  })
}

function sizeOf(random: Random, index: number, people: number): number {
  if (index === 0) return Math.min(people, LARGEST_GROUP)
  if (index === 1) return 0
  if (index === 2) return Math.min(people, 1)
  return Math.min(people, Math.floor(3 * 2 ** (random.below(700) / 100)))
}

/** `size` people in a row from a random place: different groups overlap, no person is twice in one. */
function membersOf(random: Random, people: readonly Person[], size: number): Person[] {
  if (size === people.length) return [...people]
  const start = random.below(people.length || 1)
  return Array.from({ length: size }, (_, i) => people[(start + i) % people.length]).filter(
    (each) => each !== undefined,
  )
}

function unusedName(random: Random, index: number, taken: Set<string>): string {
  const awkward = index >= 3 ? AWKWARD_NAMES[index - 3] : undefined
  const base = index === 0 ? 'Everyone' : (awkward ?? `${random.pick(TEAMS)} ${random.pick(PLACES)}`)
  for (let n = 1; ; n += 1) {
    const name = n === 1 ? base : `${base} ${n}`
    if (taken.has(canonicalKey(name))) continue
    taken.add(canonicalKey(name))
    return name
  }
}
