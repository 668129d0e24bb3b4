import type { JsonObject } from '../../shared/json.ts'
import type { PeopleGroup } from '../groups.ts'
import { listAt, objectAt, textAt } from '../read-json.ts'
import { readList, shouldBeError } from '../wire/judge.ts'
import type { Transport } from '../wire/transport.ts'
import { shouldEcho } from './echo.ts'
import { type Collection, memberIds, type RemoteApp } from './remote-app.ts'

// Requests that the provider does not make. A session makes them to see whether an answer told the truth.

export async function probe(app: RemoteApp, collection: Collection, id: string, step: string): Promise<JsonObject> {
  const answer = await app.transport.get(`/${collection}/${encodeURIComponent(id)}`)
  app.checks
    .step(step, answer.request)
    .should('it can be read', answer.status === 200, `${answer.status} ${answer.text}`)
  return objectAt(answer.json) ?? {}
}

/** A GET shows what was sent. */
export async function probeShows(
  app: RemoteApp,
  collection: Collection,
  id: string,
  sent: JsonObject,
  stepName: string,
): Promise<JsonObject> {
  const resource = await probe(app, collection, id, stepName)
  shouldEcho(app.checks.step(stepName, `GET /${collection}/${id}`), sent, resource)
  return resource
}

export async function probeActive(app: RemoteApp, id: string, active: boolean, stepName: string): Promise<void> {
  const user = await probe(app, 'Users', id, stepName)
  const step = app.checks.step(stepName, `GET /Users/${id}`)
  step.should(`a later GET says active: ${active}`, user['active'] === active, user['active'])
}

export async function probeFound(
  app: RemoteApp,
  collection: Collection,
  query: string,
  ids: readonly string[],
  stepName: string,
): Promise<void> {
  const answer = await app.transport.get(`/${collection}?${query}`)
  const step = app.checks.step(stepName, answer.request)
  const list = readList(step, answer, { refused: undefined, unreadable: undefined })
  const found = list?.resources.map((each) => textAt(each, 'id')) ?? []
  const exact = found.length === ids.length && ids.every((id) => found.includes(id))
  step.should(`the filter finds ${ids.length}`, exact, answer.text)
}

export const membersOf = (group: JsonObject): (string | undefined)[] =>
  (listAt(group, 'members') ?? []).map((member) => textAt(member, 'value'))

export async function probeMembers(
  app: RemoteApp,
  id: string,
  wanted: readonly string[],
  stepName: string,
): Promise<JsonObject> {
  const group = await probe(app, 'Groups', id, stepName)
  const found = membersOf(group)
  const there = new Set(found)
  const exact = found.length === wanted.length && wanted.every((each) => there.has(each))
  const got = `${found.length} members, ${wanted.length} wanted`
  app.checks.step(stepName, `GET /Groups/${id}`).should('the group has exactly the members that were sent', exact, got)
  return group
}

/** In a group that was there before, others may be members too. */
export async function probeAmongMembers(
  app: RemoteApp,
  id: string,
  wanted: readonly string[],
  stepName: string,
): Promise<void> {
  const there = new Set(membersOf(await probe(app, 'Groups', id, stepName)))
  const missing = wanted.filter((each) => !there.has(each))
  app.checks
    .step(stepName, `GET /Groups/${id}`)
    .should('everybody who was sent is a member', missing.length === 0, missing)
}

/** `group` as the provider knows it: name and members. */
export async function probeGroup(app: RemoteApp, id: string, group: PeopleGroup, stepName: string): Promise<void> {
  const { displayName } = await probeMembers(app, id, memberIds(app, group), stepName)
  const step = app.checks.step(stepName, `GET /Groups/${id}`)
  step.should('the group has the name that was sent last', displayName === group.name, displayName)
}

export async function probeGone(app: RemoteApp, collection: Collection, id: string, stepName: string): Promise<void> {
  const answer = await app.transport.get(`/${collection}/${encodeURIComponent(id)}`)
  const step = app.checks.step(stepName, answer.request)
  step.should('what was deleted is answered with 404', answer.status === 404, `${answer.status} ${answer.text}`)
  if (answer.status === 404) shouldBeError(step, answer)
}

/** What an administrator meets who mistyped the token. `intruder` has a wrong one. */
export async function probeWrongToken(app: RemoteApp, intruder: Transport, target: string): Promise<void> {
  const answer = await intruder.get(target)
  const step = app.checks.step('connect with a wrong token', answer.request)
  const reads = app.says({ act: 'connect', collection: 'Users', name: '' }, answer)
  const got = `${answer.status} ${answer.text}`
  if (!step.must('a wrong token is answered with 401', answer.status === 401, got, reads)) return
  shouldBeError(step, answer)
  step.should('WWW-Authenticate is there', answer.headers['www-authenticate'] !== undefined, 'no such header')
}
