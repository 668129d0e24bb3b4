import type { JsonObject } from '../../shared/json.ts'
import { ok, type Result } from '../../shared/result.ts'
import type { Stopped } from '../checks.ts'
import type { PeopleGroup } from '../groups.ts'
import { objectAt } from '../read-json.ts'
import type { Member, OktaApp, RemoteGroup } from './app.ts'
import { createGroup } from './create.ts'
import { fetchResource } from './fetch.ts'
import { findGroup } from './find.ts'
import { CORE_GROUP } from '../wire/urns.ts'
import { isTaken } from './judge.ts'
import { shouldBeResource, shouldBeScimJson } from '../wire/judge.ts'
import { assignedMembers, pushedGroup, shouldHaveMembers } from './members.ts'
import { doing } from './sentences.ts'

/**
 * The wizard app's first push: look for the name (in the cache when *Import Groups* is on), create, and at once GET and
 * PUT the same again. A group that is there already is taken over by the GET and PUT alone.
 */
export async function pushGroupByPut(app: OktaApp, group: PeopleGroup): Promise<Result<string, Stopped>> {
  const members = assignedMembers(app, group)
  const remote = await findOrCreate(app, group.name, members)
  if (!remote.ok) return remote
  const { id } = remote.value
  const current = await fetchResource(app, 'Groups', id, 'A5.3 push group: read', doing.pushing(group.name))
  if (!current.ok) return current
  const body = { schemas: [CORE_GROUP], id, displayName: group.name, members }
  const written = await putGroup(app, id, body, members, 'A5.4 push group: write')
  if (!written.ok) return written
  app.groups.set(group.name, { id, members })
  return ok(id)
}

async function findOrCreate(
  app: OktaApp,
  name: string,
  members: readonly Member[],
): Promise<Result<RemoteGroup, Stopped>> {
  const cached = app.groups.get(name)
  if (cached) return ok(cached)
  if (!app.importGroups) {
    const found = await findGroup(app, name, 'A5.1 push group: find')
    if (!found.ok) return found
    if (found.value) return ok(found.value)
  }
  return createGroup(app, name, members, 'A5.2 push group: create')
}

export type GroupEdit = {
  /** Names of the steps in messages: `A6`, `A7`, `A8`, `A10`. */
  readonly step: string
  readonly title: string
  readonly newName?: string
}

/**
 * Every later push, whatever its reason: two GETs, two PUTs with the complete list, and a removal shows only in the
 * second of them.
 */
export async function pushAgainByPut(
  app: OktaApp,
  group: PeopleGroup,
  edit: GroupEdit,
): Promise<Result<string, Stopped>> {
  const remote = pushedGroup(app, group.name)
  if (!remote.ok) return remote
  const { id, members: before } = remote.value
  const members = assignedMembers(app, group)
  const displayName = edit.newName ?? group.name
  const read = () => fetchResource(app, 'Groups', id, `${edit.step}.1 ${edit.title}: read`, doing.pushing(group.name))
  await read()
  const current = await read()
  if (!current.ok) return current
  // here the rest of what the GET returned goes along, `meta` included
  const write = (list: readonly Member[], nth: string) =>
    putGroup(
      app,
      id,
      { ...current.value, displayName, members: list },
      list,
      `${edit.step}.${nth} ${edit.title}: write`,
    )
  const first = await write(removesSomebody(before, members) ? (before ?? members) : members, '2')
  if (!first.ok) return first
  const second = await write(members, '3')
  if (!second.ok) return second
  app.groups.delete(group.name)
  app.groups.set(displayName, { id, members })
  return ok(id)
}

function removesSomebody(before: readonly Member[] | undefined, after: readonly Member[]): boolean {
  const kept = new Set(after.map(({ value }) => value))
  return before?.some(({ value }) => !kept.has(value)) ?? false
}

async function putGroup(
  app: OktaApp,
  id: string,
  body: JsonObject & { readonly displayName: string },
  members: readonly Member[],
  stepName: string,
): Promise<Result<JsonObject, Stopped>> {
  const answer = await app.transport.send('PUT', `/Groups/${encodeURIComponent(id)}`, body)
  const step = app.checks.step(stepName, answer.request)
  const what = doing.pushing(body.displayName)
  if (!isTaken(step, answer, [200], what)) return step.stop()
  const group = objectAt(answer.json)
  step.must('the body is not empty', group !== undefined, answer.text, `${what}: null`)
  if (group === undefined) return step.stop()
  shouldBeScimJson(step, answer)
  shouldBeResource(step, group, 'Group')
  step.should('the id stays', group['id'] === id, group['id'])
  step.should('displayName comes back as it was sent', group['displayName'] === body.displayName, group['displayName'])
  shouldHaveMembers(step, group, members)
  return ok(group)
}
