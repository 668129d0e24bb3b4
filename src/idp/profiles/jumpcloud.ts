import { ok, type Result } from '../../shared/result.ts'
import type { Stopped } from '../checks.ts'
import { asMembers, coreUser, emptyGroup } from '../moves/bodies.ts'
import { membersByPatch, renameByPatch } from '../moves/change-group.ts'
import { companyProvider } from '../moves/company-provider.ts'
import type { Connector } from '../moves/connector.ts'
import { comparison, percentEncoded } from '../moves/filters.ts'
import type { MemberChange } from '../moves/groups.ts'
import { groupByQuery } from '../moves/look-for-group.ts'
import { userByQuery } from '../moves/look-for-user.ts'
import { probeGone, probeMembers } from '../moves/probes.ts'
import { groupTask, type RemoteApp, userTask } from '../moves/remote-app.ts'
import { create, type Operation, patch, read, remove, replace } from '../moves/send.ts'
import { activeByPut, byPut } from '../moves/update-user.ts'
import { generatePeople } from '../people.ts'
import type { Scene } from '../provider.ts'
import { bearerAppearance } from '../wire/bearer-appearance.ts'

const byName = (attribute: string, name: string): string => `filter=${percentEncoded(comparison(attribute, name))}`
const adding = (ids: readonly string[]): Operation => ({ op: 'add', path: 'members', value: asMembers(ids) })
const removing = (ids: readonly string[]): Operation => ({ op: 'remove', path: 'members', value: asMembers(ids) })

/** One PATCH per kind of change, and who came is added a second time. */
const repeatingAdds = ({ came, left }: MemberChange): Operation[][] => [
  ...(came.length > 0 ? [[adding(came)], [adding(came)]] : []),
  ...(left.length > 0 ? [[removing(left)]] : []),
]

export const jumpcloud = companyProvider({
  title: 'JumpCloud',
  sources: [
    'JumpCloud: custom SCIM identity management',
    'Infisical/infisical#2138: member adds are repeated',
    'community reports on the removal of members',
  ],
  asOf: '2026-10',
  appearance: (token) => bearerAppearance(token, { contentType: 'application/json' }),
  firstRequest: `/Users?${byName('userName', 'nobody')}`,
  connect: activate,
  users: {
    look: userByQuery(({ userName }) => byName('userName', userName)),
    body: coreUser,
    update: byPut(coreUser),
    setActive: activeByPut((person, active) => ({ ...coreUser(person), active })),
  },
  groups: {
    looks: 'first',
    look: groupByQuery((name) => byName('displayName', name)),
    body: emptyGroup,
    membersIn: 'change',
    changeMembers: membersByPatch(repeatingAdds),
    rename: renameByPatch((_, displayName) => [{ op: 'replace', path: 'displayName', value: displayName }]),
  },
  habits: addTwice,
})

/** "Activate" makes a real user and a real group, changes them and deletes them; nothing is saved unless all of it works. */
async function activate(app: RemoteApp, { settings }: Scene): Promise<Result<unknown, Stopped>> {
  const [tester] = generatePeople(`${settings.seed}/jumpcloud`, 1)
  if (tester === undefined) return ok(undefined)
  const person = { ...tester, userName: `jumpcloud.test.${settings.seed}@example.com`.toLowerCase() }
  const task = (name: string) => ({ ...userTask('connect', name, `activate: ${name}`) })
  const user = await create(app, 'Users', coreUser(person), task('create a user'))
  if (!user.ok) return user
  const { id } = user.value
  const seen = await read(app, 'Users', id, task('read the user'))
  if (!seen.ok) return seen
  const changed = await replace(app, 'Users', id, coreUser({ ...person, title: 'Tester' }), task('change the user'))
  if (!changed.ok) return changed
  const group = await activateGroup(app, `JumpCloud Test ${settings.seed}`, id)
  if (!group.ok) return group
  const gone = await remove(app, 'Users', id, task('delete the user'))
  if (gone.ok) await probeGone(app, 'Users', id, 'activate: look for the user')
  return gone
}

async function activateGroup(app: RemoteApp, name: string, userId: string): Promise<Result<unknown, Stopped>> {
  const task = (what: string) => groupTask('connect', name, `activate: ${what}`)
  const group = await create(app, 'Groups', emptyGroup(name), task('create a group'))
  if (!group.ok) return group
  const { id } = group.value
  const seen = await read(app, 'Groups', id, task('read the group'))
  if (!seen.ok) return seen
  const filled = await patch(app, 'Groups', id, [adding([userId])], task('fill the group'))
  return filled.ok ? remove(app, 'Groups', id, task('delete the group')) : filled
}

async function addTwice({ app, users }: Connector, { company }: Scene): Promise<void> {
  const [ann, bob] = company.cast
  const [one, two] = [await users.add(ann), await users.add(bob)]
  const name = `Twice ${company.tag}`
  const made = await create(app, 'Groups', emptyGroup(name), groupTask('create', name))
  if (!one.ok || !two.ok || !made.ok) return
  const { id } = made.value
  const both = [one.value, two.value]
  await patch(app, 'Groups', id, [adding(both)], groupTask('update', name, 'add members'))
  await patch(app, 'Groups', id, [adding(both)], groupTask('update', name, 'add members again'))
  await probeMembers(app, id, both, 'look whether anybody is in twice')
  await patch(app, 'Groups', id, [removing([one.value])], groupTask('update', name, 'remove one of two'))
  await probeMembers(app, id, [two.value], 'look who is left')
  await remove(app, 'Groups', id, groupTask('delete', name))
}
