import { jsonEqual, type JsonObject } from '../../shared/json.ts'
import type { PeopleGroup } from '../groups.ts'
import type { Person } from '../people.ts'
import { objectAt, textAt } from '../read-json.ts'
import type { OktaApp } from './app.ts'
import type { Created } from './create.ts'
import { equals } from './find.ts'
import { readList } from './judge.ts'
import { shouldBeError } from '../wire/judge.ts'
import { assignedMembers, shouldHaveMembers } from './members.ts'
import { doing } from './sentences.ts'

// Requests that Okta does not make. A session makes them to see whether an answer told the truth.

/** A created user is found again: under its id, under its Location, and under its name in capitals. */
export async function probeCreated(app: OktaApp, person: Person, created: Created): Promise<void> {
  const { base } = app.transport
  const { location, id, resource } = created
  // behind a proxy the public name may lead elsewhere from here; only what is ours to reach is followed
  const target = location?.startsWith(`${base}/`) ? location.slice(base.length) : `/Users/${id}`
  const answer = await app.transport.get(target)
  const step = app.checks.step('A2.3 look at the new user', answer.request)
  step.should('Location leads to the user', answer.status === 200, answer.status)
  step.should('GET shows what POST answered', jsonEqual(answer.json, resource), answer.text)
  await probeFound(app, person.userName.toUpperCase(), id, 'A2.3 look at the new user')
  await probeOldSpelling(app, person, id)
}

/** Older traffic of Okta writes spaces as `+` and the attribute in lower case. */
async function probeOldSpelling(app: OktaApp, { userName }: Person, id: string): Promise<void> {
  const filter = `username+eq+${encodeURIComponent(JSON.stringify(userName))}`
  const answer = await app.transport.get(`/Users?filter=${filter}&startIndex=1&count=100`)
  const step = app.checks.step('A2.4 the older spelling of the filter', answer.request)
  const found = textAt(answer.json, 'Resources', 0, 'id')
  step.should('username+eq+ finds the user too', found === id, `${answer.status} ${answer.text}`)
}

export async function probeFound(app: OktaApp, userName: string, id: string, stepName: string): Promise<void> {
  const answer = await app.transport.get(`/Users?filter=${equals('userName', userName)}`)
  const step = app.checks.step(stepName, answer.request)
  const list = readList(step, answer, doing.verifying(userName))
  step.should('the user is found by name in any case', textAt(list?.resources[0], 'id') === id, answer.text)
}

export async function probeUser(app: OktaApp, id: string, stepName: string): Promise<JsonObject> {
  const answer = await app.transport.get(`/Users/${encodeURIComponent(id)}`)
  const step = app.checks.step(stepName, answer.request)
  step.should('the user can be read', answer.status === 200, `${answer.status} ${answer.text}`)
  return objectAt(answer.json) ?? {}
}

export async function probeActive(app: OktaApp, id: string, active: boolean, stepName: string): Promise<void> {
  const user = await probeUser(app, id, stepName)
  const step = app.checks.step(stepName, `GET /Users/${id}`)
  step.should(`a later GET says active: ${active}`, user['active'] === active, user['active'])
}

/** `group` as Okta knows it; `who` names people who are members although they are not assigned any more. */
export async function probeMembers(
  app: OktaApp,
  id: string,
  group: PeopleGroup,
  stepName: string,
  who: readonly string[] = [],
): Promise<void> {
  const answer = await app.transport.get(`/Groups/${encodeURIComponent(id)}`)
  const step = app.checks.step(stepName, answer.request)
  step.should('the group can be read', answer.status === 200, `${answer.status} ${answer.text}`)
  const others = who.map((value) => ({ value, display: '' }))
  shouldHaveMembers(step, objectAt(answer.json) ?? {}, [...assignedMembers(app, group), ...others])
  const name = textAt(answer.json, 'displayName')
  step.should('the group has the name that was sent last', name === group.name, name)
}

export async function probeGone(app: OktaApp, target: string, stepName: string): Promise<void> {
  const answer = await app.transport.get(target)
  const step = app.checks.step(stepName, answer.request)
  step.should('what was deleted is answered with 404', answer.status === 404, `${answer.status} ${answer.text}`)
  if (answer.status === 404) shouldBeError(step, answer)
}
