import { asMembers } from '../moves/bodies.ts'
import { membersOf } from '../moves/probes.ts'
import { groupTask } from '../moves/remote-app.ts'
import { type Operation, patch, read } from '../moves/send.ts'
import { randomText } from './random-text.ts'
import {
  lookAgain,
  shouldAnswer,
  shouldBeGone,
  shouldFind,
  taskOf,
  type Validator,
  withGroup,
  withUser,
} from './validator.ts'

/** Tests 13 to 17. */
export async function readGroups(validator: Validator): Promise<void> {
  const { app, random } = validator
  await withGroup(validator, '13 read a group without members', async ({ id }, { displayName }) => {
    const test = '13 read a group without members'
    const group = await read(app, 'Groups', id, groupTask('read', displayName, test), 'excludedAttributes=members')
    const step = app.checks.step(test, `GET /Groups/${id}`)
    if (group.ok) step.must('there are no members', !Object.hasOwn(group.value, 'members'), group.value)
  })
  await withGroup(validator, '14 filter groups without members', async ({ id }, { displayName }) => {
    const test = '14 filter groups without members'
    const by = ['displayName', displayName] as const
    const found = await shouldFind(validator, test, 'Groups', by, [id], 'excludedAttributes=members&')
    const bare = found.every((group) => !Object.hasOwn(group, 'members'))
    app.checks.step(test, 'GET /Groups').must('there are no members', bare, found)
  })
  await withGroup(validator, '15 filter for an existing group', ({ id }, { displayName }) =>
    shouldFind(validator, '15 filter for an existing group', 'Groups', ['displayName', displayName], [id]),
  )
  await shouldFind(validator, '16 filter for no group', 'Groups', ['displayName', randomText(random)], [])
  await withGroup(validator, '17 filter in small letters', ({ id }, { displayName }) =>
    shouldFind(validator, '17 filter in small letters', 'Groups', ['displayName', displayName.toLowerCase()], [id]),
  )
}

/** Tests 18 to 21. */
export async function writeGroups(validator: Validator): Promise<void> {
  await withGroup(validator, '18 create a group', ({ id }, sent) =>
    shouldFind(validator, '18 create a group', 'Groups', ['displayName', sent.displayName], [id]),
  )
  await withGroup(validator, '19 create a duplicate group', (_, sent) =>
    shouldAnswer(validator, '19 create a duplicate group', 'POST', '/Groups', 409, sent),
  )
  for (const [test, key] of [
    ['20 replace externalId', 'externalId'],
    ['21 replace displayName', 'displayName'],
  ] as const) {
    await withGroup(validator, test, async ({ id }) => {
      const value = randomText(validator.random)
      await patch(validator.app, 'Groups', id, [{ op: 'replace', value: { [key]: value } }], taskOf(test, 'Groups'))
      const { step, resource } = await lookAgain(validator, test, 'Groups', id)
      step.must(`${key} is the new one`, resource[key] === value, resource[key])
    })
  }
}

/** Tests 22 and 23, and the preview 29: two operations on the members in one PATCH. */
export async function changeMembers(validator: Validator): Promise<void> {
  const becomes = async (test: string, group: string, operations: readonly Operation[], ids: readonly string[]) => {
    await patch(validator.app, 'Groups', group, operations, taskOf(test, 'Groups'))
    const { step, resource } = await lookAgain(validator, test, 'Groups', group)
    const there = membersOf(resource)
    step.must(`just ${ids.length} are in`, there.length === ids.length && ids.every((id) => there.includes(id)), there)
  }
  const replaceBy = (ids: readonly string[]) => ({ op: 'replace', path: 'members', value: asMembers(ids) })
  const removal = (id: string) => ({ op: 'remove', path: `members[value eq "${id}"]` })

  await withUser(validator, '22 add a member', ({ id: user }) =>
    withGroup(validator, '22 add a member', ({ id }) => becomes('22 add a member', id, [replaceBy([user])], [user])),
  )
  await withUser(validator, '23 remove a member', ({ id: one }) =>
    withUser(validator, '23 remove a member', ({ id: two }) =>
      withGroup(validator, '23 remove a member', async ({ id }) => {
        await becomes('23 remove a member', id, [replaceBy([one, two])], [one, two])
        await becomes('23 remove a member', id, [removal(one)], [two])
      }),
    ),
  )
  await withUser(validator, '29 add and remove in one PATCH', ({ id: one }) =>
    withUser(validator, '29 add and remove in one PATCH', ({ id: two }) =>
      withGroup(validator, '29 add and remove in one PATCH', ({ id }) => {
        const both = { op: 'add', path: 'members', value: asMembers([one, two]) }
        return becomes('29 add and remove in one PATCH', id, [both, removal(one)], [two])
      }),
    ),
  )
}

/** Test 24, and of the previews those on groups: 30 and 31. */
export async function endGroups(validator: Validator): Promise<void> {
  await withGroup(validator, '24 delete a group', ({ id }) =>
    shouldBeGone(validator, '24 delete a group', 'Groups', id),
  )
  const unknown = `/Groups/${randomText(validator.random)}`
  await shouldAnswer(validator, '30 delete an unknown group', 'DELETE', unknown, 404)
  await withGroup(validator, '31 delete a group twice', async ({ id }) => {
    await shouldAnswer(validator, '31 delete a group twice', 'DELETE', `/Groups/${id}`, 204)
    await shouldAnswer(validator, '31 delete a group twice', 'DELETE', `/Groups/${id}`, 404)
  })
}
