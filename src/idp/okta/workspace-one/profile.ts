import { isJsonArray, type Json, type JsonObject } from '../../../shared/json.ts'
import type { Step } from '../../checks.ts'
import type { Person } from '../../people.ts'
import { at, objectAt, textAt } from '../../read-json.ts'
import type { Emptied } from '../profile.ts'
import { CORE, ENTERPRISE, WORKSPACE, type WorkspaceOneApp } from './app.ts'

/** The body of a create: what Access asks of a provisioned user, and the attributes that are mapped and have a value. */
export function createBody(app: WorkspaceOneApp, person: Person): JsonObject {
  const enterprise = enterpriseOf(person)
  return {
    schemas: [CORE, WORKSPACE, ...(enterprise === undefined ? [] : [ENTERPRISE])],
    userName: person.userName,
    name: nameOf(person),
    emails: emailsOf(person),
    displayName: person.displayName,
    locale: person.locale,
    ...(person.title === undefined ? {} : { title: person.title }),
    externalId: person.externalId,
    groups: [],
    password: person.password,
    active: true,
    ...(enterprise === undefined ? {} : { [ENTERPRISE]: enterprise }),
    [WORKSPACE]: workspaceOf(app, person),
  }
}

/** The body of a PUT: what the GET returned, down to what Okta does not know, with the mapping written over. */
export function editedBody(app: WorkspaceOneApp, current: JsonObject, person: Person, emptied: Emptied): JsonObject {
  const { title: _, ...rest } = current
  return {
    ...rest,
    schemas: withUrns(current['schemas'], [CORE, WORKSPACE, ENTERPRISE]),
    userName: person.userName,
    name: { ...objectAt(current, 'name'), ...nameOf(person) },
    emails: emailsOf(person),
    displayName: person.displayName,
    locale: person.locale,
    ...valueOrEmptied('title', person.title, emptied),
    externalId: person.externalId,
    groups: [],
    active: true,
    [ENTERPRISE]: mergedEnterprise(objectAt(current, ENTERPRISE) ?? {}, person, emptied),
    [WORKSPACE]: { ...objectAt(current, WORKSPACE), ...workspaceOf(app, person) },
  }
}

const nameOf = (person: Person): JsonObject => ({
  givenName: person.givenName,
  familyName: person.familyName,
  ...(person.middleName === undefined ? {} : { middleName: person.middleName }),
})

const emailsOf = (person: Person): Json => [{ primary: true, value: person.email, type: 'work' }]

const workspaceOf = ({ domain }: WorkspaceOneApp, person: Person): JsonObject => ({
  internalUserType: 'PROVISIONED',
  domain,
  userPrincipalName: person.userName,
})

function enterpriseOf({ department, employeeNumber, manager }: Person): JsonObject | undefined {
  const block: JsonObject = {
    ...(employeeNumber === undefined ? {} : { employeeNumber }),
    ...(department === undefined ? {} : { department }),
    ...(manager === undefined ? {} : { manager: { managerId: manager.value, displayName: manager.displayName } }),
  }
  return Object.keys(block).length > 0 ? block : undefined
}

function mergedEnterprise(current: JsonObject, person: Person, emptied: Emptied): JsonObject {
  const { department: _, ...rest } = current
  return { ...rest, ...enterpriseOf(person), ...valueOrEmptied('department', person.department, emptied) }
}

function valueOrEmptied(key: string, value: string | undefined, emptied: Emptied): JsonObject {
  if (value !== undefined) return { [key]: value }
  return emptied === 'left out' ? {} : { [key]: emptied === 'null' ? null : '' }
}

const withUrns = (schemas: Json | undefined, urns: readonly string[]): Json => [
  ...new Set([...(isJsonArray(schemas) ? schemas : []), ...urns]),
]

/** What the answer to a write must repeat of what was written. */
export function shouldShow(step: Step, app: WorkspaceOneApp, user: JsonObject, person: Person): void {
  const { givenName, familyName } = person
  const same = (what: string, got: Json | undefined, wanted: string | undefined) =>
    step.should(`${what} is what was sent`, (got ?? '') === (wanted ?? ''), got)
  same('userName', user['userName'], person.userName)
  same('externalId', user['externalId'], person.externalId)
  same('the given name', at(user, 'name', 'givenName'), givenName)
  same('the family name', at(user, 'name', 'familyName'), familyName)
  same('the mail address', at(user, 'emails', 0, 'value'), person.email)
  same('title', user['title'], person.title)
  same('department', at(user, ENTERPRISE, 'department'), person.department)
  same('managerId', at(user, ENTERPRISE, 'manager', 'managerId'), person.manager?.value)
  same('domain', textAt(user, WORKSPACE, 'domain'), app.domain)
  same('internalUserType', textAt(user, WORKSPACE, 'internalUserType'), 'PROVISIONED')
  step.should('there is one mail address', listLength(user['emails']) === 1, user['emails'])
  shouldBeStatus(step, user, true)
}

const listLength = (value: Json | undefined): number => (isJsonArray(value) ? value.length : 0)

/** `active`, and Access's own word for it. */
export function shouldBeStatus(step: Step, user: JsonObject, active: boolean): void {
  step.should(`active is ${active}`, user['active'] === active, user['active'])
  const status = textAt(user, WORKSPACE, 'userStatus')
  step.should(`userStatus is "${active ? '1' : '2'}"`, status === (active ? '1' : '2'), status)
}
