import type { JsonObject } from '../../shared/json.ts'
import { ok, type Result } from '../../shared/result.ts'
import type { Stopped } from '../checks.ts'
import type { PeopleGroup } from '../groups.ts'
import type { GroupConnector } from './connector.ts'
import { groupTask, memberIds, type RemoteApp, type RemoteGroup, remoteGroup } from './remote-app.ts'
import { createOrConflict, remove } from './send.ts'

/** How one provider treats groups, as data; {@link habitualGroups} makes a connector of it. */
export type GroupHabits = {
  readonly look: LookForGroup
  /** Whether a group is looked up before the POST, or only when that says 409. */
  readonly looks: 'first' | 'after 409'
  /** The body of the POST; `members` are remote ids, empty for a provider that never sends them there. */
  readonly body: (name: string, members: readonly string[]) => JsonObject
  readonly shows?: (name: string, members: readonly string[]) => JsonObject
  /** Whether the POST brings the members, or a change right after it. */
  readonly membersIn: 'POST' | 'change'
  readonly changeMembers: ChangeMembers
  readonly rename: RenameGroup
}

/** What is different from what was last sent; all are remote ids. */
export type MemberChange = {
  readonly id: string
  readonly name: string
  readonly came: readonly string[]
  readonly left: readonly string[]
  readonly all: readonly string[]
}

export type LookForGroup = (
  app: RemoteApp,
  name: string,
) => Promise<Result<{ readonly id: string } | undefined, Stopped>>
export type ChangeMembers = (app: RemoteApp, change: MemberChange) => Promise<Result<unknown, Stopped>>
export type RenameGroup = (
  app: RemoteApp,
  group: { readonly id: string; readonly members: readonly string[] },
  newName: string,
) => Promise<Result<unknown, Stopped>>

export function habitualGroups(app: RemoteApp, habits: GroupHabits): GroupConnector {
  const changeMembers = async (group: PeopleGroup) => {
    const remote = remoteGroup(app, group.name)
    if (!remote.ok) return remote
    const { id, members: before } = remote.value
    const change = differenceOf(id, group.name, before, memberIds(app, group))
    if (change.came.length === 0 && change.left.length === 0) return ok(id)
    const changed = await habits.changeMembers(app, change)
    if (!changed.ok) return changed
    app.groups.set(group.name, { ...remote.value, members: change.all })
    return ok(id)
  }
  return {
    async push(group) {
      const members = habits.membersIn === 'POST' ? memberIds(app, group) : []
      const there = await findOrCreate(app, habits, group.name, members)
      if (!there.ok) return there
      app.groups.set(group.name, there.value)
      return changeMembers(group)
    },
    changeMembers,
    async rename(group, newName) {
      const remote = remoteGroup(app, group.name)
      if (!remote.ok) return remote
      const renamed = await habits.rename(app, remote.value, newName)
      if (!renamed.ok) return renamed
      app.groups.delete(group.name)
      app.groups.set(newName, remote.value)
      return ok(remote.value.id)
    },
    async delete(name) {
      const remote = remoteGroup(app, name)
      if (!remote.ok) return remote
      const gone = await remove(app, 'Groups', remote.value.id, groupTask('delete', name))
      if (gone.ok) app.groups.delete(name)
      return gone
    },
  }
}

/** A group that was there already is taken over with nobody known in it. */
async function findOrCreate(
  app: RemoteApp,
  habits: GroupHabits,
  name: string,
  members: readonly string[],
): Promise<Result<RemoteGroup, Stopped>> {
  const found = habits.looks === 'first' ? await habits.look(app, name) : ok(undefined)
  if (!found.ok) return found
  if (found.value !== undefined) return ok({ id: found.value.id, members: [], takenOver: true as const })
  const body = habits.body(name, members)
  const shows = habits.shows?.(name, members) ?? body
  const made = await createOrConflict(app, 'Groups', body, groupTask('create', name), shows)
  if (!made.ok) return made
  if (made.value !== undefined) return ok({ id: made.value.id, members })
  const taken = await habits.look(app, name)
  if (!taken.ok) return taken
  const step = app.checks.step('find group', 'GET /Groups')
  step.must('the group in the way is found', taken.value !== undefined, name)
  return taken.value === undefined ? step.stop() : ok({ id: taken.value.id, members: [], takenOver: true as const })
}

function differenceOf(id: string, name: string, before: readonly string[], all: readonly string[]): MemberChange {
  const [old, now] = [new Set(before), new Set(all)]
  return { id, name, all, came: all.filter((each) => !old.has(each)), left: before.filter((each) => !now.has(each)) }
}
