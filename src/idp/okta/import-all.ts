import { isJsonObject, type JsonObject } from '../../shared/json.ts'
import { ok, type Result } from '../../shared/result.ts'
import type { Step, Stopped } from '../checks.ts'
import { textAt } from '../read-json.ts'
import type { OktaApp } from './app.ts'
import type { ListReads } from '../wire/judge.ts'
import { readPages as readAllPages } from '../wire/pages.ts'
import type { Answer } from '../wire/transport.ts'
import { doing, sentence } from './sentences.ts'

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

/** Every resource of a collection, a hundred at a time. */
export const readPages = (
  { transport, checks }: OktaApp,
  collection: 'Users' | 'Groups',
  step: string,
): Promise<Result<JsonObject[], Stopped>> =>
  readAllPages(
    { transport, checks, collection, count: PAGE, step, reads: importReads },
    collection === 'Users' ? shouldBeImportable : undefined,
  )

const importReads = (answer: Answer): ListReads => ({
  refused: sentence(doing.importing(), answer),
  unreadable: `${doing.importing()}: null`,
})

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
