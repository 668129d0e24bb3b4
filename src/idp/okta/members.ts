import type { JsonObject } from '../../shared/json.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import type { Step, Stopped } from '../checks.ts'
import type { PeopleGroup } from '../groups.ts'
import { listAt, textAt } from '../read-json.ts'
import type { Member, OktaApp, RemoteGroup } from './app.ts'

/** Okta pushes only those members who are assigned to the application; the others are left out without a word. */
export function assignedMembers(app: OktaApp, group: PeopleGroup): Member[] {
  return group.members.flatMap(({ userName }) => {
    const value = app.assigned.get(userName)
    return value === undefined ? [] : [{ value, display: userName }]
  })
}

export function shouldHaveMembers(step: Step, group: JsonObject, wanted: readonly Member[]): void {
  const found = (listAt(group, 'members') ?? []).map((member) => textAt(member, 'value'))
  const expected = new Set(wanted.map(({ value }) => value))
  const exact = found.length === expected.size && found.every((id) => id !== undefined && expected.has(id))
  step.should(
    'the group has exactly the members that were sent',
    exact,
    `${found.length} members, ${expected.size} sent`,
  )
}

/** The remote group of that name. Nothing is sent, and nothing is noted, for a group that was never pushed. */
export function pushedGroup(app: OktaApp, name: string): Result<RemoteGroup, Stopped> {
  const remote = app.groups.get(name)
  return remote ? ok(remote) : fail({ step: 'look the group up', what: `the group ${name} was never pushed` })
}

/** The same for somebody who is assigned. */
export function assignedId(app: OktaApp, userName: string): Result<string, Stopped> {
  const id = app.assigned.get(userName)
  return id === undefined ? fail({ step: 'look the user up', what: `${userName} is not assigned` }) : ok(id)
}
