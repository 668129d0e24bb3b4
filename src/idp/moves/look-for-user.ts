import { ok } from '../../shared/result.ts'
import { canonicalKey } from '../../shared/text.ts'
import type { Person } from '../people.ts'
import { find, readNames } from './find.ts'
import { type RemoteApp, userTask } from './remote-app.ts'
import type { LookForUser } from './users.ts'

/** By a filter, encoded by the caller; `none`: 404 is taken for "nobody". */
export const userByQuery =
  (query: (person: Person) => string, none?: 404): LookForUser =>
  (app, person) =>
    find(app, 'Users', query(person), userTask('find', person.userName), none)

/** Reads everybody there is, compares the names at home, and remembers them. */
export function userByReadingAll(count: number): LookForUser {
  const known = new WeakMap<RemoteApp, ReadonlyMap<string, string>>()
  return async (app, { userName }) => {
    const key = canonicalKey(userName)
    const before = known.get(app)?.get(key)
    if (before !== undefined) return ok({ id: before })
    const all = await readNames(app, 'Users', 'userName', count, userTask('find', userName))
    if (!all.ok) return all
    known.set(app, all.value)
    const id = all.value.get(key)
    return ok(id === undefined ? undefined : { id })
  }
}
