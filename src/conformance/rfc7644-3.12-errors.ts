import { must, type Section, should } from './check.ts'
import { equal, isTrue, refused, textOf } from './expect.ts'
import type { Answer, Scim } from './scim.ts'
import { ERROR, USER } from './urns.ts'

/** One answer for each status that a client can cause. */
async function everyError(scim: Scim): Promise<readonly Answer[]> {
  const ada = await scim.user()
  return [
    await scim.send('POST', '/Users', { raw: '{' }),
    await scim.post('/Users', { schemas: [USER] }),
    await scim.send('GET', '/Users', { headers: { authorization: null } }),
    await scim.send('GET', '/Users', { headers: { authorization: 'Bearer wrong' } }),
    await scim.get('/Schemas?filter=id%20pr'),
    await scim.get('/Users/nobody'),
    await scim.get('/Unicorns'),
    await scim.post('/ServiceProviderConfig', {}),
    await scim.delete('/Users'),
    await scim.post('/Users', { schemas: [USER], userName: ada['userName'] ?? '' }),
  ]
}

const SCIM_TYPES = [
  'invalidFilter',
  'tooMany',
  'uniqueness',
  'mutability',
  'invalidSyntax',
  'invalidPath',
  'noTarget',
  'invalidValue',
  'invalidVers',
  'sensitive',
  // RFC 9865 §2.3
  'invalidCursor',
  'expiredCursor',
  'invalidCount',
]

export const errors: Section = {
  title: 'RFC 7644 §3.12: errors',
  checks: [
    must(
      'RFC 7644 §3.12',
      'an error has a JSON body with the Error schema and the status as a string',
      async (scim) => {
        for (const answer of await everyError(scim)) {
          isTrue(answer.status >= 400, `${answer.request} is refused`)
          equal(answer.json['schemas'], [ERROR], `schemas of ${answer.request}`)
          equal(answer.json['status'], textOf(answer.status), `status of ${answer.request}`)
        }
      },
    ),
    should('RFC 7644 §3.12', 'an error has a detail that people can read', async (scim) => {
      for (const answer of await everyError(scim)) {
        const detail = answer.json['detail']
        isTrue(typeof detail === 'string' && detail.length > 10, `detail of ${answer.request}: ${textOf(detail)}`)
      }
    }),
    must('RFC 7644 §3.12', 'scimType is one of the words of the RFC', async (scim) => {
      for (const { request, json } of await everyError(scim)) {
        const type = json['scimType']
        isTrue(type === undefined || SCIM_TYPES.includes(textOf(type)), `scimType of ${request} is ${textOf(type)}`)
      }
    }),
    must('RFC 7644 §3.12', 'an error tells nothing of the program inside', async (scim) => {
      for (const { request, text } of await everyError(scim)) {
        isTrue(!/at \w+ \(|node_modules|SQLITE|SELECT |stack/i.test(text), `${request} shows no program`)
      }
    }),
    must('RFC 9110 §15.5.6', 'a method that an address does not answer is refused with 405 and Allow', async (scim) => {
      const ada = await scim.user()
      for (const [method, target] of [
        ['PUT', '/Users'],
        ['DELETE', '/Users'],
        ['PATCH', '/Groups'],
        ['POST', `/Users/${ada.id}`],
        ['POST', '/ServiceProviderConfig'],
        ['PUT', '/Schemas'],
        ['DELETE', '/ResourceTypes'],
      ] as const) {
        const answer = await scim.send(method, target, method === 'DELETE' ? {} : { body: {} })
        refused(answer, 405)
        const allow = answer.headers.get('allow') ?? ''
        isTrue(allow.includes('GET') && !allow.split(', ').includes(method), `Allow of ${answer.request}: ${allow}`)
      }
    }),
    should('RFC 9110 §9.3.2', 'HEAD is answered as GET is, without a body', async (scim) => {
      const ada = await scim.user()
      for (const target of [`/Users/${ada.id}`, '/Users', '/ServiceProviderConfig', '/Users/nobody']) {
        const [get, head] = [await scim.get(target), await scim.send('HEAD', target)]
        equal([head.status, head.text], [get.status, ''], `status and body of HEAD ${target}`)
        for (const name of ['content-type', 'etag', 'location']) {
          equal(head.headers.get(name), get.headers.get(name), `${name} of HEAD ${target}`)
        }
      }
    }),
    should('RFC 9110 §9.1', 'a method that the server does not know is refused with 501 or 405', async (scim) => {
      for (const method of ['QUERY', 'PROPFIND']) {
        for (const target of ['/Users', '/Users/nobody', '/Unicorns']) {
          const answer = await scim.send(method, target)
          refused(answer, answer.status === 405 ? 405 : 501)
        }
      }
    }),
    should('RFC 9110 §9.3.7', 'OPTIONS is answered with 200 or 204 and Allow, or with 405 and Allow', async (scim) => {
      for (const target of ['/Users', '/Groups', '/ServiceProviderConfig']) {
        const answer = await scim.send('OPTIONS', target)
        isTrue([200, 204, 405].includes(answer.status), `${answer.request} answered ${answer.status}`)
        isTrue((answer.headers.get('allow') ?? '').includes('GET'), `Allow of ${answer.request} has GET`)
      }
    }),
  ],
}
