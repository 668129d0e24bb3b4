import type { JsonObject } from '../../shared/json.ts'
import type { Result } from '../../shared/result.ts'
import type { Stopped } from '../checks.ts'
import type { PeopleGroup } from '../groups.ts'
import type { Person } from '../people.ts'
import type { RemoteApp } from './remote-app.ts'

/** What an administrator can set off in one application. Every operation answers with the remote id. */
export type Connector = {
  readonly app: RemoteApp
  readonly users: UserConnector
  /** Absent where the provider knows users only. */
  readonly groups?: GroupConnector
}

export type UserConnector = {
  /** What becomes of people who leave. */
  readonly leaving: 'disabled' | 'deleted'
  /** Creates somebody, or takes over who is there already. */
  add(person: Person): Promise<Result<string, Stopped>>
  /** `person` as they are now. */
  change(person: Person): Promise<Result<string, Stopped>>
  leave(person: Person): Promise<Result<string, Stopped>>
  bringBack(person: Person): Promise<Result<string, Stopped>>
  /** What a GET of the user must show. */
  shows(person: Person): JsonObject
}

export type GroupConnector = {
  push(group: PeopleGroup): Promise<Result<string, Stopped>>
  /** `group` as it is now, under the name it was pushed with. */
  changeMembers(group: PeopleGroup): Promise<Result<string, Stopped>>
  rename(group: PeopleGroup, newName: string): Promise<Result<string, Stopped>>
  delete(name: string): Promise<Result<string, Stopped>>
}
