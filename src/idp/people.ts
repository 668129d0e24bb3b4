import { canonicalKey } from '../shared/text.ts'
import { type Name, NAME_CULTURES } from './names.ts'
import { createRandom, type Random } from './random.ts'

/** Somebody in the identity provider's own directory. What is absent there is `undefined` and is not sent. */
export type Person = {
  /** The identity provider's id, which it sends as `externalId`. */
  readonly externalId: string
  /** Unique among the generated people, also ignoring case. */
  readonly userName: string
  readonly email: string
  readonly givenName: string
  readonly familyName: string
  readonly middleName?: string
  readonly displayName: string
  readonly locale: string
  readonly password: string
  readonly title?: string
  readonly department?: string
  readonly employeeNumber?: string
  readonly manager?: { readonly value: string; readonly displayName: string }
}

const TITLES = [
  'Engineer',
  'Manager',
  'Sr. Analyst (R&D)',
  'Directeur général adjoint',
  'VP, Sales & Marketing',
  '主任',
  'QA "Night Shift" Lead',
  'Intern',
  'Geschäftsführer/in',
  'Distinguished Principal Staff Engineer for Identity, Access, Provisioning and Federation Platforms, EMEA and APAC',
] as const

const DEPARTMENTS = [
  'Engineering',
  'Finance',
  'R&D',
  'Sales/EMEA',
  'Forschung & Entwicklung',
  "People's Office",
  '営業部',
  'IT: Ops \\ Infra',
] as const

const MAIL_DOMAINS = ['example.com', 'example.com', 'example.com', 'eu.example.com', 'example.org'] as const

/**
 * People one after another; the same seed gives the same people. About a fifth have no title, a tenth no department,
 * four fifths no middle name; managers come from those before.
 */
export function createPeople(seed: string): () => Person {
  const people: Person[] = []
  const taken = new Set<string>()
  return () => {
    const index = people.length
    const random = createRandom(`${seed}/person/${index}`)
    const manager = index > 0 && random.chance(90) ? people[random.below(index)] : undefined
    const person = generatePerson(random, index, manager, taken)
    people.push(person)
    return person
  }
}

export const generatePeople = (seed: string, count: number): Person[] =>
  Array.from({ length: count }, createPeople(seed))

function generatePerson(random: Random, index: number, manager: Person | undefined, taken: Set<string>): Person {
  // two thirds from the first four cultures: a company has a home, and visitors
  const culture = random.chance(66) ? (NAME_CULTURES[random.below(4)] ?? NAME_CULTURES[0]) : random.pick(NAME_CULTURES)
  const given = random.pick(culture.given)
  const family = random.pick(culture.family)
  const email = unusedAddress(random, given, family, taken)
  return {
    externalId: `00u${random.alphanumeric(17)}`,
    userName: email,
    // the login keeps its capitals, the mailbox is written in lower case: both happen in one company
    email: random.chance(50) ? email : email.toLowerCase(),
    givenName: given.native,
    familyName: family.native,
    ...(random.chance(20) && { middleName: random.pick(culture.given).native }),
    displayName: `${given.native} ${family.native}`,
    locale: random.chance(80) ? culture.locale : culture.locale.replace('-', '_'),
    password: random.alphanumeric(8),
    ...(random.chance(80) && { title: random.pick(TITLES) }),
    ...(random.chance(90) && { department: random.pick(DEPARTMENTS) }),
    ...(random.chance(70) && { employeeNumber: String(index + 1).padStart(6, '0') }),
    ...(manager && { manager: { value: manager.userName, displayName: manager.displayName } }),
  }
}

function unusedAddress(random: Random, given: Name, family: Name, taken: Set<string>): string {
  const local = localPart(random, given.latin, family.latin)
  const domain = random.pick(MAIL_DOMAINS)
  for (let n = 1; ; n += 1) {
    const address = `${local}${n === 1 ? '' : n}@${domain}`
    const key = canonicalKey(address)
    if (taken.has(key)) continue
    taken.add(key)
    return address
  }
}

function localPart(random: Random, given: string, family: string): string {
  const dotted = `${asWord(given)}.${asWord(family)}`.slice(0, LONGEST_LOCAL_PART)
  if (random.chance(5)) return dotted // capitals as the name has them
  const lower = dotted.toLowerCase()
  if (random.chance(5)) return `${lower}+vendor`
  // most administrators take the apostrophe out of a login, not all
  return random.chance(70) ? lower.replaceAll("'", '') : lower
}

// RFC 5321 §4.5.3.1.1 ends at 64 octets; a number or "+vendor" may follow
const LONGEST_LOCAL_PART = 50

const asWord = (name: string): string => name.replaceAll('’', "'").replace(/[^A-Za-z0-9']+/g, '-')
