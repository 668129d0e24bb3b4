import type { PeopleGroup } from '../groups.ts'
import type { OktaConnector } from '../okta-connector.ts'
import type { Person } from '../people.ts'
import { type Progress, withProgress } from '../progress.ts'
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

/** Every twentieth gets a new title, and every fortieth moves to a department or leaves theirs. */
export async function changeSome(
  okta: OktaConnector,
  people: readonly Person[],
  progress: Progress,
): Promise<Person[]> {
  const changed = people.filter((_, i) => i % 20 === 0).map((person, i) => promoted(person, i % 2 === 0))
  await withProgress('change profiles', changed, USER_WORKERS, progress, (person) => okta.updateProfile(person))
  return changed
}

/** Every thirtieth leaves. */
export async function deactivateSome(
  okta: OktaConnector,
  people: readonly Person[],
  progress: Progress,
): Promise<Person[]> {
  const leaving = people.filter((_, i) => i % 30 === 7)
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
    const smaller = { ...group, members: group.members.filter((_, i) => i % 10 !== 3) }
    const changed = await okta.changeMembers(smaller)
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

function promoted(person: Person, moves: boolean): Person {
  const { department: _, ...rest } = person
  return { ...rest, title: 'Director', ...(moves && { department: 'Strategy' }) }
}
