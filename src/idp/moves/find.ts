import type { JsonObject } from '../../shared/json.ts'
import { ok, type Result } from '../../shared/result.ts'
import { canonicalKey } from '../../shared/text.ts'
import type { Stopped } from '../checks.ts'
import { textAt } from '../read-json.ts'
import { readList } from '../wire/judge.ts'
import { readPages } from '../wire/pages.ts'
import type { Answer } from '../wire/transport.ts'
import type { Collection, RemoteApp, Task } from './remote-app.ts'

export type Found = { readonly id: string; readonly resource: JsonObject }

/** The one resource that `query` finds, or `undefined`. Where `none` is 404, that answer also means nobody. */
export async function find(
  app: RemoteApp,
  collection: Collection,
  query: string,
  task: Task,
  none: 200 | 404 = 200,
): Promise<Result<Found | undefined, Stopped>> {
  const answer = await app.transport.get(`/${collection}?${query}`)
  const step = app.checks.step(task.step, answer.request)
  if (answer.status === 404 && none === 404) return ok(undefined)
  const reads = app.says(task.doing, answer)
  const list = readList(step, answer, { refused: reads, unreadable: reads })
  if (list === undefined) return step.stop()
  if (!step.must('at most one matches', list.resources.length <= 1, answer.text, reads)) return step.stop()
  step.should('totalResults counts what was found', list.total === list.resources.length, list.total)
  const [resource] = list.resources
  if (resource === undefined) return ok(undefined)
  const id = textAt(resource, 'id')
  step.must('the match has an id', id !== undefined, answer.text, reads)
  return id === undefined ? step.stop() : ok({ id, resource })
}

/** Canonical name → id of all resources there are, read `count` at a time. */
export async function readNames(
  { transport, checks, says }: RemoteApp,
  collection: Collection,
  attribute: string,
  count: number,
  { step, doing }: Task,
): Promise<Result<ReadonlyMap<string, string>, Stopped>> {
  const reads = (answer: Answer) => ({ refused: says(doing, answer), unreadable: says(doing, answer) })
  const pages = await readPages({ transport, checks, collection, count, step, reads })
  if (!pages.ok) return pages
  const named = (resource: JsonObject) => canonicalKey(textAt(resource, attribute) ?? '')
  return ok(new Map(pages.value.map((resource) => [named(resource), textAt(resource, 'id') ?? ''])))
}
