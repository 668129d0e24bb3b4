import { must, type Section, should } from './check.ts'
import { equal, isTrue, refused, statusIs } from './expect.ts'

export const security: Section = {
  title: 'RFC 7644 §2 and §7: authentication and security',
  checks: [
    must('RFC 7644 §2', 'a request without credentials is refused with 401 and WWW-Authenticate', async (scim) => {
      for (const target of ['/Users', '/Groups', '/Users/nobody']) {
        const answer = await scim.send('GET', target, { headers: { authorization: null } })
        refused(answer, 401)
        isTrue(answer.headers.get('www-authenticate') !== null, 'there is a WWW-Authenticate')
      }
    }),
    must('RFC 6750 §3.1', 'a token that is wrong is refused with 401 and error invalid_token', async (scim) => {
      const answer = await scim.send('GET', '/Users', { headers: { authorization: 'Bearer wrong' } })
      refused(answer, 401)
      isTrue(/error="invalid_token"/.test(answer.headers.get('www-authenticate') ?? ''), 'error is invalid_token')
    }),
    must('RFC 7644 §2', 'nothing is changed without credentials', async (scim) => {
      const ada = await scim.user()
      const headers = { authorization: null }
      refused(await scim.send('PUT', `/Users/${ada.id}`, { body: { ...ada, nickName: 'x' }, headers }), 401)
      refused(await scim.send('DELETE', `/Users/${ada.id}`, { headers }), 401)
      equal(await scim.read(ada), ada, 'the user')
    }),
    must('RFC 6750 §2.1', 'the scheme Bearer is case insensitive', async (scim) => {
      for (const scheme of ['bearer', 'BEARER']) {
        statusIs(await scim.get('/Users?count=1', { authorization: `${scheme} ${scim.token}` }), 200)
      }
    }),
    should(
      'RFC 7644 §7.5.2',
      'a search for a password is refused',
      async (scim) => {
        statusIs(await scim.find('password eq "t1meMa$heen"'), 400, 403)
      },
      'filter',
    ),
    should('RFC 7644 §7.6', 'answers with personal data are not stored by shared caches', async (scim) => {
      const ada = await scim.user()
      for (const target of [`/Users/${ada.id}`, '/Users?count=1']) {
        const control = (await scim.get(target)).headers.get('cache-control') ?? ''
        isTrue(/no-store|private/.test(control), `Cache-Control of ${target} is ${control}`)
      }
    }),
  ],
}
