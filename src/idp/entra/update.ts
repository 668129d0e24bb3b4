import { isJsonObject, type Json, type JsonObject } from '../../shared/json.ts'
import type { Connector } from '../moves/connector.ts'
import { probe } from '../moves/probes.ts'
import { userTask } from '../moves/remote-app.ts'
import { patch, read } from '../moves/send.ts'
import type { Person } from '../people.ts'
import { at, listAt, textAt } from '../read-json.ts'
import { ENTERPRISE_USER } from '../wire/urns.ts'
import type { Change, Shapes } from './shapes.ts'

/** What a later change of somebody's profile sends. Entra has no word for an attribute that was emptied. */
export const profileChanges = (person: Person): Change[] => [
  { path: 'displayName', value: person.displayName },
  { path: 'name.familyName', value: person.familyName },
  { path: 'emails[type eq "work"].value', value: person.email },
  ...(person.title === undefined ? [] : [{ path: 'title', value: person.title }]),
  ...(person.department === undefined ? [] : [{ path: `${ENTERPRISE_USER}:department`, value: person.department }]),
]

const changesOf = (managerId: string): Change[] => [
  { path: 'displayName', value: 'Ella E' },
  { path: 'emails[type eq "work"].value', value: 'ella.e@example.com' },
  { path: 'emails[type eq "home"].value', value: 'home@example.com', isNew: true },
  { path: 'addresses[type eq "home"].streetAddress', value: '1 Main St', isNew: true },
  { path: 'addresses[type eq "home"].locality', value: 'Bergen', isNew: true },
  { path: 'phoneNumbers[type eq "fax"].value', value: '+47 11111111' },
  { path: 'name.familyName', value: 'E' },
  { path: 'externalId', value: 'ella2' },
  { path: 'nickName', value: 'Elle', isNew: true },
  { path: 'title', value: 'Architect', isNew: true },
  { path: `${ENTERPRISE_USER}:department`, value: 'Design' },
  { path: `${ENTERPRISE_USER}:manager`, value: managerId, isNew: true },
]

/** B3: every kind of path in one PATCH, and a look at each of them. */
export async function updateInDetail(
  { app }: Connector,
  shapes: Shapes,
  id: string,
  person: Person,
  managerId: string,
): Promise<void> {
  const current = await read(app, 'Users', id, userTask('read', person.userName, 'B3.1 read before the update'))
  if (!current.ok) return
  const task = userTask('update', person.userName, 'B3.2 update')
  const patched = await patch(app, 'Users', id, shapes.set(changesOf(managerId)), task)
  if (!patched.ok) return
  const user = await probe(app, 'Users', id, 'B3.2 look at the update')
  const step = app.checks.step('B3.2 look at the update', `GET /Users/${id}`)
  const texts: readonly (readonly [path: readonly string[], value: string])[] = [
    [['displayName'], 'Ella E'],
    [['name', 'familyName'], 'E'],
    [['name', 'givenName'], person.givenName],
    [['externalId'], 'ella2'],
    [['nickName'], 'Elle'],
    [['title'], 'Architect'],
    [[ENTERPRISE_USER, 'department'], 'Design'],
    [[ENTERPRISE_USER, 'manager', 'value'], managerId],
  ]
  for (const [path, value] of texts) {
    step.should(`${path.join('.')} is what was sent`, textAt(user, ...path) === value, at(user, ...path))
  }
  const work = typed(user['emails'], 'work')
  step.should('the work mail is new', oneWith(work, 'value', 'ella.e@example.com'), user['emails'])
  step.should('the work mail is still primary', work[0]?.['primary'] === true, user['emails'])
  step.should(
    'one home mail came of it',
    oneWith(typed(user['emails'], 'home'), 'value', 'home@example.com'),
    user['emails'],
  )
  const home = typed(user['addresses'], 'home')
  const both = oneWith(home, 'streetAddress', '1 Main St') && oneWith(home, 'locality', 'Bergen')
  step.should('one home address has both parts', both, user['addresses'])
  step.should('the work address stays', typed(user['addresses'], 'work').length === 1, user['addresses'])
  const fax = typed(user['phoneNumbers'], 'fax')
  step.should('replacing what is not there makes it', oneWith(fax, 'value', '+47 11111111'), user['phoneNumbers'])
}

const typed = (list: Json | undefined, type: string): JsonObject[] =>
  (listAt(list) ?? []).filter((each): each is JsonObject => isJsonObject(each) && each['type'] === type)

const oneWith = (list: readonly JsonObject[], key: string, value: string): boolean =>
  list.length === 1 && list[0]?.[key] === value
