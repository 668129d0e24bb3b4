import { ok, type Result } from '../../shared/result.ts'
import type { Stopped } from '../checks.ts'
import type { Person } from '../people.ts'
import type { OktaApp } from './app.ts'
import type { Assigned } from './assign.ts'
import { createUser } from './create.ts'
import { findUser } from './find.ts'
import { patchActive } from './patch-user.ts'
import { pushProfile } from './replace-user.ts'

/** The catalogue app's way back: find the inactive user, activate by PATCH, then write the profile. */
export async function reactivateUser(app: OktaApp, person: Person): Promise<Result<Assigned, Stopped>> {
  const found = await findUser(app, person.userName, '3.1 reactivate: find')
  if (!found.ok) return found
  if (found.value === undefined) {
    const created = await createUser(app, person, 'A13.e re-assign: create anew')
    return created.ok ? ok({ id: created.value.id, created: created.value }) : created
  }
  const { id } = found.value
  const activated = await patchActive(app, id, person, true)
  if (!activated.ok) return activated
  const written = await pushProfile(app, id, person, ['3.3 reactivate: read', '3.4 reactivate: write'])
  if (!written.ok) return written
  app.assigned.set(person.userName, id)
  return ok({ id })
}
