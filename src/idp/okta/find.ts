import type { JsonObject } from '../../shared/json.ts'
import { ok, type Result } from '../../shared/result.ts'
import type { Stopped } from '../checks.ts'
import { comparison, percentEncoded } from '../moves/filters.ts'
import { textAt } from '../read-json.ts'
import type { OktaApp } from './app.ts'
import { readList } from './judge.ts'
import { doing } from './sentences.ts'
import type { Answer } from '../wire/transport.ts'

/** A filter with one comparison, percent-encoded as Okta does it. */
export const equals = (attribute: string, value: string): string => percentEncoded(comparison(attribute, value))

export type Found = { readonly id: string; readonly resource: JsonObject }

/** The existence check ahead of every assignment. A 404 counts as "no". */
export async function findUser(
  app: OktaApp,
  userName: string,
  stepName: string,
): Promise<Result<Found | undefined, Stopped>> {
  const answer = await app.transport.get(`/Users?filter=${equals('userName', userName)}&startIndex=1&count=100`)
  return readMatch(app, answer, stepName, doing.verifying(userName))
}

export async function findGroup(
  app: OktaApp,
  name: string,
  stepName: string,
): Promise<Result<Found | undefined, Stopped>> {
  const answer = await app.transport.get(`/Groups?filter=${equals('displayName', name)}&startIndex=1&count=100`)
  return readMatch(app, answer, stepName, doing.pushing(name))
}

function readMatch(app: OktaApp, answer: Answer, stepName: string, what: string): Result<Found | undefined, Stopped> {
  const step = app.checks.step(stepName, answer.request)
  if (answer.status === 404) return ok(undefined)
  const list = readList(step, answer, what)
  if (list === undefined) return step.stop()
  if (!step.must('at most one matches', list.resources.length <= 1, answer.text, `${what}: more than one match`))
    return step.stop()
  const [resource] = list.resources
  if (resource === undefined) return ok(undefined)
  const id = textAt(resource, 'id')
  step.must('the match has an id', id !== undefined, answer.text, `${what}: null`)
  return id === undefined ? step.stop() : ok({ id, resource })
}
