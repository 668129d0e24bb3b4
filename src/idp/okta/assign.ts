import { ok, type Result } from '../../shared/result.ts'
import type { Stopped } from '../checks.ts'
import type { Person } from '../people.ts'
import type { OktaApp } from './app.ts'
import { type Created, createUser } from './create.ts'
import { findUser } from './find.ts'
import { pushProfile } from './replace-user.ts'

export type Assigned = {
  readonly id: string
  /** What the POST answered; absent for somebody who was there already and was linked. */
  readonly created?: Created
}

/**
 * Looks the person up and creates who is not there; who is there is taken over under the id found, active or not, by
 * GET and PUT and never by POST. `reassigning` only changes the names of the steps.
 */
export async function assignUser(
  app: OktaApp,
  person: Person,
  reassigning = false,
): Promise<Result<Assigned, Stopped>> {
  const found = await findUser(app, person.userName, reassigning ? 'A11.1 re-assign: find' : 'A2.1 assign: find')
  if (!found.ok) return found
  if (found.value === undefined) {
    const created = await createUser(app, person, reassigning ? 'A13.e re-assign: create anew' : 'A2.2 assign: create')
    return created.ok ? ok({ id: created.value.id, created: created.value }) : created
  }
  const { id } = found.value
  const linked = await pushProfile(app, id, person, reassigning ? REASSIGN_STEPS : LINK_STEPS)
  if (!linked.ok) return linked
  app.assigned.set(person.userName, id)
  return ok({ id })
}

const LINK_STEPS = ['A4.2 link: read', 'A4.3 link: write'] as const
const REASSIGN_STEPS = ['A11.2 re-assign: read', 'A11.3 re-assign: write'] as const
