import type { JsonObject } from '../../shared/json.ts'
import { ok } from '../../shared/result.ts'
import type { Person } from '../people.ts'
import { userTask } from './remote-app.ts'
import { type Operation, patch, read, replace } from './send.ts'
import type { SetActive, UserUpdate } from './users.ts'

/** Profiles by PUT; `readsFirst`: after a GET, whose answer is written over. */
export const byPut =
  (body: (person: Person, current: JsonObject, id: string) => JsonObject, readsFirst = false): UserUpdate =>
  async (app, id, person, shows) => {
    const current = readsFirst ? await read(app, 'Users', id, userTask('read', person.userName)) : ok({})
    if (!current.ok) return current
    return replace(app, 'Users', id, body(person, current.value, id), userTask('update', person.userName), shows)
  }

/** Profiles by PATCH; `readsFirst`: after a GET. */
export const byPatch =
  (operations: (person: Person) => readonly Operation[], readsFirst = false): UserUpdate =>
  async (app, id, person) => {
    const current = readsFirst ? await read(app, 'Users', id, userTask('read', person.userName)) : ok({})
    return current.ok ? patch(app, 'Users', id, operations(person), userTask('update', person.userName)) : current
  }

/** Leaving and returning by PATCH. */
export const activeByPatch =
  (operations: (active: boolean) => readonly Operation[]): SetActive =>
  async (app, id, person, active) => {
    const task = userTask('update', person.userName, active ? 'enable user' : 'disable user')
    const patched = await patch(app, 'Users', id, operations(active), task)
    if (!patched.ok || patched.value === undefined) return patched
    const step = app.checks.step(task.step, `PATCH /Users/${id}`)
    step.should(`active is ${active} afterwards`, patched.value['active'] === active, patched.value['active'])
    return patched
  }

/** Leaving and returning by PUT of the whole user. */
export const activeByPut =
  (body: (person: Person, active: boolean, id: string) => JsonObject): SetActive =>
  (app, id, person, active) => {
    const task = userTask('update', person.userName, active ? 'enable user' : 'disable user')
    return replace(app, 'Users', id, body(person, active, id), task, { active })
  }
