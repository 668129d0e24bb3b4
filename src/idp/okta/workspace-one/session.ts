import { ok, type Result } from '../../../shared/result.ts'
import type { Stopped } from '../../checks.ts'
import type { PeopleGroup } from '../../groups.ts'
import type { OktaConnector } from '../../okta-connector.ts'
import type { Person } from '../../people.ts'
import type { Progress } from '../../progress.ts'
import { liveADay } from '../bulk.ts'
import type { Company } from '../../company.ts'
import { addMany } from '../many-members.ts'
import { probeMembers } from '../probes.ts'
import type { Transport } from '../../wire/transport.ts'
import { ENTERPRISE, type WorkspaceOneApp } from './app.ts'
import { tryWrongToken } from './connect.ts'
import { importTwice } from './imports.ts'
import { probeCreated, probeGone, probeMerge, probeRefusals, probeStatus } from './probes.ts'
import { assignUser, pushPassword, updateByPatch } from './users.ts'

/** The life of the catalogue app "VMware Workspace ONE": every step once in detail, the whole company, the imports. */
export async function runWorkspaceOneSession(
  okta: OktaConnector & { readonly app: WorkspaceOneApp },
  company: Company,
  intruder: Transport,
  progress: Progress,
): Promise<Result<number, Stopped>> {
  progress('connect', 0, 1)
  await tryWrongToken(okta.app, intruder)
  const tested = await okta.testConnection()
  if (!tested.ok) return tested
  const saved = await okta.save()
  if (!saved.ok) return saved
  progress('connect', 1, 1)
  progress('step by step', 0, 1)
  const lived = await liveInDetail(okta, okta.app, company)
  progress('step by step', 1, 1)
  await liveADay(okta, company, progress)
  await addMany(okta, company)
  progress('import', 0, 1)
  const imported = await importTwice(okta.app)
  progress('import', 1, 1)
  return lived.ok ? imported : lived
}

async function liveInDetail(
  okta: OktaConnector,
  app: WorkspaceOneApp,
  company: Company,
): Promise<Result<unknown, Stopped>> {
  const [ann, bob] = company.cast
  const assigned = await okta.assignUser(ann)
  if (!assigned.ok) return assigned
  const { id, created } = assigned.value
  if (created) await probeCreated(app, ann, created)
  await changeProfile(okta, app, ann, id)
  await linkFromAnotherApp(app, ann, id)

  const users: PeopleGroup = { name: `APP-Users-${company.tag}`, members: [ann] }
  const pushed = await okta.pushGroup(users)
  if (!pushed.ok) return pushed
  await probeMembers(app, pushed.value, users, 'W5.3 look at the group')
  await leaveAndReturn(okta, app, ann, id)
  await probeMembers(app, pushed.value, users, 'W5.4 memberships after leaving and returning')

  await okta.assignUser(bob)
  const renamed = await changeGroup(okta, app, users, pushed.value, bob)
  await probeRefusals(app, ann)
  const deleted = await okta.deleteGroup(renamed.name)
  if (!deleted.ok) return deleted
  await probeGone(app, `/Groups/${encodeURIComponent(pushed.value)}`, 'W7.2 look for the group')
  return ok(undefined)
}

/** By PUT, with an attribute emptied in each of the ways that mappings produce; by a partial PATCH; and a password. */
async function changeProfile(okta: OktaConnector, app: WorkspaceOneApp, ann: Person, id: string): Promise<void> {
  const { department: _, title: __, ...without } = ann
  await okta.updateProfile({ ...ann, title: 'Director' })
  await okta.updateProfile(without, 'empty text')
  await okta.updateProfile(ann)
  await okta.updateProfile(without, 'null')
  await okta.updateProfile(ann)
  await updateByPatch(app, id, ann, {
    meta: { attributes: ['title'] },
    name: { givenName: 'Janet' },
    [ENTERPRISE]: { department: 'R&D' },
  })
  await probeMerge(app, id, ann)
  await pushPassword(app, id, ann, 'N3wP4ss!')
  await okta.updateProfile(ann)
}

/** An application that has forgotten, or never knew, finds the user and takes them over. */
async function linkFromAnotherApp(app: WorkspaceOneApp, ann: Person, id: string): Promise<void> {
  const linked = await assignUser({ ...app, assigned: new Map() }, ann)
  if (!linked.ok) return
  const step = app.checks.step('W2.6 compare', 'GET /Users')
  step.should('the user was linked, not made a second time', linked.value.created === undefined, linked.value.id)
  step.should('the id is the same', linked.value.id === id, linked.value.id)
}

async function leaveAndReturn(okta: OktaConnector, app: WorkspaceOneApp, ann: Person, id: string): Promise<void> {
  const left = await okta.unassign(ann)
  if (!left.ok) return
  await probeStatus(app, id, false, 'W4.5 look at the deactivated user')
  const back = await okta.reassign(ann)
  if (!back.ok) return
  const step = app.checks.step('W4.6 compare', 'GET /Users')
  step.should('the id is the same as before', back.value.id === id, back.value.id)
  await probeStatus(app, id, true, 'W4.6 compare')
}

/** Names, members in both directions, and what Okta believes though it is out of date. Answers with the group as it is then. */
async function changeGroup(
  okta: OktaConnector,
  app: WorkspaceOneApp,
  users: PeopleGroup,
  id: string,
  bob: Person,
): Promise<PeopleGroup> {
  const renamed = { ...users, name: `${users.name}-2` }
  await okta.renameGroup(users, renamed.name)
  await probeMembers(app, id, renamed, 'W6.5 look at the renamed group')
  const both = { ...renamed, members: [...renamed.members, bob] }
  for (const group of [both, { ...renamed, members: [bob] }, both, { ...renamed, members: [] }]) {
    await okta.changeMembers(group)
    await probeMembers(app, id, group, 'W6.6 look at the members')
  }
  await okta.pushNow(both)
  await probeMembers(app, id, both, 'W6.7 look at what was pushed now')
  app.groups.set(renamed.name, { id, members: [{ value: 'nobody', display: 'nobody' }] })
  await okta.changeMembers(both) // removes who never was in, adds who is in
  await probeMembers(app, id, both, 'W6.8 look at the members')
  return both
}
