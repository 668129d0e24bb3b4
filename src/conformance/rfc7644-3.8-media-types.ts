import { must, type Section, should } from './check.ts'
import { equal, isTrue, refused, statusIs } from './expect.ts'
import type { Answer } from './scim.ts'
import { USER } from './urns.ts'

const mediaType = (answer: Answer): string =>
  (answer.headers.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''

export const mediaTypes: Section = {
  title: 'RFC 7644 §3.1 and §3.8: media types',
  checks: [
    must('RFC 7644 §3.8', 'application/scim+json is accepted and answered', async (scim) => {
      const ada = await scim.user()
      equal(mediaType(await scim.get(`/Users/${ada.id}`)), 'application/scim+json', 'Content-Type')
    }),
    should('RFC 7644 §3.8', 'application/json is accepted', async (scim) => {
      const body = { schemas: [USER], userName: scim.unique('ada') }
      const answer = await scim.post('/Users', body, { 'content-type': 'application/json', accept: 'application/json' })
      statusIs(answer, 201)
      isTrue(['application/scim+json', 'application/json'].includes(mediaType(answer)), `${mediaType(answer)} is JSON`)
    }),
    must(
      'RFC 7644 §3.8',
      'without Accept, with */* and with a list the answer is application/scim+json',
      async (scim) => {
        for (const accept of [null, '*/*', 'application/*', 'text/html, application/scim+json;q=0.9, */*;q=0.1']) {
          const answer = await scim.get('/Users?count=1', { accept })
          statusIs(answer, 200)
          isTrue(
            ['application/scim+json', 'application/json'].includes(mediaType(answer)),
            `${mediaType(answer)} is JSON`,
          )
        }
      },
    ),
    must(
      'RFC 7644 §3.1',
      'every answer with a body has a SCIM media type: errors, lists and discovery too',
      async (scim) => {
        const answers = [
          await scim.get('/Users'),
          await scim.get('/Users/nobody'),
          await scim.get('/ServiceProviderConfig'),
          await scim.get('/Schemas'),
          await scim.get('/ResourceTypes'),
          await scim.get('/Unicorns'),
          await scim.send('POST', '/Users', { raw: '{' }),
          await scim.send('GET', '/Users', { headers: { authorization: null } }),
          await scim.send('POST', '/Schemas', { body: {} }),
        ]
        for (const answer of answers)
          equal(mediaType(answer), 'application/scim+json', `Content-Type of ${answer.request}`)
      },
    ),
    must('RFC 7644 §3.8', 'a body of another media type is refused with 415 or 400', async (scim) => {
      for (const type of ['text/plain', 'application/xml', 'application/x-www-form-urlencoded']) {
        const body = { schemas: [USER], userName: scim.unique('ada') }
        const answer = await scim.post('/Users', body, { 'content-type': type })
        statusIs(answer, 415, 400)
        refused(answer, answer.status)
      }
    }),
    must('RFC 7644 §3.8', 'a charset parameter is accepted', async (scim) => {
      const body = { schemas: [USER], userName: scim.unique('ada') }
      statusIs(await scim.post('/Users', body, { 'content-type': 'application/scim+json; charset=utf-8' }), 201)
    }),
    must('RFC 7644 §3.8', 'bodies are UTF-8', async (scim) => {
      const ada = await scim.user({ displayName: 'Ådà Ωλ 日本 🙂' })
      equal((await scim.read(ada))['displayName'], 'Ådà Ωλ 日本 🙂', 'displayName')
    }),
  ],
}
