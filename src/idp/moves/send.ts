import type { JsonObject } from '../../shared/json.ts'
import { ok, type Result } from '../../shared/result.ts'
import type { Step, Stopped } from '../checks.ts'
import { objectAt, textAt } from '../read-json.ts'
import { isTaken, shouldBeResource, shouldBeScimJson } from '../wire/judge.ts'
import type { Answer } from '../wire/transport.ts'
import { PATCH_OP } from '../wire/urns.ts'
import { shouldEcho } from './echo.ts'
import type { Collection, RemoteApp, Task } from './remote-app.ts'

export type Operation = JsonObject
export type Created = { readonly id: string; readonly resource: JsonObject }

const path = (collection: Collection, id: string): string => `/${collection}/${encodeURIComponent(id)}`
const kindOf = (collection: Collection) => (collection === 'Users' ? 'User' : 'Group')

/** POST. `expected`: what the answer must show of it, where that is not what was sent. */
export async function create(
  app: RemoteApp,
  collection: Collection,
  body: JsonObject,
  task: Task,
  expected = body,
): Promise<Result<Created, Stopped>> {
  const answer = await app.transport.send('POST', `/${collection}`, body)
  const step = app.checks.step(task.step, answer.request)
  return isTaken(step, answer, [201], app.says(task.doing, answer))
    ? readCreated(app, collection, answer, task, expected)
    : step.stop()
}

/** POST where 409 is an answer to go on from: `undefined`, after a look whether the refusal is a proper one. */
export async function createOrConflict(
  app: RemoteApp,
  collection: Collection,
  body: JsonObject,
  task: Task,
  expected = body,
): Promise<Result<Created | undefined, Stopped>> {
  const answer = await app.transport.send('POST', `/${collection}`, body)
  const step = app.checks.step(task.step, answer.request)
  if (!isTaken(step, answer, [201, 409], app.says(task.doing, answer))) return step.stop()
  if (answer.status === 201) return readCreated(app, collection, answer, task, expected)
  step.should('409 says scimType uniqueness', textAt(answer.json, 'scimType') === 'uniqueness', answer.text)
  return ok(undefined)
}

function readCreated(
  app: RemoteApp,
  collection: Collection,
  answer: Answer,
  task: Task,
  expected: JsonObject,
): Result<Created, Stopped> {
  const step = app.checks.step(task.step, answer.request)
  const resource = objectAt(answer.json)
  const id = textAt(resource, 'id')
  step.must('the answer has an id', id !== undefined, answer.text, app.says(task.doing, answer))
  if (resource === undefined || id === undefined) return step.stop()
  const { location } = answer.headers
  step.should('the Location header ends with the id', location?.endsWith(`/${id}`) ?? false, location)
  shouldBeWhole(step, answer, resource, collection)
  shouldEcho(step, expected, resource)
  return ok({ id, resource })
}

/** GET of one resource. */
export async function read(
  app: RemoteApp,
  collection: Collection,
  id: string,
  task: Task,
  query = '',
): Promise<Result<JsonObject, Stopped>> {
  const answer = await app.transport.get(`${path(collection, id)}${query === '' ? '' : `?${query}`}`)
  const step = app.checks.step(task.step, answer.request)
  if (!isTaken(step, answer, [200], app.says(task.doing, answer))) return step.stop()
  const resource = objectAt(answer.json)
  step.must('the body is an object', resource !== undefined, answer.text, app.says(task.doing, answer))
  if (resource === undefined) return step.stop()
  step.should('id is the one asked for', textAt(resource, 'id') === id, resource['id'])
  shouldBeWhole(step, answer, resource, collection)
  return ok(resource)
}

/** PUT. */
export async function replace(
  app: RemoteApp,
  collection: Collection,
  id: string,
  body: JsonObject,
  task: Task,
  expected = body,
): Promise<Result<JsonObject, Stopped>> {
  const answer = await app.transport.send('PUT', path(collection, id), body)
  const step = app.checks.step(task.step, answer.request)
  if (!isTaken(step, answer, [200], app.says(task.doing, answer))) return step.stop()
  const resource = objectAt(answer.json)
  step.must('the body is an object', resource !== undefined, answer.text, app.says(task.doing, answer))
  if (resource === undefined) return step.stop()
  step.should('the id stays', textAt(resource, 'id') === id, resource['id'])
  shouldBeWhole(step, answer, resource, collection)
  shouldEcho(step, expected, resource)
  return ok(resource)
}

/** PATCH. The resource, or `undefined` after a 204: clients take both. */
export async function patch(
  app: RemoteApp,
  collection: Collection,
  id: string,
  operations: readonly Operation[],
  task: Task,
): Promise<Result<JsonObject | undefined, Stopped>> {
  const body = { schemas: [PATCH_OP], Operations: operations }
  const answer = await app.transport.send('PATCH', path(collection, id), body)
  const step = app.checks.step(task.step, answer.request)
  if (!isTaken(step, answer, [200, 204], app.says(task.doing, answer))) return step.stop()
  const resource = objectAt(answer.json)
  step.should('a 200 has the resource', (answer.status === 200) === (resource !== undefined), answer.text)
  if (resource !== undefined) shouldBeWhole(step, answer, resource, collection)
  return ok(resource)
}

/** DELETE. */
export async function remove(
  app: RemoteApp,
  collection: Collection,
  id: string,
  task: Task,
): Promise<Result<string, Stopped>> {
  const answer = await app.transport.send('DELETE', path(collection, id))
  const step = app.checks.step(task.step, answer.request)
  if (!isTaken(step, answer, [204], app.says(task.doing, answer))) return step.stop()
  step.should('a 204 has no body', answer.text === '', answer.text)
  return ok(id)
}

function shouldBeWhole(step: Step, answer: Answer, resource: JsonObject, collection: Collection): void {
  shouldBeScimJson(step, answer)
  shouldBeResource(step, resource, kindOf(collection))
}
