import type { PeopleGroup } from './groups.ts'
import type { Person } from './people.ts'

// What happens in a company on one day, the same for every provider.

/** Every twentieth gets a new title, and every other of them moves to another department or leaves theirs. */
export const promotedOf = (people: readonly Person[]): Person[] =>
  people.filter((_, i) => i % 20 === 0).map((person, i) => promoted(person, i % 2 === 0))

/** Every thirtieth leaves. */
export const leaversOf = (people: readonly Person[]): Person[] => people.filter((_, i) => i % 30 === 7)

/** A tenth of the members is gone. */
export const withFewer = (group: PeopleGroup): PeopleGroup => ({
  ...group,
  members: group.members.filter((_, i) => i % 10 !== 3),
})

function promoted(person: Person, moves: boolean): Person {
  const { department: _, ...rest } = person
  return { ...rest, title: 'Director', ...(moves && { department: 'Strategy' }) }
}
