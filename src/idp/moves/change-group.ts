import type { JsonObject } from '../../shared/json.ts'
import { ok } from '../../shared/result.ts'
import type { ChangeMembers, MemberChange, RenameGroup } from './groups.ts'
import { groupTask } from './remote-app.ts'
import { type Operation, patch, replace } from './send.ts'

/** Sends one PATCH for every list of operations. */
export const membersByPatch =
  (requests: (change: MemberChange) => readonly (readonly Operation[])[]): ChangeMembers =>
  async (app, change) => {
    for (const operations of requests(change)) {
      const patched = await patch(
        app,
        'Groups',
        change.id,
        operations,
        groupTask('update', change.name, 'change members'),
      )
      if (!patched.ok) return patched
    }
    return ok(change.id)
  }

export const membersByPut =
  (body: (id: string, name: string, members: readonly string[]) => JsonObject): ChangeMembers =>
  (app, { id, name, all }) =>
    replace(app, 'Groups', id, body(id, name, all), groupTask('update', name, 'change members'))

export const renameByPatch =
  (operations: (id: string, newName: string) => readonly Operation[]): RenameGroup =>
  (app, { id }, newName) =>
    patch(app, 'Groups', id, operations(id, newName), groupTask('update', newName, 'rename group'))

export const renameByPut =
  (body: (id: string, name: string, members: readonly string[]) => JsonObject): RenameGroup =>
  (app, { id, members }, newName) =>
    replace(app, 'Groups', id, body(id, newName, members), groupTask('update', newName, 'rename group'))
