import type { PeopleGroup } from '../groups.ts'
import type { OktaConnector } from '../okta-connector.ts'
import type { Person } from '../people.ts'
import { type Progress, withProgress } from '../progress.ts'
import { leaversOf, promotedOf, withFewer } from '../working-day.ts'
import type { Company } from '../company.ts'

// Okta works on several people at once, and on one group by one worker at a time.
const USER_WORKERS = 8
const GROUP_WORKERS = 4

export async function assignPeople(okta: OktaConnector, people: readonly Person[], progress: Progress): Promise<void> {
  await withProgress('assign people', people, USER_WORKERS, progress, (person) => okta.assignUser(person))
}

export async function pushGroups(
  okta: OktaConnector,
  groups: readonly PeopleGroup[],
  progress: Progress,
): Promise<void> {
  await withProgress('push groups', groups, GROUP_WORKERS, progress, (group) => okta.pushGroup(group))
}

export async function changeSome(
  okta: OktaConnector,
  people: readonly Person[],
  progress: Progress,
): Promise<Person[]> {
  const changed = promotedOf(people)
  await withProgress('change profiles', changed, USER_WORKERS, progress, (person) => okta.updateProfile(person))
  return changed
}

export async function deactivateSome(
  okta: OktaConnector,
  people: readonly Person[],
  progress: Progress,
): Promise<Person[]> {
  const leaving = leaversOf(people)
  await withProgress('deactivate', leaving, USER_WORKERS, progress, (person) => okta.unassign(person))
  return leaving
}

/** Groups lose a tenth of their members, then get "Push now", which also takes out who was deactivated. */
export async function shrinkGroups(
  okta: OktaConnector,
  groups: readonly PeopleGroup[],
  progress: Progress,
): Promise<void> {
  await withProgress('change groups', groups, GROUP_WORKERS, progress, async (group) => {
    const changed = await okta.changeMembers(withFewer(group))
    return changed.ok ? okta.pushNow(group) : changed
  })
}

/** All of the above, as a working day would bring it; the cast is spared the changes. */
export async function liveADay(okta: OktaConnector, company: Company, progress: Progress): Promise<void> {
  const { cast, others, groups } = company
  const unassigned = [...cast, ...others].filter(({ userName }) => !okta.app.assigned.has(userName))
  await assignPeople(okta, unassigned, progress)
  await pushGroups(okta, groups, progress)
  await changeSome(okta, others, progress)
  await deactivateSome(okta, others, progress)
  await shrinkGroups(okta, groups.slice(0, 5), progress)
}
