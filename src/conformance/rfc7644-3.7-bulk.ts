import { idOf, outcomes, postUser, remove, send } from './bulk-request.ts'
import { must, type Section } from './check.ts'
import { at, equal, finds, isTrue, refused, textOf } from './expect.ts'
import { ERROR, USER } from './urns.ts'

export const bulk: Section = {
  title: 'RFC 7644 §3.7: bulk operations',
  checks: [
    must(
      'RFC 7644 §3.7',
      'POST, PUT, PATCH and DELETE are done in one request',
      async (scim) => {
        const [put, patch, gone] = [await scim.user(), await scim.user(), await scim.user()]
        const operations = [
          postUser(scim, 'qwerty'),
          { method: 'PUT', path: `/Users/${put.id}`, data: { ...put, nickName: 'put' } },
          {
            method: 'PATCH',
            path: `/Users/${patch.id}`,
            data: {
              schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
              Operations: [{ op: 'add', path: 'nickName', value: 'patched' }],
            },
          },
          { method: 'DELETE', path: `/Users/${gone.id}` },
        ]
        const done = outcomes(await send(scim, operations))
        equal(
          done.map(({ method }) => method),
          ['POST', 'PUT', 'PATCH', 'DELETE'],
          'the methods',
        )
        equal([done[0]?.['status'], done[1]?.['status'], done[3]?.['status']], ['201', '200', '204'], 'the statuses')
        isTrue(['200', '204'].includes(textOf(done[2]?.['status'])), 'the PATCH succeeded')
        equal(done[0]?.['bulkId'], 'qwerty', 'bulkId')
        equal((await scim.get(`/Users/${idOf(done[0])}`)).status, 200, 'the status of what was created')
        equal((await scim.read(put))['nickName'], 'put', 'nickName')
        equal((await scim.read(patch))['nickName'], 'patched', 'nickName')
        refused(await scim.get(`/Users/${gone.id}`), 404)
        await remove(scim, done)
      },
      'bulk',
    ),
    must(
      'RFC 7644 §3.7',
      'location is the address of each resource, except of a POST that failed',
      async (scim) => {
        const ada = await scim.user()
        const operations = [
          { method: 'PUT', path: `/Users/${ada.id}`, data: ada },
          { method: 'POST', path: '/Users', bulkId: 'no', data: { schemas: [USER] } },
        ]
        const done = outcomes(await send(scim, operations))
        equal(done[0]?.['location'], `${scim.base}/Users/${ada.id}`, 'location')
        equal(done[1]?.['location'], undefined, 'location')
      },
      'bulk',
    ),
    must(
      'RFC 7644 §3.7.3',
      'an operation that fails has its status and the error as response',
      async (scim) => {
        const ada = await scim.user()
        const done = outcomes(
          await send(scim, [
            { method: 'POST', path: '/Users', bulkId: 'a', data: { schemas: [USER], userName: ada['userName'] ?? '' } },
            { method: 'DELETE', path: '/Users/2819c223-7f76-453a-919d-413861904646' },
          ]),
        )
        equal(
          done.map(({ status }) => status),
          ['409', '404'],
          'the statuses',
        )
        for (const outcome of done) {
          equal(at(outcome, 'response', 'schemas'), [ERROR], 'response.schemas')
          equal(at(outcome, 'response', 'status'), outcome['status'], 'response.status')
        }
        equal(at(done[0], 'response', 'scimType'), 'uniqueness', 'response.scimType')
      },
      'bulk',
    ),
    must(
      'RFC 7644 §3.7.3',
      'without failOnErrors every operation is tried',
      async (scim) => {
        const bad = { method: 'POST', path: '/Users', bulkId: 'bad', data: { schemas: [USER] } }
        const done = outcomes(await send(scim, [bad, { ...bad, bulkId: 'bad2' }, postUser(scim, 'good')]))
        equal(
          done.map(({ status }) => status),
          ['400', '400', '201'],
          'the statuses',
        )
        await remove(scim, done)
      },
      'bulk',
    ),
    must(
      'RFC 7644 §3.7',
      'failOnErrors ends the request after that many errors',
      async (scim) => {
        const bad = { method: 'POST', path: '/Users', bulkId: 'bad', data: { schemas: [USER] } }
        const good = postUser(scim, 'good')
        const done = outcomes(await send(scim, [bad, good, { ...bad, bulkId: 'bad2' }], { failOnErrors: 1 }))
        equal(
          done.map(({ status }) => status),
          ['400'],
          'the statuses',
        )
        if (scim.offers('filter')) finds(await scim.find(`userName eq "${textOf(at(good, 'data', 'userName'))}"`))
      },
      'bulk',
    ),
    must(
      'RFC 7644 §3.7.4',
      'more operations than maxOperations are refused with 413',
      async (scim) => {
        const most = Number(at(scim.config, 'bulk', 'maxOperations'))
        const one = { method: 'DELETE', path: '/Users/2819c223-7f76-453a-919d-413861904646' }
        refused(
          await send(
            scim,
            Array.from({ length: most + 1 }, () => one),
          ),
          413,
        )
      },
      'bulk',
    ),
    must(
      'RFC 7644 §3.7.4',
      'a body larger than maxPayloadSize is refused with 413',
      async (scim) => {
        const most = Number(at(scim.config, 'bulk', 'maxPayloadSize'))
        refused(await send(scim, [postUser(scim, 'x', { nickName: 'x'.repeat(most) })]), 413)
      },
      'bulk',
    ),
    must(
      'RFC 7644 §3.7',
      'a POST without bulkId, an unknown method and an unknown path are errors of the client',
      async (scim) => {
        for (const operation of [
          { method: 'POST', path: '/Users', data: { schemas: [USER], userName: scim.unique('x') } },
          { method: 'LOOK', path: '/Users', bulkId: 'x' },
          { method: 'POST', path: '/Unicorns', bulkId: 'x', data: {} },
          { path: '/Users' },
        ]) {
          const answer = await send(scim, [operation])
          if (answer.status !== 200) refused(answer, 400)
          else
            isTrue(
              /^4\d\d$/.test(textOf(outcomes(answer)[0]?.['status'])),
              'the status is one of an error of the client',
            )
        }
      },
      'bulk',
    ),
    must(
      'RFC 7644 §3.7',
      'a version that is not the current one is refused with 412',
      async (scim) => {
        const ada = await scim.user()
        const done = outcomes(
          await send(scim, [
            { method: 'PUT', path: `/Users/${ada.id}`, version: 'W/"not this one"', data: { ...ada, nickName: 'x' } },
          ]),
        )
        equal(done[0]?.['status'], '412', 'the status')
      },
      'bulk',
      'etag',
    ),
    must('RFC 7644 §3.7', 'where bulk is not offered, /Bulk is answered with 501', async (scim) => {
      if (!scim.offers('bulk')) refused(await send(scim, []), 501)
    }),
  ],
}
