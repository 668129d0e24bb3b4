import type { JsonObject } from '../shared/json.ts'
import { idOf, outcomes, postUser, remove, send } from './bulk-request.ts'
import { must, type Section } from './check.ts'
import { at, equal, isTrue, textOf, valuesOf } from './expect.ts'
import { ENTERPRISE, GROUP, USER } from './urns.ts'

export const bulkIds: Section = {
  title: 'RFC 7644 §3.7.1 and §3.7.2: references between bulk operations',
  checks: [
    must(
      'RFC 7644 §3.7.1',
      'circular references between bulkIds are resolved, or refused with 409',
      async (scim) => {
        const group = (bulkId: string, other: string): JsonObject => ({
          method: 'POST',
          path: '/Groups',
          bulkId,
          data: {
            schemas: [GROUP],
            displayName: scim.unique(bulkId),
            members: [{ type: 'Group', value: `bulkId:${other}` }],
          },
        })
        const answer = await send(scim, [group('qwerty', 'ytrewq'), group('ytrewq', 'qwerty')])
        if (answer.status === 409) return
        const done = outcomes(answer)
        isTrue(
          done.every(({ status }) => ['201', '409'].includes(textOf(status))),
          'each was created or refused with 409',
        )
        await remove(scim, done)
      },
      'bulk',
    ),
    must(
      'RFC 7644 §3.7.1',
      'a cycle of managers, which a directory can hold, is resolved',
      async (scim) => {
        const user = (bulkId: string, other: string): JsonObject =>
          postUser(scim, bulkId, {
            schemas: [USER, ENTERPRISE],
            [ENTERPRISE]: { manager: { value: `bulkId:${other}` } },
          })
        const done = outcomes(await send(scim, [user('one', 'two'), user('two', 'one')]))
        equal(
          done.map(({ status }) => status),
          ['201', '201'],
          'the statuses',
        )
        const [one, two] = [idOf(done[0]), idOf(done[1])]
        for (const [id, other] of [
          [one, two],
          [two, one],
        ]) {
          equal(at((await scim.get(`/Users/${id}`)).json, ENTERPRISE, 'manager', 'value'), other, 'manager.value')
        }
        await remove(scim, done)
      },
      'bulk',
    ),
    must(
      'RFC 7644 §3.7.2',
      'a bulkId stands for the id of the resource that is created under it',
      async (scim) => {
        const team = {
          method: 'POST',
          path: '/Groups',
          bulkId: 'ytrewq',
          data: {
            schemas: [GROUP],
            displayName: scim.unique('Tour Guides'),
            members: [{ type: 'User', value: 'bulkId:qwerty' }],
          },
        }
        for (const operations of [
          [postUser(scim, 'qwerty'), team],
          [{ ...team, data: { ...team.data, displayName: scim.unique('Tour Guides') } }, postUser(scim, 'qwerty')],
        ]) {
          const done = outcomes(await send(scim, operations))
          equal(
            done.map(({ status }) => status),
            ['201', '201'],
            'the statuses',
          )
          const [user, group] = ['qwerty', 'ytrewq'].map((id) => done.find(({ bulkId }) => bulkId === id))
          equal(valuesOf((await scim.get(`/Groups/${idOf(group)}`)).json['members']), [idOf(user)], 'the members')
          await remove(scim, done)
        }
      },
      'bulk',
    ),
    must(
      'RFC 7644 §3.7.2',
      'a bulkId may stand in the value of a PATCH and in its path',
      async (scim) => {
        const team = await scim.group()
        const done = outcomes(
          await send(scim, [
            postUser(scim, 'qwerty'),
            {
              method: 'PATCH',
              path: `/Groups/${team.id}`,
              data: { Operations: [{ op: 'add', path: 'members', value: [{ value: 'bulkId:qwerty' }] }] },
            },
          ]),
        )
        equal(valuesOf((await scim.read(team))['members']), [idOf(done[0])], 'the members')
        await remove(scim, done)
      },
      'bulk',
    ),
    must(
      'RFC 7644 §3.7.2',
      'a bulkId that nothing has is refused with 409 or 400',
      async (scim) => {
        const done = outcomes(
          await send(scim, [
            {
              method: 'POST',
              path: '/Groups',
              bulkId: 'g',
              data: { schemas: [GROUP], displayName: scim.unique('g'), members: [{ value: 'bulkId:nobody' }] },
            },
          ]),
        )
        isTrue(['400', '409'].includes(textOf(done[0]?.['status'])), `${textOf(done[0]?.['status'])} is 400 or 409`)
      },
      'bulk',
    ),
  ],
}
