import type { Json, JsonObject } from '../shared/json.ts'
import { equal, refused, statusIs } from './expect.ts'
import type { Resource, Scim } from './scim.ts'

export const WORK = { type: 'work', value: 'bjensen@example.com', primary: true }
export const HOME = { type: 'home', value: 'babs@jensen.org' }

/** Creates a user with `before`, patches it, and answers with what a GET gives then. */
export async function patched(scim: Scim, before: JsonObject, ...operations: readonly Json[]): Promise<Resource> {
  const ada = await scim.user(before)
  statusIs(await scim.patch(`/Users/${ada.id}`, operations), 200, 204)
  return scim.read(ada)
}

/** The same where the operations are to be refused and to change nothing. */
export async function refusedPatch(
  scim: Scim,
  before: JsonObject,
  operations: readonly Json[],
  ...scimTypes: readonly string[]
): Promise<void> {
  const ada = await scim.user(before)
  refused(await scim.patch(`/Users/${ada.id}`, operations), 400, ...scimTypes)
  equal(await scim.read(ada), ada, 'the user')
}
