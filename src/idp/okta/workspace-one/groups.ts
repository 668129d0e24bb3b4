import type { JsonObject } from '../../../shared/json.ts'
import { ok, type Result } from '../../../shared/result.ts'
import type { Stopped } from '../../checks.ts'
import type { PeopleGroup } from '../../groups.ts'
import type { Member } from '../app.ts'
import { isTaken } from '../judge.ts'
import { assignedMembers, pushedGroup } from '../members.ts'
import { doing } from '../sentences.ts'
import { CORE, type WorkspaceOneApp } from './app.ts'
import { findGroup } from './find.ts'
import { patchResource, pathOf, postResource, type Target } from './write-resource.ts'

/** First push: the name alone, with a description that cannot be kept back; the members follow in a PATCH. */
export async function pushGroup(app: WorkspaceOneApp, group: PeopleGroup): Promise<Result<string, Stopped>> {
  const found = await known(app, group.name)
  if (!found.ok) return found
  if (found.value !== undefined) {
    app.groups.set(group.name, { id: found.value })
    return pushNow(app, group)
  }
  const what = doing.pushing(group.name)
  const created = await postResource(app, 'Groups', bodyOf(group), 'W5.2 push group: create', what, `${what}: null`)
  if (!created.ok) return created
  const { id, resource, step } = created.value
  const shown = resource['displayName']
  step.should('displayName comes back as it was sent', shown === group.name, shown)
  app.groups.set(group.name, { id, members: [] })
  return changeMembers(app, group)
}

const bodyOf = ({ name }: PeopleGroup): JsonObject => ({
  schemas: [CORE, 'urn:okta:custom:group:1.0'],
  displayName: name,
  'urn:okta:custom:group:1.0': { description: `Everybody in ${name}` },
})

/** By what was read when the integration was saved, else by asking. */
async function known(app: WorkspaceOneApp, name: string): Promise<Result<string | undefined, Stopped>> {
  const cached = app.groups.get(name)
  if (cached !== undefined) return ok(cached.id)
  const found = await findGroup(app, name, 'W5.1 push group: find')
  return found.ok ? ok(found.value?.id) : found
}

/** The name first, though it is the same, as with every change of members; then who left and who came. */
export async function changeMembers(app: WorkspaceOneApp, group: PeopleGroup): Promise<Result<string, Stopped>> {
  const remote = pushedGroup(app, group.name)
  if (!remote.ok) return remote
  const { id, members: before = [] } = remote.value
  const named = await sendName(app, id, group.name, 'W6.1 change members: name first')
  if (!named.ok) return named
  const after = assignedMembers(app, group)
  const left = missingIn(after, before)
  const came = missingIn(before, after)
  const elements = [...left.map((member) => ({ ...member, operation: 'delete' })), ...came]
  if (elements.length > 0) {
    const target = targetOf(id, group.name, 'W6.2 change members')
    const changed = await patchResource(app, target, { members: elements })
    if (!changed.ok) return changed
  }
  app.groups.set(group.name, { id, members: after })
  return ok(id)
}

const missingIn = (some: readonly Member[], all: readonly Member[]): readonly Member[] => {
  const ids = new Set(some.map(({ value }) => value))
  return all.filter(({ value }) => !ids.has(value))
}

export async function renameGroup(
  app: WorkspaceOneApp,
  group: PeopleGroup,
  newName: string,
): Promise<Result<string, Stopped>> {
  const remote = pushedGroup(app, group.name)
  if (!remote.ok) return remote
  const renamed = await sendName(app, remote.value.id, newName, 'W6.3 rename')
  if (!renamed.ok) return renamed
  app.groups.delete(group.name)
  app.groups.set(newName, remote.value)
  return ok(remote.value.id)
}

/** "Push now" overwrites the whole list: all leave by name, and those who belong there join. */
export async function pushNow(app: WorkspaceOneApp, group: PeopleGroup): Promise<Result<string, Stopped>> {
  const remote = pushedGroup(app, group.name)
  if (!remote.ok) return remote
  const { id } = remote.value
  const members = assignedMembers(app, group)
  const target = targetOf(id, group.name, 'W6.4 push now')
  const pushed = await patchResource(app, target, { meta: { attributes: ['members'] }, members })
  if (!pushed.ok) return pushed
  app.groups.set(group.name, { id, members })
  return ok(id)
}

export async function deleteGroup(app: WorkspaceOneApp, name: string): Promise<Result<string, Stopped>> {
  const remote = pushedGroup(app, name)
  if (!remote.ok) return remote
  const target = targetOf(remote.value.id, name, 'W7.1 delete the group')
  const answer = await app.transport.send('DELETE', pathOf(target))
  const step = app.checks.step(target.step, answer.request)
  if (!isTaken(step, answer, [200, 204], doing.deletingGroup(name))) return step.stop()
  app.groups.delete(name)
  return ok(remote.value.id)
}

const targetOf = (id: string, name: string, step: string): Target => ({
  collection: 'Groups',
  id,
  step,
  what: doing.pushing(name),
})

async function sendName(app: WorkspaceOneApp, id: string, displayName: string, step: string) {
  const patched = await patchResource(app, targetOf(id, displayName, step), { id, displayName })
  if (!patched.ok) return patched
  const shown = patched.value.resource?.['displayName']
  patched.value.step.should('displayName is what was sent', shown === undefined || shown === displayName, shown)
  return patched
}
