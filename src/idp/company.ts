import { generateGroups, type PeopleGroup } from './groups.ts'
import { createPeople, type Person } from './people.ts'
import { createRandom } from './random.ts'

/** Who is in the identity provider in a simulation. */
export type Company = {
  /** The few on whom every step is tried in detail. Their names hold the seed, so on a used server they are new too. */
  readonly cast: readonly [Person, Person, Person, Person]
  readonly others: readonly Person[]
  readonly groups: readonly PeopleGroup[]
  /** Short, from the seed; part of the names of groups that a simulation makes for itself. */
  readonly tag: string
}

export const SMALLEST_COMPANY = 4

/** `users` people in all, at least four, and `groups` groups over them. */
export function createCompany(seed: string, users: number, groups: number): Company {
  const tag = createRandom(`${seed}/tag`).alphanumeric(5).toLowerCase()
  const next = createPeople(seed)
  const star = () => withTag(next(), tag)
  const cast = [star(), star(), star(), star()] as const
  const others = Array.from({ length: Math.max(0, users - SMALLEST_COMPANY) }, next)
  return { cast, others, groups: generateGroups(seed, [...cast, ...others], groups), tag }
}

function withTag(person: Person, tag: string): Person {
  const userName = person.userName.replace('@', `.${tag}@`)
  return {
    ...person,
    userName,
    email: userName,
    title: person.title ?? 'Engineer',
    department: person.department ?? 'Finance',
  }
}
