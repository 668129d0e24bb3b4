import type { OktaConnector } from './okta-connector.ts'
import type { OktaApp } from './okta/app.ts'
import { assignUser } from './okta/assign.ts'
import { saveIntegration, testConnection } from './okta/connect.ts'
import { deleteGroup } from './okta/delete-group.ts'
import { importAll } from './okta/import-all.ts'
import { assignedId } from './okta/members.ts'
import { changeMembersByPatch, pushGroupByPatch, pushNowByPatch, renameGroupByPatch } from './okta/patch-group.ts'
import { patchActive } from './okta/patch-user.ts'
import { reactivateUser } from './okta/reactivate-user.ts'
import { pushProfile } from './okta/replace-user.ts'

/** An app of Okta's catalogue: profiles by GET and PUT unless its maker chose PATCH, everything else by PATCH. */
export function createOktaCatalogue(app: OktaApp): OktaConnector {
  return {
    app,
    testConnection: () => testConnection(app),
    save: () => saveIntegration(app),
    assignUser: (person) => assignUser(app, person),
    async updateProfile(person, emptied) {
      const id = assignedId(app, person.userName)
      return id.ok ? pushProfile(app, id.value, person, ['A3.1 update: read', 'A3.2 update: write'], emptied) : id
    },
    async unassign(person) {
      const id = assignedId(app, person.userName)
      if (!id.ok) return id
      app.assigned.delete(person.userName)
      return patchActive(app, id.value, person, false)
    },
    reassign: (person) => reactivateUser(app, person),
    pushGroup: (group) => pushGroupByPatch(app, group),
    changeMembers: (group) => changeMembersByPatch(app, group),
    renameGroup: (group, newName) => renameGroupByPatch(app, group, newName),
    pushNow: (group) => pushNowByPatch(app, group),
    deleteGroup: (name) => deleteGroup(app, name),
    importAll: () => importAll(app),
  }
}
