import type { JsonObject } from '../../shared/json.ts'
import { ok, type Result } from '../../shared/result.ts'
import type { Stopped } from '../checks.ts'
import type { Person } from '../people.ts'
import type { UserConnector } from './connector.ts'
import { type RemoteApp, remoteUser, userTask } from './remote-app.ts'
import { create, createOrConflict, remove } from './send.ts'

/** How one provider treats users, as data; {@link habitualUsers} makes a connector of it. */
export type UserHabits = {
  /** How somebody is looked up before the POST; absent where the POST comes first. */
  readonly look?: LookForUser
  /** How somebody who is in the way is found; absent where a 409 is the end of it. */
  readonly lookAfter409?: LookForUser
  readonly body: (person: Person) => JsonObject
  /** What answers must show, where that is not what the body says. */
  readonly shows?: (person: Person) => JsonObject
  readonly update: UserUpdate
  /** Absent: people who leave are deleted, and made anew when they return. */
  readonly setActive?: SetActive
}

export type LookForUser = (
  app: RemoteApp,
  person: Person,
) => Promise<Result<{ readonly id: string } | undefined, Stopped>>
export type UserUpdate = (
  app: RemoteApp,
  id: string,
  person: Person,
  shows: JsonObject,
) => Promise<Result<unknown, Stopped>>
export type SetActive = (
  app: RemoteApp,
  id: string,
  person: Person,
  active: boolean,
) => Promise<Result<unknown, Stopped>>

export function habitualUsers(app: RemoteApp, habits: UserHabits): UserConnector {
  const { body, update, setActive, look, lookAfter409 } = habits
  const shows = habits.shows ?? body
  const finding = look ?? lookAfter409 ?? nobody

  const link = async (person: Person, id: string) => {
    const updated = await update(app, id, person, shows(person))
    if (updated.ok) app.users.set(person.userName, id)
    return updated.ok ? ok(id) : updated
  }
  const make = async (person: Person) => {
    const task = userTask('create', person.userName)
    const post = lookAfter409 ? createOrConflict : create
    const made = await post(app, 'Users', body(person), task, shows(person))
    if (!made.ok) return made
    if (made.value === undefined) return linkTaken(app, person, lookAfter409 ?? nobody, link)
    app.users.set(person.userName, made.value.id)
    return ok(made.value.id)
  }
  const add = async (person: Person) => {
    const found = look ? await look(app, person) : ok(undefined)
    if (!found.ok) return found
    return found.value === undefined ? make(person) : link(person, found.value.id)
  }

  return {
    leaving: setActive === undefined ? 'deleted' : 'disabled',
    shows,
    add,
    async change(person) {
      const id = remoteUser(app, person.userName)
      return id.ok ? link(person, id.value) : id
    },
    async leave(person) {
      const id = remoteUser(app, person.userName)
      if (!id.ok) return id
      app.users.delete(person.userName)
      const left = await (setActive
        ? setActive(app, id.value, person, false)
        : remove(app, 'Users', id.value, userTask('delete', person.userName)))
      if (left.ok && !setActive) leaveGroups(app, id.value)
      return left.ok ? id : left
    },
    async bringBack(person) {
      if (!setActive) return add(person)
      const found = await finding(app, person)
      if (!found.ok || found.value === undefined) return found.ok ? make(person) : found
      const { id } = found.value
      const back = await setActive(app, id, person, true)
      if (back.ok) app.users.set(person.userName, id)
      return back.ok ? ok(id) : back
    },
  }
}

const nobody: LookForUser = () => Promise.resolve(ok(undefined))

/** Who is deleted is in no group any more. */
function leaveGroups(app: RemoteApp, id: string): void {
  for (const [name, group] of app.groups) {
    if (group.members.includes(id)) {
      app.groups.set(name, { ...group, members: group.members.filter((each) => each !== id) })
    }
  }
}

/** The POST said 409: the lookup must then find who is in the way. */
async function linkTaken(
  app: RemoteApp,
  person: Person,
  look: LookForUser,
  link: (person: Person, id: string) => Promise<Result<string, Stopped>>,
): Promise<Result<string, Stopped>> {
  const found = await look(app, person)
  if (!found.ok) return found
  const step = app.checks.step('find user', 'GET /Users')
  step.must('who is in the way is found', found.value !== undefined, person.userName)
  return found.value === undefined ? step.stop() : link(person, found.value.id)
}
