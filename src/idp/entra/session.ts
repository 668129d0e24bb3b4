import type { Connector } from '../moves/connector.ts'
import { probeShows } from '../moves/probes.ts'
import { userTask } from '../moves/remote-app.ts'
import { create } from '../moves/send.ts'
import type { Person } from '../people.ts'
import type { Scene } from '../provider.ts'
import { wholeUserBody } from './bodies.ts'
import { probeLiveness } from './connect.ts'
import { departForGood } from './departure.ts'
import { changeManager } from './manager.ts'
import { changeInParallel, changeMembers } from './members.ts'
import { askInEveryWay } from './queries.ts'
import { changeRoles } from './roles.ts'
import type { Shapes } from './shapes.ts'
import { updateInDetail } from './update.ts'

/** B2 to B6 on people of its own, who are gone at the end. */
export async function playSession(connector: Connector, shapes: Shapes, scene: Scene): Promise<void> {
  const { app, users, groups } = connector
  const { tag, cast } = scene.company
  const [, bob, cyd, dan] = cast
  const manager = await users.add(bob)
  if (!manager.ok || groups === undefined) return
  const ella = { ...cyd, userName: `ella.${cyd.userName}`, externalId: `ella.${cyd.externalId}` }
  const id = await createWhole(connector, ella)
  if (id !== undefined) {
    await updateInDetail(connector, shapes, id, ella, manager.value)
    const renamed = { ...ella, externalId: 'ella2', email: 'ella.e@example.com' }
    await askInEveryWay(connector, id, { ...renamed, externalId: 'ella2' }, manager.value)
    await changeManager(connector, id, ella.userName, manager.value)
    await changeRoles(connector, id, ella.userName)
    await changeMembers(connector, shapes, `Design ${tag}`, [id, manager.value])
    await departForGood(connector, groups, shapes, ella, `Farewell ${tag}`)
  }
  await changeInParallel(connector, groups, shapes, scene)
  await departForGood(connector, groups, shapes, { ...dan, userName: `leaver.${dan.userName}` }, `Farewell ${tag}`)
  await probeLiveness(app, 'B6 open the next cycle')
}

/** B2. Who is left over from a session that broke off is taken over by the update. */
async function createWhole({ app, users }: Connector, ella: Person): Promise<string | undefined> {
  const { userName } = ella
  const body = wholeUserBody(ella)
  const made = await create(app, 'Users', body, userTask('create', userName, 'B2.2 create the user'))
  if (!made.ok) {
    const there = await users.add(ella)
    return there.ok ? there.value : undefined
  }
  const { id } = made.value
  app.users.set(userName, id)
  await probeShows(app, 'Users', id, body, 'B2.2 look at the new user')
  return id
}
