import type { JsonObject } from '../../shared/json.ts'
import { ok, type Result } from '../../shared/result.ts'
import type { Step, Stopped } from '../checks.ts'
import type { Person } from '../people.ts'
import { objectAt, textAt } from '../read-json.ts'
import type { Member, OktaApp } from './app.ts'
import { CORE_GROUP, ENTERPRISE_USER } from '../wire/urns.ts'
import { includes, shouldBeResource, shouldBeScimJson } from '../wire/judge.ts'
import { isTaken } from './judge.ts'
import { shouldHaveMembers } from './members.ts'
import { createBody, shouldShow } from './profile.ts'
import { doing, EMPTY_USER } from './sentences.ts'
import type { Answer } from '../wire/transport.ts'

export type Created = { readonly id: string; readonly resource: JsonObject; readonly location: string | undefined }

export async function createUser(app: OktaApp, person: Person, stepName: string): Promise<Result<Created, Stopped>> {
  const body = createBody(person)
  const answer = await app.transport.send('POST', '/Users', body)
  const step = app.checks.step(stepName, answer.request)
  const created = readCreated(step, answer, doing.creating(person.userName), EMPTY_USER)
  if (!created.ok) return created
  const { id, resource } = created.value
  shouldBeResource(step, resource, 'User')
  shouldShow(step, resource, person)
  step.should('active is true', resource['active'] === true, resource['active'])
  const sentEnterprise = Object.hasOwn(body, ENTERPRISE_USER)
  step.should(
    'schemas names what the user has',
    !sentEnterprise || includes(resource, ENTERPRISE_USER),
    resource['schemas'],
  )
  app.assigned.set(person.userName, id)
  return created
}

/** No `externalId`, and `members` even when there are none: that is how Okta creates a group. */
export async function createGroup(
  app: OktaApp,
  displayName: string,
  members: readonly Member[],
  stepName: string,
): Promise<Result<Created, Stopped>> {
  const answer = await app.transport.send('POST', '/Groups', { schemas: [CORE_GROUP], displayName, members })
  const step = app.checks.step(stepName, answer.request)
  const what = doing.pushing(displayName)
  const created = readCreated(step, answer, what, `${what}: null`)
  if (!created.ok) return created
  const { resource } = created.value
  shouldBeResource(step, resource, 'Group')
  step.should('displayName comes back as it was sent', resource['displayName'] === displayName, resource['displayName'])
  if (Object.hasOwn(resource, 'members')) shouldHaveMembers(step, resource, members)
  app.groups.set(displayName, { id: created.value.id, members })
  return created
}

function readCreated(step: Step, answer: Answer, what: string, whenEmpty: string): Result<Created, Stopped> {
  if (!isTaken(step, answer, [201], what)) return step.stop()
  const resource = objectAt(answer.json)
  step.must('the body is not empty', resource !== undefined, answer.text, whenEmpty)
  const id = textAt(resource, 'id')
  step.must('the answer has an id', id !== undefined, answer.text, whenEmpty)
  if (resource === undefined || id === undefined) return step.stop()
  shouldBeScimJson(step, answer)
  const { location } = answer.headers
  step.should('the Location header ends with the id', location?.endsWith(`/${id}`) ?? false, location)
  return ok({ id, resource, location })
}
