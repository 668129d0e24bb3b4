import type { JsonObject } from '../../../shared/json.ts'
import { ok, type Result } from '../../../shared/result.ts'
import type { Stopped } from '../../checks.ts'
import type { Person } from '../../people.ts'
import type { Assigned } from '../assign.ts'
import { contains } from '../patch-user.ts'
import type { Emptied } from '../profile.ts'
import { doing, EMPTY_USER, NOT_REACTIVATED } from '../sentences.ts'
import type { WorkspaceOneApp } from './app.ts'
import { findUser } from './find.ts'
import { createBody, editedBody, shouldBeStatus, shouldShow } from './profile.ts'
import { getResource, patchResource, postResource, putResource, type Target } from './write-resource.ts'

/** Looks the person up; who is not there is created, who is there is taken over by a PUT without a GET before it. */
export async function assignUser(app: WorkspaceOneApp, person: Person): Promise<Result<Assigned, Stopped>> {
  const found = await findUser(app, person.userName, 'W2.1 assign: find')
  if (!found.ok) return found
  if (found.value === undefined) return createUser(app, person)
  const { id, resource } = found.value
  const linked = await writeProfile(app, id, resource, person, 'W2.3 link: write')
  if (!linked.ok) return linked
  app.assigned.set(person.userName, id)
  return ok({ id })
}

async function createUser(app: WorkspaceOneApp, person: Person): Promise<Result<Assigned, Stopped>> {
  const body = createBody(app, person)
  const what = doing.creating(person.userName)
  const created = await postResource(app, 'Users', body, 'W2.2 assign: create', what, EMPTY_USER)
  if (!created.ok) return created
  const { id, resource, location, step } = created.value
  shouldShow(step, app, resource, person)
  app.assigned.set(person.userName, id)
  return ok({ id, created: { id, resource, location } })
}

/** GET, edit, PUT. */
export async function updateByPut(
  app: WorkspaceOneApp,
  id: string,
  person: Person,
  emptied: Emptied = 'left out',
): Promise<Result<JsonObject, Stopped>> {
  const what = doing.updating(person.userName)
  const current = await getResource(app, { collection: 'Users', id, step: 'W3.1 update: read', what })
  return current.ok ? writeProfile(app, id, current.value, person, 'W3.2 update: write', emptied) : current
}

async function writeProfile(
  app: WorkspaceOneApp,
  id: string,
  current: JsonObject,
  person: Person,
  step: string,
  emptied: Emptied = 'left out',
): Promise<Result<JsonObject, Stopped>> {
  const target: Target = { collection: 'Users', id, step, what: doing.updating(person.userName) }
  const written = await putResource(app, target, editedBody(app, current, person, emptied))
  if (!written.ok) return written
  const { step: judged, resource } = written.value
  shouldShow(judged, app, resource, person)
  const active = resource['active'] === true
  return judged.must('active is true afterwards', active, resource['active'], NOT_REACTIVATED)
    ? ok(resource)
    : judged.stop()
}

/** The other way to change a profile: only what changed, merged by the server. */
export async function updateByPatch(
  app: WorkspaceOneApp,
  id: string,
  person: Person,
  changes: JsonObject,
): Promise<Result<unknown, Stopped>> {
  const target: Target = {
    collection: 'Users',
    id,
    step: 'W3.3 update by PATCH',
    what: doing.updating(person.userName),
  }
  const patched = await patchResource(app, target, changes)
  if (!patched.ok) return patched
  const { step, resource } = patched.value
  const { meta: _removals, ...shown } = changes
  if (resource !== undefined) step.should('the answer shows every change', contains(resource, shown), resource)
  return patched
}

export async function setActive(
  app: WorkspaceOneApp,
  id: string,
  person: Person,
  active: boolean,
): Promise<Result<unknown, Stopped>> {
  const step = active ? 'W4.2 reactivate' : 'W4.1 deactivate'
  const what = active ? doing.updating(person.userName) : doing.deactivating(person.userName)
  const patched = await patchResource(app, { collection: 'Users', id, step, what }, { id, active })
  if (!patched.ok) return patched
  const { step: judged, resource } = patched.value
  if (resource !== undefined) shouldBeStatus(judged, resource, active)
  return patched
}

export const pushPassword = (
  app: WorkspaceOneApp,
  id: string,
  person: Person,
  password: string,
): Promise<Result<unknown, Stopped>> =>
  patchResource(
    app,
    { collection: 'Users', id, step: 'W4.3 push a password', what: doing.passwording(person.userName) },
    { id, password },
  )

/** Finds the inactive user, activates by PATCH, then writes the profile. */
export async function reassignUser(app: WorkspaceOneApp, person: Person): Promise<Result<Assigned, Stopped>> {
  const found = await findUser(app, person.userName, 'W4.4 re-assign: find')
  if (!found.ok) return found
  if (found.value === undefined) return createUser(app, person)
  const { id } = found.value
  const activated = await setActive(app, id, person, true)
  if (!activated.ok) return activated
  const written = await updateByPut(app, id, person)
  if (!written.ok) return written
  app.assigned.set(person.userName, id)
  return ok({ id })
}
