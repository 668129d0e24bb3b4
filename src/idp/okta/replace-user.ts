import type { JsonObject } from '../../shared/json.ts'
import { ok, type Result } from '../../shared/result.ts'
import type { Step, Stopped } from '../checks.ts'
import type { Person } from '../people.ts'
import { objectAt, textAt } from '../read-json.ts'
import type { OktaApp } from './app.ts'
import { fetchResource } from './fetch.ts'
import { isTaken } from './judge.ts'
import { shouldBeResource, shouldBeScimJson } from '../wire/judge.ts'
import { editedBody, type Emptied, shouldShow } from './profile.ts'
import { doing, NOT_REACTIVATED } from './sentences.ts'

/** GET, edit, PUT: how a profile is updated, and how somebody who was found on the other side is taken over. */
export async function pushProfile(
  app: OktaApp,
  id: string,
  person: Person,
  steps: readonly [get: string, put: string],
  emptied: Emptied = 'left out',
): Promise<Result<JsonObject, Stopped>> {
  const what = doing.updating(person.userName)
  const current = await fetchResource(app, 'Users', id, steps[0], what)
  if (!current.ok) return current
  const body = editedBody(current.value, person, emptied)
  const written = await putUser(app, id, current.value, body, steps[1], what)
  if (!written.ok) return written
  const { step, user } = written.value
  shouldShow(step, user, person)
  if (!step.must('active is true afterwards', user['active'] === true, user['active'], NOT_REACTIVATED))
    return step.stop()
  return ok(user)
}

/** The wizard app's way to deactivate: what the GET returned with `active` flipped and nothing else touched. */
export async function flipActive(
  app: OktaApp,
  id: string,
  person: Person,
  steps: readonly [get: string, put: string],
): Promise<Result<JsonObject, Stopped>> {
  const what = doing.deactivating(person.userName)
  const current = await fetchResource(app, 'Users', id, steps[0], what)
  if (!current.ok) return current
  const written = await putUser(app, id, current.value, { ...current.value, active: false }, steps[1], what)
  if (!written.ok) return written
  const { step, user } = written.value
  step.should('active is false afterwards', user['active'] === false, user['active'])
  return ok(user)
}

async function putUser(app: OktaApp, id: string, before: JsonObject, body: JsonObject, stepName: string, what: string) {
  const answer = await app.transport.send('PUT', `/Users/${encodeURIComponent(id)}`, body)
  const step: Step = app.checks.step(stepName, answer.request)
  if (!isTaken(step, answer, [200], what)) return step.stop()
  const user = objectAt(answer.json)
  step.must('the body is not empty', user !== undefined, answer.text, `${what}: null`)
  if (user === undefined) return step.stop()
  shouldBeScimJson(step, answer)
  shouldBeResource(step, user, 'User')
  step.should('the id stays', user['id'] === id, user['id'])
  const created = textAt(user, 'meta', 'created')
  step.should('meta.created stays', created === textAt(before, 'meta', 'created'), created)
  return ok({ step, user })
}
