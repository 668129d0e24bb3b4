import { ok, type Result } from '../../shared/result.ts'
import type { Stopped } from '../checks.ts'
import type { PeopleGroup } from '../groups.ts'
import { createOktaWizard } from '../okta-wizard.ts'
import type { OktaConnector } from '../okta-connector.ts'
import type { Progress } from '../progress.ts'
import { liveADay } from './bulk.ts'
import { createOktaApp } from './app.ts'
import type { Company } from '../company.ts'
import { tryWrongToken } from './connect.ts'
import { importTwice } from './import-session.ts'
import { pushMany } from './many-members.ts'
import { probeActive, probeCreated, probeFound, probeGone, probeMembers } from './probes.ts'
import type { Transport } from '../wire/transport.ts'

/**
 * The life of a wizard app from "Test Connector Configuration" to the deletion of a group: every step once in detail on
 * the cast, then the whole company, then the imports. Ends early only where nothing after it could work.
 */
export async function runWizardSession(
  okta: OktaConnector,
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
  const lived = await liveInDetail(okta, company)
  progress('step by step', 1, 1)
  await liveADay(okta, company, progress)
  await pushMany(okta, company)
  progress('import', 0, 1)
  const imported = await importTwice(okta)
  progress('import', 1, 1)
  return lived.ok ? imported : lived
}

async function liveInDetail(okta: OktaConnector, company: Company): Promise<Result<unknown, Stopped>> {
  const [ann, bob, cyd] = company.cast
  const { app } = okta
  const assigned = await okta.assignUser(ann)
  if (!assigned.ok) return assigned
  const { id, created } = assigned.value
  if (created) await probeCreated(app, ann, created)

  const users: PeopleGroup = { name: `APP-Users-${company.tag}`, members: [ann] }
  const pushed = await okta.pushGroup(users)
  if (!pushed.ok) return pushed
  await probeMembers(app, pushed.value, users, 'A5.5 look at the group')

  await changeProfile(okta, company)
  await probeMembers(app, pushed.value, users, 'A3.3 memberships after a PUT with groups: []')
  await assignInAnotherApp(okta, company, users)

  await okta.assignUser(bob)
  const both = { ...users, members: [ann, bob, cyd] } // Cyd is not assigned, so is not pushed
  await okta.changeMembers(both)
  await probeMembers(app, pushed.value, both, 'A6.4 look at the group')
  await okta.changeMembers({ ...users, members: [ann] })
  await probeMembers(app, pushed.value, { ...users, members: [ann] }, 'A7.4 look at the group')

  const renamed = { name: `${users.name}-2`, members: [ann, bob] }
  await okta.renameGroup({ ...users, members: renamed.members }, renamed.name)
  await probeMembers(app, pushed.value, renamed, 'A8.4 look at the group')

  await leaveAndReturn(okta, company, renamed, pushed.value, id)
  await pushEmptyGroup(okta, company)
  return endGroup(okta, company, renamed, pushed.value)
}

/** A3, with an attribute emptied in each of the ways that Okta's mappings produce. */
async function changeProfile(okta: OktaConnector, { cast: [ann] }: Company): Promise<void> {
  const { department: _, ...withoutDepartment } = ann
  const { title: __, ...withoutBoth } = withoutDepartment
  await okta.updateProfile({ ...withoutDepartment, title: 'Director' })
  await okta.updateProfile(withoutBoth, 'empty text')
  await okta.updateProfile(ann)
  await okta.updateProfile(withoutBoth, 'null')
  const married = { ...ann, familyName: `${ann.familyName}-Doe`, displayName: `${ann.givenName} ${ann.familyName}-Doe` }
  await okta.updateProfile(married)
  await okta.updateProfile(ann)
}

/**
 * A4: an application that has forgotten, or never knew, finds the user and takes them over. It has *Import Groups* on,
 * so it reads the groups when it is saved, and pushes one that is there without looking for it.
 */
async function assignInAnotherApp({ app }: OktaConnector, { cast: [ann] }: Company, group: PeopleGroup): Promise<void> {
  const other = createOktaWizard(createOktaApp(app.transport, app.checks, { importGroups: true }))
  const saved = await other.save()
  if (!saved.ok) return
  const linked = await other.assignUser(ann)
  if (!linked.ok) return
  const step = app.checks.step('A4.4 compare', 'GET /Users')
  const { id, created } = linked.value
  step.should('the user was linked, not made a second time', created === undefined, id)
  step.should('the id is the same', id === app.assigned.get(ann.userName), id)
  const pushed = await other.pushGroup(group)
  const groupId = app.groups.get(group.name)?.id
  if (pushed.ok) step.should('the group was linked, not made a second time', pushed.value === groupId, pushed.value)
}

/** A9 to A11. */
async function leaveAndReturn(okta: OktaConnector, company: Company, group: PeopleGroup, groupId: string, id: string) {
  const { app } = okta
  const [ann] = company.cast
  const left = await okta.unassign(ann)
  if (!left.ok) return
  await probeActive(app, id, false, 'A9.3 look at the deactivated user')
  await probeFound(app, ann.userName, id, 'A9.3 look at the deactivated user')
  await probeMembers(app, groupId, group, 'A9.4 the group keeps who was deactivated', [id])
  await okta.pushNow(group)
  await probeMembers(app, groupId, group, 'A10.4 look at the group')

  const back = await okta.reassign(ann)
  if (!back.ok) return
  app.checks
    .step('A11.4 compare', 'GET /Users')
    .should('the id is the same as before', back.value.id === id, back.value.id)
  await probeActive(app, id, true, 'A11.5 look at the user')
  await okta.pushNow(group)
  await probeMembers(app, groupId, group, 'A11.6 look at the group')
}

async function pushEmptyGroup(okta: OktaConnector, company: Company): Promise<void> {
  const group = { name: `APP-Nobody-${company.tag}`, members: [] }
  const pushed = await okta.pushGroup(group)
  if (!pushed.ok) return
  await probeMembers(okta.app, pushed.value, group, 'A5.6 look at the empty group')
  await okta.deleteGroup(group.name)
}

/** A14. */
async function endGroup(
  okta: OktaConnector,
  company: Company,
  group: PeopleGroup,
  id: string,
): Promise<Result<unknown, Stopped>> {
  const deleted = await okta.deleteGroup(group.name)
  if (!deleted.ok) return deleted
  await probeGone(okta.app, `/Groups/${encodeURIComponent(id)}`, 'A14.2 look for the group')
  const [ann] = company.cast
  const userId = okta.app.assigned.get(ann.userName)
  if (userId !== undefined) await probeActive(okta.app, userId, true, 'A14.3 its members are still there')
  return ok(undefined)
}
