import { fail, ok, type Result } from '../../shared/result.ts'
import type { Checks, Stopped } from '../checks.ts'
import type { PeopleGroup } from '../groups.ts'
import type { Answer, Transport } from '../wire/transport.ts'

/** What a provider keeps about one application: how it is reached, and where everybody is on the other side. */
export type RemoteApp = {
  readonly transport: Transport
  readonly checks: Checks
  readonly says: Sentences
  /** `userName` → remote id, of everybody who is provisioned now. */
  readonly users: Map<string, string>
  /** Name → remote group, as it was last sent. */
  readonly groups: Map<string, RemoteGroup>
}

export type RemoteGroup = {
  readonly id: string
  /** Remote ids of those whom the provider has put there. */
  readonly members: readonly string[]
  /** The group was there before; strangers may be in it, whom the provider neither knows nor removes. */
  readonly takenOver?: true
}

export type Collection = 'Users' | 'Groups'

/** What a provider is about to do, for the sentence that its administrator reads when it fails. */
export type Doing = {
  readonly act: 'connect' | 'find' | 'create' | 'read' | 'update' | 'delete' | 'import'
  readonly collection: Collection
  /** `userName` or `displayName`. */
  readonly name: string
}

/** The sentence for a refused request, or `undefined` where it is not known. */
export type Sentences = (doing: Doing, answer: Answer) => string | undefined

/** One request of a session: the step it is noted under, and what it is for. */
export type Task = { readonly step: string; readonly doing: Doing }

export const createRemoteApp = (transport: Transport, checks: Checks, says: Sentences): RemoteApp => ({
  transport,
  checks,
  says,
  users: new Map(),
  groups: new Map(),
})

export const userTask = (act: Doing['act'], name: string, step = `${act} user`): Task => ({
  step,
  doing: { act, collection: 'Users', name },
})

export const groupTask = (act: Doing['act'], name: string, step = `${act} group`): Task => ({
  step,
  doing: { act, collection: 'Groups', name },
})

/** Nothing is sent, and nothing is noted, for somebody who was never provisioned. */
export function remoteUser(app: RemoteApp, userName: string): Result<string, Stopped> {
  const id = app.users.get(userName)
  return id === undefined ? fail({ step: 'look the user up', what: `${userName} is not provisioned` }) : ok(id)
}

export function remoteGroup(app: RemoteApp, name: string): Result<RemoteGroup, Stopped> {
  const group = app.groups.get(name)
  return group === undefined ? fail({ step: 'look the group up', what: `the group ${name} was never sent` }) : ok(group)
}

/** Remote ids of those members who are provisioned; the others are left out, as every provider does. */
export const memberIds = (app: RemoteApp, group: PeopleGroup): string[] =>
  group.members.flatMap(({ userName }) => app.users.get(userName) ?? [])
