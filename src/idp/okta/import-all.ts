import { isJsonObject, type JsonObject } from '../../shared/json.ts'
import { ok, type Result } from '../../shared/result.ts'
import type { Step, Stopped } from '../checks.ts'
import { textAt } from '../read-json.ts'
import type { OktaApp } from './app.ts'
import { readList } from './judge.ts'
import { doing } from './sentences.ts'

export type Imported = {
  readonly users: readonly JsonObject[]
  readonly groups: readonly JsonObject[]
}

const PAGE = 100

/** Pages through everybody, then through the groups when *Import Groups* is on. */
export async function importAll(app: OktaApp): Promise<Result<Imported, Stopped>> {
  const users = await readPages(app, 'Users', 'A12.1 import users')
  if (!users.ok) return users
  if (!app.importGroups) return ok({ users: users.value, groups: [] })
  const groups = await readPages(app, 'Groups', 'A12.2 import groups')
  return groups.ok ? ok({ users: users.value, groups: groups.value }) : groups
}

/** Every resource of a collection, a hundred at a time; the next page begins behind what the last one held. */
export async function readPages(
  app: OktaApp,
  collection: 'Users' | 'Groups',
  stepName: string,
): Promise<Result<JsonObject[], Stopped>> {
  const all: JsonObject[] = []
  const ids = new Set<string>()
  for (let total = 1; all.length < total;) {
    const answer = await app.transport.get(`/${collection}?startIndex=${all.length + 1}&count=${PAGE}`)
    const step = app.checks.step(stepName, answer.request)
    const list = readList(step, answer, doing.importing())
    if (list === undefined) return step.stop()
    step.should('the total stays while paging', all.length === 0 || list.total === total, list.total)
    total = list.total
    const complete = list.resources.length > 0 || all.length >= total
    if (!step.must('pages are not empty before the total is reached', complete, answer.text, doing.importing()))
      return step.stop()
    for (const resource of list.resources) noteImported(step, resource, collection, ids)
    all.push(...list.resources)
  }
  return ok(all)
}

function noteImported(step: Step, resource: JsonObject, collection: string, ids: Set<string>): void {
  const id = textAt(resource, 'id') ?? ''
  step.should('every resource has an id, and none comes twice', id !== '' && !ids.has(id), id)
  ids.add(id)
  if (collection === 'Users') shouldBeImportable(step, resource)
}

/** Without these Okta drops the user from an import or shows an incomplete one. */
function shouldBeImportable(step: Step, user: JsonObject): void {
  step.should('every user has a userName', textAt(user, 'userName') !== undefined, user)
  const { emails, active } = user
  const names = textAt(user, 'name', 'givenName') !== undefined && textAt(user, 'name', 'familyName') !== undefined
  step.should('every user has both names', names, user)
  const primary = Array.isArray(emails) && emails.some((email) => isJsonObject(email) && email['primary'] === true)
  step.should('every user has a primary mail in an array', primary, user)
  step.should('active is a boolean', typeof active === 'boolean', user)
}
