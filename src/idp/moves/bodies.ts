import type { JsonObject } from '../../shared/json.ts'
import { guidOf } from '../guid.ts'
import type { Person } from '../people.ts'
import { CORE_GROUP, CORE_USER, ENTERPRISE_USER } from '../wire/urns.ts'

// What nearly every provider sends; each leaves out, adds and respells.

export const namesOf = ({ givenName, familyName }: Person): JsonObject => ({ givenName, familyName })

export const workMail = ({ email }: Person): JsonObject[] => [{ value: email, type: 'work', primary: true }]

/** Core attributes alone. */
export const coreUser = (person: Person): JsonObject => ({
  schemas: [CORE_USER],
  userName: person.userName,
  externalId: person.externalId,
  name: namesOf(person),
  displayName: person.displayName,
  emails: workMail(person),
  ...(person.title !== undefined && { title: person.title }),
  active: true,
})

export const enterpriseOf = ({ department, employeeNumber }: Person): JsonObject => ({
  ...(department !== undefined && { department }),
  ...(employeeNumber !== undefined && { employeeNumber }),
})

/** With the enterprise extension where there is something to say in it. */
export function enterpriseUser(person: Person): JsonObject {
  const enterprise = enterpriseOf(person)
  return Object.keys(enterprise).length === 0
    ? coreUser(person)
    : { ...coreUser(person), schemas: [CORE_USER, ENTERPRISE_USER], [ENTERPRISE_USER]: enterprise }
}

/** Without members. */
export const emptyGroup = (displayName: string): JsonObject => ({
  schemas: [CORE_GROUP],
  externalId: guidOf(displayName),
  displayName,
})

export const asMembers = (ids: readonly string[]): JsonObject[] => ids.map((value) => ({ value }))

/** `list` in pieces of at most `size`. */
export function chunked<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, i) => list.slice(i * size, (i + 1) * size))
}
