import type { Result } from '../shared/result.ts'
import type { Stopped } from './checks.ts'
import type { PeopleGroup } from './groups.ts'
import type { OktaApp } from './okta/app.ts'
import type { Assigned } from './okta/assign.ts'
import type { Imported } from './okta/import-all.ts'
import type { Emptied } from './okta/profile.ts'
import type { Person } from './people.ts'

/**
 * What an administrator of Okta can set off in one application. Each operation sends what that kind of application
 * sends, in its order, stops where it would stop, and notes every check in `app.checks`.
 */
export type OktaConnector = {
  readonly app: OktaApp
  /** The number of users on the other side. */
  testConnection(): Promise<Result<number, Stopped>>
  save(): Promise<Result<number, Stopped>>
  assignUser(person: Person): Promise<Result<Assigned, Stopped>>
  /** `person` as they are now. */
  updateProfile(person: Person, emptied?: Emptied): Promise<Result<unknown, Stopped>>
  unassign(person: Person): Promise<Result<unknown, Stopped>>
  reassign(person: Person): Promise<Result<Assigned, Stopped>>
  /** Each answers with the remote id of the group. `group` as it is now, under the name it was pushed with. */
  pushGroup(group: PeopleGroup): Promise<Result<string, Stopped>>
  changeMembers(group: PeopleGroup): Promise<Result<string, Stopped>>
  renameGroup(group: PeopleGroup, newName: string): Promise<Result<string, Stopped>>
  pushNow(group: PeopleGroup): Promise<Result<string, Stopped>>
  deleteGroup(name: string): Promise<Result<string, Stopped>>
  importAll(): Promise<Result<Imported, Stopped>>
}
