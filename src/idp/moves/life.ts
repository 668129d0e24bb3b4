import { ok, type Result } from '../../shared/result.ts'
import type { Stopped } from '../checks.ts'
import type { Company } from '../company.ts'
import type { PeopleGroup } from '../groups.ts'
import { type Progress, withProgress } from '../progress.ts'
import { leaversOf, promotedOf, withFewer } from '../working-day.ts'
import type { Connector, GroupConnector } from './connector.ts'
import { probe, probeActive, probeAmongMembers, probeGone, probeGroup, probeMembers, probeShows } from './probes.ts'
import { memberIds } from './remote-app.ts'

/** One person and one group through everything that can happen to them, with a look after each step. */
export async function liveInDetail(
  connector: Connector,
  /** The same provider with an application that has forgotten everybody. */
  forgetful: Connector,
  company: Company,
): Promise<Result<unknown, Stopped>> {
  const { app, users, groups } = connector
  const { cast, tag } = company
  const [ann, bob] = cast
  const added = await users.add(ann)
  if (!added.ok) return added
  const id = added.value
  await probeShows(app, 'Users', id, users.shows(ann), 'look at the new user')
  const linked = await forgetful.users.add(ann)
  if (!linked.ok) return linked
  app.checks
    .step('link', 'GET /Users')
    .should('who is there is taken over, not made twice', linked.value === id, linked)
  const promoted = { ...ann, title: 'Director', department: 'R&D' }
  await users.change(promoted)
  await probeShows(app, 'Users', id, users.shows(promoted), 'look at the changed user')
  const second = await users.add(bob)
  if (!second.ok) return second
  if (groups) await shapeGroup(connector, groups, { name: `Detail ${tag}`, members: [ann] }, { cast })
  await leaveAndReturn(connector, company)
  return ok(id)
}

async function shapeGroup(
  { app }: Connector,
  groups: GroupConnector,
  group: PeopleGroup,
  { cast: [ann, bob] }: Pick<Company, 'cast'>,
): Promise<void> {
  const pushed = await groups.push(group)
  if (!pushed.ok) return
  const id = pushed.value
  await probeGroup(app, id, group, 'look at the new group')
  for (const members of [[ann, bob], [bob], [], [ann, bob]]) {
    await groups.changeMembers({ ...group, members })
    await probeGroup(app, id, { ...group, members }, 'look at the members')
  }
  const renamed = { name: `${group.name} (2)`, members: [ann, bob] }
  await groups.rename({ ...group, members: renamed.members }, renamed.name)
  await probeGroup(app, id, renamed, 'look at the renamed group')
  await groups.delete(renamed.name)
  await probeGone(app, 'Groups', id, 'look for the deleted group')
  const [member] = memberIds(app, renamed)
  if (member !== undefined) await probe(app, 'Users', member, 'its members are still there')
}

async function leaveAndReturn({ app, users, groups }: Connector, { cast: [ann], tag }: Company) {
  const group = { name: `Leaving ${tag}`, members: [ann] }
  const pushed = groups ? await groups.push(group) : undefined
  const left = await users.leave(ann)
  if (!left.ok) return
  const id = left.value
  if (users.leaving === 'disabled') await probeActive(app, id, false, 'look at the disabled user')
  else await probeGone(app, 'Users', id, 'look for the deleted user')
  if (pushed?.ok)
    await probeMembers(app, pushed.value, users.leaving === 'disabled' ? [id] : [], 'membership of a leaver')
  const back = await users.bringBack(ann)
  if (back.ok) {
    const step = app.checks.step('return', 'GET /Users')
    if (users.leaving === 'disabled') step.should('the id is the same as before', back.value === id, back.value)
    await probeActive(app, back.value, true, 'look at who returned')
  }
  if (groups && pushed?.ok) await groups.delete(group.name)
}

/** How many people and groups a provider works on at once. */
export type Workers = { readonly users: number; readonly groups: number }

/** The whole company, and what a day brings; the cast is spared the changes. */
export async function liveADay(
  { users, groups }: Connector,
  { cast, others, groups: teams }: Company,
  workers: Workers,
  progress: Progress,
): Promise<void> {
  await withProgress('add people', [...cast, ...others], workers.users, progress, (person) => users.add(person))
  if (groups) await withProgress('push groups', teams, workers.groups, progress, (group) => groups.push(group))
  const promoted = promotedOf(others)
  await withProgress('change profiles', promoted, workers.users, progress, (person) => users.change(person))
  const leavers = leaversOf(others)
  await withProgress('leave', leavers, workers.users, progress, (person) => users.leave(person))
  if (!groups) return
  const changed = teams.slice(0, 5).map(withFewer)
  await withProgress('change groups', changed, workers.groups, progress, (group) => groups.changeMembers(group))
}

/** At the end everybody is where the provider believes them to be, and in the groups it put them into. */
export async function callTheRoll({ app }: Connector, progress: Progress): Promise<void> {
  const stepName = 'look at the groups at the end'
  await withProgress('compare', [...app.groups.values()], 4, progress, async ({ id, members, takenOver }) => {
    if (takenOver) await probeAmongMembers(app, id, members, stepName)
    else await probeMembers(app, id, members, stepName)
  })
}
