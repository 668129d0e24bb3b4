import { ok, type Result } from '../../shared/result.ts'
import type { Stopped } from '../checks.ts'
import type { PeopleGroup } from '../groups.ts'
import type { OktaConnector } from '../okta-connector.ts'
import type { Person } from '../people.ts'
import { textAt } from '../read-json.ts'
import type { Progress } from '../progress.ts'
import { liveADay } from './bulk.ts'
import type { Company } from '../company.ts'
import { tryWrongToken } from './connect.ts'
import { importTwice } from './import-session.ts'
import { ENTERPRISE_USER } from '../wire/urns.ts'
import { addMany } from './many-members.ts'
import { patchPassword, patchProfile } from './patch-user.ts'
import { probeActive, probeCreated, probeGone, probeMembers, probeUser } from './probes.ts'
import { runSpecTest, type SpecTest } from './spec-test.ts'
import type { Transport } from '../wire/transport.ts'

/** The life of a catalogue app: each step once in detail on the cast, the whole company, the imports, the SPEC test. */
export async function runCatalogueSession(
  okta: OktaConnector,
  company: Company,
  intruder: Transport,
  spec: SpecTest,
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
  await addMany(okta, company)
  progress('import', 0, 1)
  const imported = await importTwice(okta)
  progress('import', 1, 1)
  progress('SPEC test', 0, 1)
  await runSpecTest(spec)
  progress('SPEC test', 1, 1)
  return lived.ok ? imported : lived
}

async function liveInDetail(okta: OktaConnector, company: Company): Promise<Result<unknown, Stopped>> {
  const [ann, bob, , dan] = company.cast
  const { app } = okta
  const assigned = await okta.assignUser(ann)
  if (!assigned.ok) return assigned
  const { id, created } = assigned.value
  if (created) await probeCreated(app, ann, created)
  await changeProfile(okta, ann, id)

  const users: PeopleGroup = { name: `APP-Users-${company.tag}`, members: [ann] }
  const pushed = await okta.pushGroup(users)
  if (!pushed.ok) return pushed
  await probeMembers(app, pushed.value, users, 'A5.5 look at the group')

  await leaveAndReturn(okta, ann, id)
  await probeMembers(app, pushed.value, users, '3.6 memberships after leaving and returning')
  await okta.assignUser(bob)
  await okta.assignUser(dan)
  const renamed = await changeGroup(okta, company, users, pushed.value)
  await meetTheUnexpected(okta, company, renamed, pushed.value)

  const deleted = await okta.deleteGroup(renamed.name)
  if (!deleted.ok) return deleted
  await probeGone(app, `/Groups/${encodeURIComponent(pushed.value)}`, 'A14.2 look for the group')
  return ok(undefined)
}

/** Steps 1 and 4: PUT, PATCH with a nested name and one enterprise attribute, and a password. */
async function changeProfile(okta: OktaConnector, ann: Person, id: string): Promise<void> {
  const { app } = okta
  await okta.updateProfile({ ...ann, title: 'Director' })
  const changes = { title: 'VP', name: { givenName: 'Janet' }, [ENTERPRISE_USER]: { department: 'R&D' } }
  await patchProfile(app, id, ann, changes)
  const after = await probeUser(app, id, '1.2 look at the merge')
  const step = app.checks.step('1.2 look at the merge', `GET /Users/${id}`)
  const names = after['name']
  step.should('the given name changed', textAt(names, 'givenName') === 'Janet', names)
  step.should('the family name, not mentioned, stays', textAt(names, 'familyName') === ann.familyName, names)
  const enterprise = after[ENTERPRISE_USER]
  step.should('the department changed', textAt(enterprise, 'department') === 'R&D', enterprise)
  const number = textAt(enterprise, 'employeeNumber')
  step.should('the employee number, not mentioned, stays', number === ann.employeeNumber, enterprise)
  step.should('active stays', after['active'] === true, after['active'])
  await patchPassword(app, id, ann, 'N3wP4ss!')
  const hidden = await probeUser(app, id, '4.2 look for the password')
  app.checks
    .step('4.2 look for the password', `GET /Users/${id}`)
    .should('no password comes back', !Object.hasOwn(hidden, 'password'), 'a password')
  await okta.updateProfile(ann)
}

/** Steps 2 and 3. */
async function leaveAndReturn(okta: OktaConnector, ann: Person, id: string): Promise<void> {
  const left = await okta.unassign(ann)
  if (!left.ok) return
  await probeActive(okta.app, id, false, '2.2 look at the deactivated user')
  const back = await okta.reassign(ann)
  if (!back.ok) return
  const step = okta.app.checks.step('3.5 compare', 'GET /Users')
  step.should('the id is the same as before', back.value.id === id, back.value.id)
  await probeActive(okta.app, id, true, '3.5 compare')
}

/** Steps 5 to 7. Answers with the group as it is called afterwards. */
async function changeGroup(
  okta: OktaConnector,
  { cast }: Company,
  users: PeopleGroup,
  id: string,
): Promise<PeopleGroup> {
  const [ann, bob] = cast
  const { app } = okta
  const renamed = { name: `${users.name}-2`, members: [ann] }
  await okta.renameGroup(users, renamed.name)
  await probeMembers(app, id, renamed, '5.2 look at the renamed group')
  const swapped = { ...renamed, members: [bob] }
  await okta.changeMembers(swapped)
  await probeMembers(app, id, swapped, '6.3 look at the members')
  const both = { ...renamed, members: [ann, bob] }
  await okta.pushNow(both)
  await probeMembers(app, id, both, '7.2 look at the members')
  await okta.pushNow({ ...renamed, members: [] })
  await probeMembers(app, id, { ...renamed, members: [] }, '7.3 look at the emptied group')
  return both
}

/**
 * Step 9: what Okta believes is out of date. Removing who is not a member, adding who is one already, and removing a
 * user whom somebody deleted on the server's side must all be answered as done.
 */
async function meetTheUnexpected(
  okta: OktaConnector,
  { cast }: Company,
  group: PeopleGroup,
  id: string,
): Promise<void> {
  const [ann, bob, , dan] = cast
  const { app } = okta
  await okta.pushNow(group)
  const known = app.groups.get(group.name)?.members ?? []
  const danId = app.assigned.get(dan.userName)
  const annId = app.assigned.get(ann.userName)
  if (danId === undefined || annId === undefined) return

  app.groups.set(group.name, { id, members: [...known, { value: danId, display: dan.userName }] })
  await okta.changeMembers(group) // removes Dan, who never was in
  app.groups.set(group.name, { id, members: known.filter(({ value }) => value !== annId) })
  await okta.changeMembers(group) // adds Ann, who is in
  await probeMembers(app, id, group, '9.1 look at the members')

  await okta.changeMembers({ ...group, members: [ann, bob, dan] })
  const gone = await app.transport.send('DELETE', `/Users/${encodeURIComponent(danId)}`)
  if (gone.status !== 204) return // not every server lets users be deleted
  await okta.changeMembers(group) // removes Dan, who is no more
  await probeMembers(app, id, group, '9.2 look at the members')
  app.assigned.delete(dan.userName)
  await okta.reassign(dan)
}
