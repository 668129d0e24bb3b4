import type { JsonObject } from '../../../shared/json.ts'
import { ok, type Result } from '../../../shared/result.ts'
import type { Step, Stopped } from '../../checks.ts'
import { objectAt, textAt } from '../../read-json.ts'
import type { Created } from '../create.ts'
import { isTaken } from '../judge.ts'
import { CORE, type WorkspaceOneApp } from './app.ts'
import { shouldBePlainJson, shouldBeResourceV1 } from './judge.ts'

export type Collection = 'Users' | 'Groups'
export type Target = {
  readonly collection: Collection
  readonly id: string
  readonly step: string
  /** What Okta was doing, in the words of its task list. */
  readonly what: string
}

export const pathOf = ({ collection, id }: Target): string => `/${collection}/${encodeURIComponent(id)}`

/** An empty answer is as bad as none: Okta then knows no id. */
export async function postResource(
  app: WorkspaceOneApp,
  collection: Collection,
  body: JsonObject,
  stepName: string,
  what: string,
  whenEmpty: string,
): Promise<Result<Created & { readonly step: Step }, Stopped>> {
  const answer = await app.transport.send('POST', `/${collection}`, body)
  const step = app.checks.step(stepName, answer.request)
  if (!isTaken(step, answer, [201], what)) return step.stop()
  const resource = objectAt(answer.json)
  const id = textAt(resource, 'id')
  step.must('the answer has an id', id !== undefined, answer.text, whenEmpty)
  if (resource === undefined || id === undefined) return step.stop()
  shouldBePlainJson(step, answer)
  shouldBeResourceV1(step, resource, collection)
  const { location } = answer.headers
  step.should('the Location header ends with the id', location?.endsWith(`/${collection}/${id}`) ?? false, location)
  return ok({ id, resource, location, step })
}

export async function getResource(app: WorkspaceOneApp, target: Target): Promise<Result<JsonObject, Stopped>> {
  const answer = await app.transport.get(pathOf(target))
  const step = app.checks.step(target.step, answer.request)
  if (!isTaken(step, answer, [200], target.what)) return step.stop()
  const resource = objectAt(answer.json)
  step.must('the body is an object', resource !== undefined, answer.text, `${target.what}: null`)
  if (resource === undefined) return step.stop()
  shouldBeResourceV1(step, resource, target.collection)
  return ok(resource)
}

export async function putResource(
  app: WorkspaceOneApp,
  target: Target,
  body: JsonObject,
): Promise<Result<{ readonly step: Step; readonly resource: JsonObject }, Stopped>> {
  const answer = await app.transport.send('PUT', pathOf(target), body)
  const step = app.checks.step(target.step, answer.request)
  if (!isTaken(step, answer, [200], target.what)) return step.stop()
  const resource = objectAt(answer.json)
  step.must('the body is not empty', resource !== undefined, answer.text, `${target.what}: null`)
  if (resource === undefined) return step.stop()
  shouldBePlainJson(step, answer)
  shouldBeResourceV1(step, resource, target.collection)
  step.should('the id stays', resource['id'] === target.id, resource['id'])
  return ok({ step, resource })
}

/** A part of the resource. 200 with all of it and 204 with nothing are both fine with Okta. */
export async function patchResource(
  app: WorkspaceOneApp,
  target: Target,
  part: JsonObject,
): Promise<Result<{ readonly step: Step; readonly resource: JsonObject | undefined }, Stopped>> {
  const answer = await app.transport.send('PATCH', pathOf(target), { schemas: [CORE], ...part })
  const step = app.checks.step(target.step, answer.request)
  if (!isTaken(step, answer, [200, 204], target.what)) return step.stop()
  const resource = objectAt(answer.json)
  if (answer.status === 200) {
    step.should('a 200 has the resource', resource !== undefined, answer.text)
    shouldBePlainJson(step, answer)
    if (resource !== undefined) shouldBeResourceV1(step, resource, target.collection)
  }
  return ok({ step, resource })
}
