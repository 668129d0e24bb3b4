import type { OktaConnector } from './okta-connector.ts'
import { assignedId } from './okta/members.ts'
import type { WorkspaceOneApp } from './okta/workspace-one/app.ts'
import { saveIntegration, testConnection } from './okta/workspace-one/connect.ts'
import { changeMembers, deleteGroup, pushGroup, pushNow, renameGroup } from './okta/workspace-one/groups.ts'
import { importAll } from './okta/workspace-one/imports.ts'
import { assignUser, reassignUser, setActive, updateByPut } from './okta/workspace-one/users.ts'

/** Okta's catalogue app "VMware Workspace ONE": SCIM 1.1, profiles by GET and PUT, everything else by partial PATCH. */
export function createOktaWorkspaceOne(app: WorkspaceOneApp): OktaConnector & { readonly app: WorkspaceOneApp } {
  return {
    app,
    testConnection: () => testConnection(app),
    save: () => saveIntegration(app),
    assignUser: (person) => assignUser(app, person),
    async updateProfile(person, emptied) {
      const id = assignedId(app, person.userName)
      return id.ok ? updateByPut(app, id.value, person, emptied) : id
    },
    async unassign(person) {
      const id = assignedId(app, person.userName)
      if (!id.ok) return id
      app.assigned.delete(person.userName)
      return setActive(app, id.value, person, false)
    },
    reassign: (person) => reassignUser(app, person),
    pushGroup: (group) => pushGroup(app, group),
    changeMembers: (group) => changeMembers(app, group),
    renameGroup: (group, newName) => renameGroup(app, group, newName),
    pushNow: (group) => pushNow(app, group),
    deleteGroup: (name) => deleteGroup(app, name),
    importAll: () => importAll(app),
  }
}
