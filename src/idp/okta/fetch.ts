import type { JsonObject } from '../../shared/json.ts'
import { ok, type Result } from '../../shared/result.ts'
import type { Stopped } from '../checks.ts'
import { objectAt, textAt } from '../read-json.ts'
import type { OktaApp } from './app.ts'
import { isTaken } from './judge.ts'
import { shouldBeScimJson } from '../wire/judge.ts'

/**
 * The GET ahead of every PUT. Anything but a 200 with an object ends the operation: Okta creates nothing in its stead
 * and leaves a task for the administrator.
 */
export async function fetchResource(
  app: OktaApp,
  collection: 'Users' | 'Groups',
  id: string,
  stepName: string,
  what: string,
): Promise<Result<JsonObject, Stopped>> {
  const answer = await app.transport.get(`/${collection}/${encodeURIComponent(id)}`)
  const step = app.checks.step(stepName, answer.request)
  if (!isTaken(step, answer, [200], what)) return step.stop()
  const resource = objectAt(answer.json)
  step.must('the body is an object', resource !== undefined, answer.text, `${what}: null`)
  if (resource === undefined) return step.stop()
  shouldBeScimJson(step, answer)
  step.should('id is the one asked for', textAt(resource, 'id') === id, resource['id'])
  step.should('no password comes back', !Object.hasOwn(resource, 'password'), 'a password')
  return ok(resource)
}
