import { isJsonArray, type Json, type JsonObject } from '../../shared/json.ts'
import type { Person } from '../people.ts'
import { objectAt, textAt } from '../read-json.ts'
import type { Step } from '../checks.ts'
import { CORE_USER, ENTERPRISE_USER } from '../wire/urns.ts'

/** How an attribute that was emptied in Okta is sent: mappings differ, and no server may refuse any of them. */
export type Emptied = 'left out' | 'empty text' | 'null'

/** The body of a create: mapped attributes that have a value, `groups` always, a password even where none is synced. */
export function createBody(person: Person): JsonObject {
  const enterprise = enterpriseOf(person)
  return {
    schemas: enterprise ? [CORE_USER, ENTERPRISE_USER] : [CORE_USER],
    userName: person.userName,
    name: nameOf(person),
    emails: emailsOf(person),
    displayName: person.displayName,
    locale: person.locale,
    ...(person.title !== undefined && { title: person.title }),
    ...(enterprise && { [ENTERPRISE_USER]: enterprise }),
    externalId: person.externalId,
    groups: [],
    password: person.password,
    active: true,
  }
}

/** The body of a PUT: what the GET returned, down to `meta` and keys Okta does not know, with the mapping written over. */
export function editedBody(current: JsonObject, person: Person, emptied: Emptied): JsonObject {
  const { title: _, [ENTERPRISE_USER]: __, ...rest } = current
  const enterprise = mergedEnterprise(objectAt(current, ENTERPRISE_USER) ?? {}, person, emptied)
  return {
    ...rest,
    schemas: withUrn(current['schemas'], ENTERPRISE_USER, enterprise !== undefined),
    userName: person.userName,
    name: { ...objectAt(current, 'name'), ...nameOf(person) },
    emails: emailsOf(person),
    displayName: person.displayName,
    locale: person.locale,
    ...valueOrEmptied('title', person.title, emptied),
    ...(enterprise && { [ENTERPRISE_USER]: enterprise }),
    externalId: person.externalId,
    groups: [],
    active: true,
  }
}

const nameOf = (person: Person): JsonObject => ({
  givenName: person.givenName,
  familyName: person.familyName,
  ...(person.middleName !== undefined && { middleName: person.middleName }),
})

const emailsOf = (person: Person): Json => [{ primary: true, value: person.email, type: 'work' }]

function enterpriseOf(person: Person): JsonObject | undefined {
  const { department, employeeNumber, manager } = person
  const block: JsonObject = {
    ...(employeeNumber !== undefined && { employeeNumber }),
    ...(department !== undefined && { department }),
    ...(manager !== undefined && { manager: { ...manager } }),
  }
  return Object.keys(block).length > 0 ? block : undefined
}

function mergedEnterprise(current: JsonObject, person: Person, emptied: Emptied): JsonObject | undefined {
  const { department: _, ...rest } = current
  const block = { ...rest, ...enterpriseOf(person), ...valueOrEmptied('department', person.department, emptied) }
  return Object.keys(block).length > 0 ? block : undefined
}

function valueOrEmptied(key: string, value: string | undefined, emptied: Emptied): JsonObject {
  if (value !== undefined) return { [key]: value }
  if (emptied === 'left out') return {}
  return { [key]: emptied === 'null' ? null : '' }
}

function withUrn(schemas: Json | undefined, urn: string, wanted: boolean): Json {
  const others = isJsonArray(schemas) ? schemas.filter((each) => each !== urn) : [CORE_USER]
  return wanted ? [...others, urn] : others
}

/** What the answer to a write must repeat of what was written. */
export function shouldShow(step: Step, user: JsonObject, person: Person): void {
  step.should('userName comes back as it was sent', user['userName'] === person.userName, user['userName'])
  step.should('externalId comes back', user['externalId'] === person.externalId, user['externalId'])
  const { givenName, familyName } = person
  const same = textAt(user, 'name', 'givenName') === givenName && textAt(user, 'name', 'familyName') === familyName
  step.should('both names come back', same, user['name'])
  step.should('the work mail comes back', textAt(user, 'emails', 0, 'value') === person.email, user['emails'])
  step.should('title is what was sent', (textAt(user, 'title') ?? '') === (person.title ?? ''), user['title'])
  const department = textAt(user, ENTERPRISE_USER, 'department')
  step.should('department is what was sent', (department ?? '') === (person.department ?? ''), department)
  const formatted = textAt(user, 'name', 'formatted')
  const fresh = formatted === undefined || (formatted.includes(givenName) && formatted.includes(familyName))
  step.should('name.formatted is not left over from older names', fresh, formatted)
}
