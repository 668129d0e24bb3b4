import type { Connector, GroupConnector } from '../moves/connector.ts'
import { formEncoded } from '../moves/filters.ts'
import { find } from '../moves/find.ts'
import { probeFound, probeMembers } from '../moves/probes.ts'
import { groupTask } from '../moves/remote-app.ts'
import { createOrConflict, patch, read, remove } from '../moves/send.ts'
import { createPeople } from '../people.ts'
import type { Scene } from '../provider.ts'
import { groupBody } from './bodies.ts'
import { groupQuery } from './connect.ts'
import type { Shapes } from './shapes.ts'

/** B4, without its parallel part. `userId` and `otherId` are two users. */
export async function changeMembers(
  { app }: Connector,
  shapes: Shapes,
  name: string,
  [userId, otherId]: readonly [string, string],
): Promise<void> {
  const found = await find(app, 'Groups', groupQuery(name), groupTask('find', name, 'B4.1 match the group'))
  if (!found.ok) return
  const made = await createOrConflict(
    app,
    'Groups',
    groupBody(name),
    groupTask('create', name, 'B4.2 create the group'),
  )
  if (!made.ok || made.value === undefined) return
  const { id } = made.value
  const bare = await read(
    app,
    'Groups',
    id,
    groupTask('read', name, 'B4.3 read the group'),
    'excludedAttributes=members',
  )
  if (bare.ok) {
    const step = app.checks.step('B4.3 read the group', `GET /Groups/${id}`)
    step.should('members are left out', !Object.hasOwn(bare.value, 'members'), bare.value)
  }
  const send = (step: string, ...operations: Parameters<typeof patch>[3]) =>
    patch(app, 'Groups', id, operations, groupTask('update', name, step))
  const both = shapes.addMembers([userId, otherId])
  await send('B4.4 add two members', both)
  await send('B4.5 add them again', both)
  await probeMembers(app, id, [userId, otherId], 'B4.5 look whether anybody is in twice')
  await send('B4.6 remove one', ...shapes.removeMembers([userId]))
  await probeMembers(app, id, [otherId], 'B4.6 look who is left')
  await send('B4.6 remove who is not in', ...shapes.removeMembers([userId]))
  await probeMembers(app, id, [otherId], 'B4.6 look who is left')
  await askForMembership({ app }, id, otherId, userId)
  await send('B4.7 rename', ...shapes.set([{ path: 'displayName', value: `${name} 2` }]))
  await refuseTheSameName({ app }, `${name} 2`)
  await send('B4.9 add and remove at once', shapes.addMembers([userId]), ...shapes.removeMembers([userId]))
  await probeMembers(app, id, [otherId], 'B4.9 look who is left')
  await remove(app, 'Groups', id, groupTask('delete', name, 'B5.5 delete the group'))
}

/** Older jobs ask whether somebody is in. */
async function askForMembership({ app }: Pick<Connector, 'app'>, id: string, member: string, stranger: string) {
  const ask = (userId: string) => `filter=${formEncoded(`id eq "${id}" and members eq "${userId}"`)}`
  await probeFound(app, 'Groups', ask(member), [id], 'B4.9 ask for a membership')
  await probeFound(app, 'Groups', ask(stranger), [], 'B4.9 ask for a membership')
}

async function refuseTheSameName({ app }: Pick<Connector, 'app'>, name: string): Promise<void> {
  const task = groupTask('create', name, 'B4.8 create a second group of that name')
  const second = await createOrConflict(app, 'Groups', groupBody(name), task)
  const step = app.checks.step(task.step, 'POST /Groups')
  step.should('the second one is refused with 409', second.ok && second.value === undefined, second)
  if (second.ok && second.value !== undefined) await remove(app, 'Groups', second.value.id, groupTask('delete', name))
}

const CROWD = 20

/** B4.4: the members of one group arrive side by side, each in a PATCH of its own. None may be lost. */
export async function changeInParallel(
  { app, users }: Connector,
  groups: GroupConnector,
  shapes: Shapes,
  { company, settings }: Scene,
): Promise<void> {
  const next = createPeople(`${settings.seed}/crowd`)
  const crowd = Array.from({ length: CROWD }, next).map((person) => ({
    ...person,
    userName: `crowd.${company.tag}.${person.userName}`,
    externalId: `crowd.${person.externalId}`,
  }))
  const added = await Promise.all(crowd.map((person) => users.add(person)))
  const ids = added.flatMap((each) => (each.ok ? [each.value] : []))
  const name = `Crowd ${company.tag}`
  const group = await groups.push({ name, members: [] })
  if (!group.ok) return
  const id = group.value
  const sendAll = (step: string, operations: (userId: string, i: number) => Parameters<typeof patch>[3]) =>
    Promise.all(
      ids.map((userId, i) => patch(app, 'Groups', id, operations(userId, i), groupTask('update', name, step))),
    )
  await sendAll('B4.4 add twenty in parallel', (userId) => [shapes.addMembers([userId])])
  await probeMembers(app, id, ids, 'B4.4 look for all twenty')
  await sendAll('B4.4 half leave in parallel', (userId, i) =>
    i % 2 === 0 ? shapes.removeMembers([userId]) : [shapes.addMembers([userId])],
  )
  const staying = ids.filter((_, i) => i % 2 === 1)
  await probeMembers(app, id, staying, 'B4.4 look for the ten who stay')
  await groups.delete(name)
  await Promise.all(crowd.map((person) => users.leave(person)))
}
