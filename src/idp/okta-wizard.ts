import type { OktaConnector } from './okta-connector.ts'
import type { OktaApp } from './okta/app.ts'
import { assignUser } from './okta/assign.ts'
import { saveIntegration, testConnection } from './okta/connect.ts'
import { deleteGroup } from './okta/delete-group.ts'
import { importAll } from './okta/import-all.ts'
import { assignedId } from './okta/members.ts'
import { pushAgainByPut, pushGroupByPut } from './okta/put-group.ts'
import { flipActive, pushProfile } from './okta/replace-user.ts'

/** The app made with Okta's app integration wizard: everything that exists is changed by GET and PUT. */
export function createOktaWizard(app: OktaApp): OktaConnector {
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
      // unassigned in Okta whatever the other side says: a failed request is not repeated, a task is left
      app.assigned.delete(person.userName)
      return flipActive(app, id.value, person, ['A9.1 unassign: read', 'A9.2 unassign: write'])
    },
    reassign: (person) => assignUser(app, person, true),
    pushGroup: (group) => pushGroupByPut(app, group),
    changeMembers: (group) => pushAgainByPut(app, group, { step: 'A6-A7', title: 'change members' }),
    renameGroup: (group, newName) => pushAgainByPut(app, group, { step: 'A8', title: 'rename', newName }),
    pushNow: (group) => pushAgainByPut(app, group, { step: 'A10', title: 'push now' }),
    deleteGroup: (name) => deleteGroup(app, name),
    importAll: () => importAll(app),
  }
}
