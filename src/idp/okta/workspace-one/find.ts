import type { JsonObject } from '../../../shared/json.ts'
import { ok, type Result } from '../../../shared/result.ts'
import type { Stopped } from '../../checks.ts'
import { textAt } from '../../read-json.ts'
import { equals, type Found } from '../find.ts'
import { doing } from '../sentences.ts'
import type { WorkspaceOneApp } from './app.ts'
import { readListV1 } from './judge.ts'

/** The existence check ahead of every assignment. It does not name the domain. */
export function findUser(
  app: WorkspaceOneApp,
  userName: string,
  stepName: string,
): Promise<Result<Found | undefined, Stopped>> {
  const target = `/Users?filter=${equals('userName', userName)}&startIndex=1&count=100`
  return findOne(app, target, stepName, doing.verifying(userName))
}

export function findGroup(
  app: WorkspaceOneApp,
  name: string,
  stepName: string,
): Promise<Result<Found | undefined, Stopped>> {
  const target = `/Groups?filter=${equals('displayName', name)}&startIndex=1&count=100`
  return findOne(app, target, stepName, doing.pushing(name))
}

async function findOne(
  app: WorkspaceOneApp,
  target: string,
  stepName: string,
  what: string,
): Promise<Result<Found | undefined, Stopped>> {
  const answer = await app.transport.get(target)
  const step = app.checks.step(stepName, answer.request)
  if (answer.status === 404) return ok(undefined)
  const list = readListV1(step, answer, what)
  if (list === undefined) return step.stop()
  const few = list.resources.length <= 1
  if (!step.must('at most one matches', few, answer.text, `${what}: more than one match`)) return step.stop()
  const [resource] = list.resources
  if (resource === undefined) return ok(undefined)
  const id = textAt(resource, 'id')
  step.must('the match has an id', id !== undefined, answer.text, `${what}: null`)
  return id === undefined ? step.stop() : ok({ id, resource } satisfies { id: string; resource: JsonObject })
}
