import { isJsonObject, type JsonObject } from '../../shared/json.ts'
import type { Result } from '../../shared/result.ts'
import type { Stopped } from '../checks.ts'
import type { Person } from '../people.ts'
import type { OktaApp } from './app.ts'
import { type Patched, patchResource } from './patch.ts'
import { doing } from './sentences.ts'

/** A path-less `replace`: the only shape of user PATCH that Okta's catalogue apps send. */
const replaceIn = (app: OktaApp, id: string, value: JsonObject, step: string, what: string) =>
  patchResource(app, { collection: 'Users', id, step, what }, [{ op: 'replace', value }])

/**
 * Profile by PATCH, an option of newer catalogue apps. Only what changed is sent; nested objects mean a merge: what they
 * do not name is to stay.
 */
export async function patchProfile(
  app: OktaApp,
  id: string,
  person: Person,
  changes: JsonObject,
): Promise<Result<Patched, Stopped>> {
  const patched = await replaceIn(app, id, changes, '1.1 update by PATCH', doing.updating(person.userName))
  if (!patched.ok) return patched
  const { step, resource } = patched.value
  if (resource !== undefined) {
    step.should('the answer shows every change', contains(resource, changes), resource)
  }
  return patched
}

export async function patchActive(
  app: OktaApp,
  id: string,
  person: Person,
  active: boolean,
): Promise<Result<Patched, Stopped>> {
  const what = active ? doing.updating(person.userName) : doing.deactivating(person.userName)
  const patched = await replaceIn(app, id, { active }, active ? '3.2 reactivate' : '2.1 deactivate', what)
  if (!patched.ok) return patched
  const { step, resource } = patched.value
  if (resource !== undefined)
    step.should(`active is ${active} afterwards`, resource['active'] === active, resource['active'])
  return patched
}

export async function patchPassword(
  app: OktaApp,
  id: string,
  person: Person,
  password: string,
): Promise<Result<Patched, Stopped>> {
  return replaceIn(app, id, { password }, '4.1 push a password', doing.passwording(person.userName))
}

/** Whether everything in `part` is in `whole`, objects member by member. */
export function contains(whole: JsonObject, part: JsonObject): boolean {
  return Object.entries(part).every(([key, value]) => {
    const there = whole[key]
    return isJsonObject(value) && isJsonObject(there) ? contains(there, value) : there === value
  })
}
