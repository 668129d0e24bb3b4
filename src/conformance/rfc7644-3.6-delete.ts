import { must, type Section, should } from './check.ts'
import { equal, finds, refused, statusIs, textOf } from './expect.ts'
import { USER } from './urns.ts'

export const deleting: Section = {
  title: 'RFC 7644 §3.6: deleting resources',
  checks: [
    must('RFC 7644 §3.6', 'a deletion is answered with 204 and no body', async (scim) => {
      for (const [endpoint, { id }] of [
        ['/Users', await scim.user()],
        ['/Groups', await scim.group()],
      ] as const) {
        const answer = await scim.delete(`${endpoint}/${id}`)
        statusIs(answer, 204)
        equal(answer.text, '', 'the body')
      }
    }),
    must('RFC 7644 §3.6', 'every later operation on the resource is answered with 404', async (scim) => {
      const ada = await scim.user()
      const target = `/Users/${ada.id}`
      statusIs(await scim.delete(target), 204)
      refused(await scim.get(target), 404)
      refused(await scim.put(target, ada), 404)
      if (scim.offers('patch'))
        refused(await scim.patch(target, [{ op: 'replace', path: 'nickName', value: 'x' }]), 404)
      refused(await scim.delete(target), 404)
    }),
    must(
      'RFC 7644 §3.6',
      'a deleted resource is left out of every query',
      async (scim) => {
        const ada = await scim.user()
        statusIs(await scim.delete(`/Users/${ada.id}`), 204)
        finds(await scim.find(`userName eq "${textOf(ada['userName'])}"`))
        finds(await scim.find(`id eq "${ada.id}"`))
      },
      'filter',
    ),
    must('RFC 7644 §3.6', 'a resource that never was is answered with 404', async (scim) => {
      refused(await scim.delete('/Users/2819c223-7f76-453a-919d-413861904646'), 404)
      refused(await scim.delete('/Groups/2819c223-7f76-453a-919d-413861904646'), 404)
    }),
    should('RFC 7644 §3.6', 'a deleted resource takes no part in the calculation of conflicts', async (scim) => {
      const [ada, team] = [await scim.user(), await scim.group()]
      statusIs(await scim.delete(`/Users/${ada.id}`), 204)
      statusIs(await scim.delete(`/Groups/${team.id}`), 204)
      statusIs(await scim.post('/Users', { schemas: [USER], userName: ada['userName'] ?? '' }), 201)
      await scim.group({ displayName: team['displayName'] ?? '' })
    }),
    must('RFC 7644 §3.6', 'the deletion of a group leaves its members', async (scim) => {
      const ada = await scim.user()
      const team = await scim.group({ members: [{ value: ada.id }] })
      statusIs(await scim.delete(`/Groups/${team.id}`), 204)
      statusIs(await scim.get(`/Users/${ada.id}`), 200)
    }),
  ],
}
