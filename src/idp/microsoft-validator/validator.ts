import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../shared/json.ts'
import type { Step } from '../checks.ts'
import { comparison, rawQuoted } from '../moves/filters.ts'
import { probe } from '../moves/probes.ts'
import { type Collection, groupTask, type RemoteApp, type Task, userTask } from '../moves/remote-app.ts'
import { create, type Created, remove } from '../moves/send.ts'
import type { Random } from '../random.ts'
import { textAt } from '../read-json.ts'
import { readList, shouldBeError } from '../wire/judge.ts'
import { CORE_GROUP } from '../wire/urns.ts'
import { randomText } from './random-text.ts'
import { inventUser } from './user-body.ts'

/** What every test has: the server, and chance. */
export type Validator = { readonly app: RemoteApp; readonly random: Random }

/** `test`: number and name. The body of a test gets what was made for it, which is deleted afterwards. */
export async function withUser(
  { app, random }: Validator,
  test: string,
  body: (user: Created, sent: JsonObject & { readonly userName: string }) => Promise<unknown>,
): Promise<void> {
  const sent = inventUser(random)
  const made = await create(app, 'Users', sent, userTask('create', sent.userName, test))
  if (!made.ok) return
  shouldBeTyped(app.checks.step(test, 'POST /Users'), made.value.resource)
  await body(made.value, sent)
  await app.transport.send('DELETE', `/Users/${encodeURIComponent(made.value.id)}`)
}

export type SentGroup = JsonObject & { readonly displayName: string }

export async function withGroup(
  { app, random }: Validator,
  test: string,
  body: (group: Created, sent: SentGroup) => Promise<unknown>,
): Promise<void> {
  const sent = { displayName: randomText(random), externalId: randomText(random), schemas: [CORE_GROUP] }
  const made = await create(app, 'Groups', sent, groupTask('create', sent.displayName, test))
  if (!made.ok) return
  await body(made.value, sent)
  await app.transport.send('DELETE', `/Groups/${encodeURIComponent(made.value.id)}`)
}

/** The filter goes with its quotes as they are; the list must have just `ids`. */
export async function shouldFind(
  { app }: Validator,
  test: string,
  collection: Collection,
  [attribute, value]: readonly [string, string],
  ids: readonly string[],
  parameters = '',
): Promise<readonly JsonObject[]> {
  const answer = await app.transport.get(
    `/${collection}?${parameters}filter=${rawQuoted(comparison(attribute, value))}`,
  )
  const step = app.checks.step(test, answer.request)
  const list = readList(step, answer, { refused: undefined, unreadable: undefined })
  if (list === undefined) return []
  const found = list.resources.map((each) => textAt(each, 'id'))
  step.must(`totalResults is ${ids.length}`, list.total === ids.length, answer.text)
  step.must(`the filter finds ${ids.length}`, found.join() === ids.join(), answer.text)
  return list.resources
}

export async function shouldAnswer(
  { app }: Validator,
  test: string,
  method: 'POST' | 'DELETE',
  target: string,
  status: number,
  body?: JsonObject,
): Promise<void> {
  const answer = await app.transport.send(method, target, body)
  const step = app.checks.step(test, answer.request)
  step.must(`the status is ${status}`, answer.status === status, `${answer.status} ${answer.text}`)
  if (status >= 400) shouldBeError(step, answer)
}

export async function shouldBeGone(
  validator: Validator,
  test: string,
  collection: Collection,
  id: string,
): Promise<void> {
  const { app } = validator
  await remove(app, collection, id, { step: test, doing: { act: 'delete', collection, name: id } })
  const answer = await app.transport.get(`/${collection}/${encodeURIComponent(id)}`)
  const step = app.checks.step(test, answer.request)
  step.must('the status is 404', answer.status === 404, `${answer.status} ${answer.text}`)
}

/** The resource after a change, read anew and looked through. */
export async function lookAgain({ app }: Validator, test: string, collection: Collection, id: string) {
  const resource = await probe(app, collection, id, test)
  const step = app.checks.step(test, `GET /${collection}/${id}`)
  if (collection === 'Users') shouldBeTyped(step, resource)
  return { step, resource }
}

export const taskOf = (test: string, collection: Collection): Task => ({
  step: test,
  doing: { act: 'update', collection, name: test },
})

const FLAGS = new Set(['active', 'primary'])

/** Answers are read into a typed user: keys in their own case, booleans as booleans. */
function shouldBeTyped(step: Step, user: JsonObject): void {
  const wrong = untyped(user)
  step.must('keys are written as the schema has them, and booleans are booleans', wrong.length === 0, wrong)
}

function untyped(json: Json): string[] {
  if (isJsonArray(json)) return json.flatMap(untyped)
  if (!isJsonObject(json)) return []
  return Object.entries(json).flatMap(([key, value]) => {
    const capital = /^[A-Z]/.test(key)
    const text = FLAGS.has(key.toLowerCase()) && typeof value !== 'boolean'
    return capital || text ? [key] : untyped(value)
  })
}
