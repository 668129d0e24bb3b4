import { ok, type Result } from '../../shared/result.ts'
import type { Stopped } from '../checks.ts'
import type { PeopleGroup } from '../groups.ts'
import type { Member, OktaApp } from './app.ts'
import { createGroup } from './create.ts'
import { findGroup } from './find.ts'
import { assignedMembers, pushedGroup, shouldHaveMembers } from './members.ts'
import { type PatchOperation, patchResource } from './patch.ts'
import { doing } from './sentences.ts'

/** The catalogue app's first push: look for the name, then create, or link and overwrite the members. */
export async function pushGroupByPatch(app: OktaApp, group: PeopleGroup): Promise<Result<string, Stopped>> {
  const members = assignedMembers(app, group)
  const cached = app.groups.get(group.name)
  const found = cached || app.importGroups ? ok(cached) : await findGroup(app, group.name, 'A5.1 push group: find')
  if (!found.ok) return found
  if (found.value !== undefined) {
    app.groups.set(group.name, { id: found.value.id })
    return pushNowByPatch(app, group)
  }
  const created = await createGroup(app, group.name, members, 'A5.2 push group: create')
  return created.ok ? ok(created.value.id) : created
}

/** Membership change: the name first, though it is the same, then what left and what came, in one PATCH. */
export async function changeMembersByPatch(app: OktaApp, group: PeopleGroup): Promise<Result<string, Stopped>> {
  const remote = pushedGroup(app, group.name)
  if (!remote.ok) return remote
  const { id, members: before = [] } = remote.value
  const named = await sendName(app, id, group.name, '6.1 change members: name first')
  if (!named.ok) return named
  const members = assignedMembers(app, group)
  const operations = difference(before, members)
  if (operations.length > 0) {
    const changed = await sendMembers(app, id, group.name, operations, members, '6.2 change members')
    if (!changed.ok) return changed
  }
  app.groups.set(group.name, { id, members })
  return ok(id)
}

export async function renameGroupByPatch(
  app: OktaApp,
  group: PeopleGroup,
  newName: string,
): Promise<Result<string, Stopped>> {
  const remote = pushedGroup(app, group.name)
  if (!remote.ok) return remote
  const renamed = await sendName(app, remote.value.id, newName, '5.1 rename')
  if (!renamed.ok) return renamed
  app.groups.delete(group.name)
  app.groups.set(newName, remote.value)
  return ok(remote.value.id)
}

/** "Push now" overwrites the whole list, also with an empty one. */
export async function pushNowByPatch(app: OktaApp, group: PeopleGroup): Promise<Result<string, Stopped>> {
  const remote = pushedGroup(app, group.name)
  if (!remote.ok) return remote
  const { id } = remote.value
  const members = assignedMembers(app, group)
  const operations: PatchOperation[] = [{ op: 'replace', path: 'members', value: members }]
  const pushed = await sendMembers(app, id, group.name, operations, members, '7.1 push now')
  if (!pushed.ok) return pushed
  app.groups.set(group.name, { id, members })
  return ok(id)
}

/** Okta repeats the id inside the value, where it means nothing. */
async function sendName(app: OktaApp, id: string, displayName: string, stepName: string) {
  const target = { collection: 'Groups', id, step: stepName, what: doing.pushing(displayName) } as const
  const patched = await patchResource(app, target, [{ op: 'replace', value: { id, displayName } }])
  if (!patched.ok) return patched
  const { step, resource } = patched.value
  if (resource)
    step.should('displayName is what was sent', resource['displayName'] === displayName, resource['displayName'])
  return patched
}

async function sendMembers(
  app: OktaApp,
  id: string,
  name: string,
  operations: readonly PatchOperation[],
  wanted: readonly Member[],
  stepName: string,
) {
  const target = { collection: 'Groups', id, step: stepName, what: doing.pushing(name) } as const
  const patched = await patchResource(app, target, operations)
  if (!patched.ok) return patched
  const { step, resource } = patched.value
  // an answer may leave the members out (a large group), but not show wrong ones
  if (resource && Object.hasOwn(resource, 'members')) shouldHaveMembers(step, resource, wanted)
  return patched
}

function difference(before: readonly Member[], after: readonly Member[]): PatchOperation[] {
  const [old, now] = [before, after].map((list) => new Set(list.map(({ value }) => value)))
  const left = before.filter(({ value }) => !now?.has(value))
  const came = after.filter(({ value }) => !old?.has(value))
  return [
    ...left.map(({ value }): PatchOperation => ({ op: 'remove', path: `members[value eq ${JSON.stringify(value)}]` })),
    ...(came.length > 0 ? [{ op: 'add', path: 'members', value: came } as const] : []),
  ]
}
