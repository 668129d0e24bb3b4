import type { Connector, GroupConnector } from '../moves/connector.ts'
import { probeActive, probeFound, probeGone, probeMembers } from '../moves/probes.ts'
import { userTask } from '../moves/remote-app.ts'
import { patch, remove } from '../moves/send.ts'
import type { Person } from '../people.ts'
import { shouldBeError } from '../wire/judge.ts'
import { userQuery } from './connect.ts'
import type { Shapes } from './shapes.ts'

/** B5: disabled, enabled, disabled again, and after thirty days in the bin deleted. */
export async function departForGood(
  { app, users }: Connector,
  groups: GroupConnector,
  shapes: Shapes,
  person: Person,
  groupName: string,
): Promise<void> {
  const added = await users.add(person)
  if (!added.ok) return
  const id = added.value
  const { userName } = person
  const group = await groups.push({ name: groupName, members: [person] })
  for (const [nth, active] of [false, true, false].entries()) {
    const task = userTask('update', userName, `B5.${nth + 1} ${active ? 'enable' : 'disable'}`)
    await patch(app, 'Users', id, shapes.active(active), task)
    await probeActive(app, id, active, task.step)
    await probeFound(app, 'Users', userQuery('userName', userName), [id], task.step)
  }
  await remove(app, 'Users', id, userTask('delete', userName, 'B5.4 delete the user'))
  app.users.delete(userName)
  await probeGone(app, 'Users', id, 'B5.4 look for the user')
  await probeFound(app, 'Users', userQuery('userName', userName), [], 'B5.4 look for the user')
  if (group.ok) await probeMembers(app, group.value, [], 'B5.4 look for the membership')
  await deleteAgain(app, id)
  if (group.ok) await groups.delete(groupName)
}

async function deleteAgain({ transport, checks }: Connector['app'], id: string): Promise<void> {
  const answer = await transport.send('DELETE', `/Users/${encodeURIComponent(id)}`)
  const step = checks.step('B5.4 delete once more', answer.request)
  step.should('what is gone is answered with 404', answer.status === 404, `${answer.status} ${answer.text}`)
  if (answer.status === 404) shouldBeError(step, answer)
}
