import { must, type Section, should } from './check.ts'
import { at, carries, equal, finds, isTrue, refused, statusIs, valuesOf } from './expect.ts'
import { ENTERPRISE, GROUP, USER } from './urns.ts'

export const replacing: Section = {
  title: 'RFC 7644 §3.5.1: replacing with PUT',
  checks: [
    must('RFC 7644 §3.5.1', 'the example of the RFC is replaced and answered with 200', async (scim) => {
      const ada = await scim.user({ externalId: 'bjensen' })
      const sent = {
        schemas: [USER],
        id: ada.id,
        userName: ada['userName'] ?? '',
        externalId: 'bjensen',
        name: {
          formatted: 'Ms. Barbara J Jensen III',
          familyName: 'Jensen',
          givenName: 'Barbara',
          middleName: 'Jane',
        },
        roles: [],
        emails: [{ value: 'bjensen@example.com' }, { value: 'babs@jensen.org' }],
      }
      const answer = await scim.put(`/Users/${ada.id}`, sent)
      statusIs(answer, 200)
      const { roles: _unassigned, ...kept } = sent
      carries(answer.json, kept)
      equal(answer.headers.get('location') ?? '', at(ada, 'meta', 'location'), 'Location')
      equal(await scim.read(ada), answer.json, 'what a GET gives')
    }),
    must('RFC 7644 §3.5.1', 'attributes that the body leaves out are cleared', async (scim) => {
      const ada = await scim.user({
        nickName: 'Countess',
        emails: [{ value: 'a@example.com' }],
        name: { givenName: 'Ada', familyName: 'King' },
      })
      const answer = await scim.put(`/Users/${ada.id}`, {
        schemas: [USER],
        userName: ada['userName'] ?? '',
        name: { givenName: 'Ada' },
      })
      statusIs(answer, 200)
      equal([answer.json['nickName'], answer.json['emails']], [undefined, undefined], 'nickName and emails')
      equal(at(answer.json, 'name', 'familyName'), undefined, 'name.familyName')
    }),
    must('RFC 7644 §3.5.1', 'multi-valued attributes are replaced, not merged', async (scim) => {
      const ada = await scim.user({ emails: [{ value: 'a@example.com', type: 'work' }] })
      const answer = await scim.put(`/Users/${ada.id}`, { ...ada, emails: [{ value: 'b@example.com', type: 'home' }] })
      equal(valuesOf(answer.json['emails']), ['b@example.com'], 'the e-mails')
    }),
    must('RFC 7644 §3.5.1', 'readOnly attributes of the body are ignored', async (scim) => {
      const ada = await scim.user()
      const answer = await scim.put(`/Users/${ada.id}`, {
        ...ada,
        id: 'another',
        meta: { created: '2001-01-01T00:00:00Z', resourceType: 'Group' },
        groups: [{ value: 'nowhere' }],
      })
      statusIs(answer, 200)
      equal(answer.json['id'], ada.id, 'id')
      equal(at(answer.json, 'meta', 'created'), at(ada, 'meta', 'created'), 'meta.created')
      equal(answer.json['groups'], undefined, 'groups')
    }),
    must('RFC 7644 §3.5.1', 'a required attribute that is left out is refused with 400', async (scim) => {
      const [ada, team] = [await scim.user(), await scim.group()]
      refused(await scim.put(`/Users/${ada.id}`, { schemas: [USER], nickName: 'x' }), 400, 'invalidValue')
      refused(await scim.put(`/Groups/${team.id}`, { schemas: [GROUP], members: [] }), 400, 'invalidValue')
      equal(await scim.read(ada), ada, 'the user')
    }),
    must('RFC 7644 §3.5.1', 'PUT does not create: an unknown resource is answered with 404', async (scim) => {
      const userName = scim.unique('ada')
      refused(await scim.put('/Users/2819c223-7f76-453a-919d-413861904646', { schemas: [USER], userName }), 404)
      if (scim.offers('filter')) finds(await scim.find(`userName eq "${userName}"`))
    }),
    must('RFC 7644 §3.5.1', 'a userName that somebody else has is refused with 409 uniqueness', async (scim) => {
      const [ada, bob] = [await scim.user(), await scim.user()]
      refused(await scim.put(`/Users/${bob.id}`, { ...bob, userName: ada['userName'] ?? '' }), 409, 'uniqueness')
      equal(await scim.read(bob), bob, 'the user')
    }),
    must('RFC 7644 §3.5.1', 'the members of a group are replaced', async (scim) => {
      const [ada, bob] = [await scim.user(), await scim.user()]
      const team = await scim.group({ members: [{ value: ada.id }] })
      const answer = await scim.put(`/Groups/${team.id}`, { ...team, members: [{ value: bob.id }] })
      statusIs(answer, 200)
      equal(valuesOf((await scim.read(team))['members']), [bob.id], 'the members')
      statusIs(await scim.put(`/Groups/${team.id}`, { ...team, members: [] }), 200)
      equal(valuesOf((await scim.read(team))['members']), [], 'the members')
    }),
    must('RFC 7644 §3.5.1', 'an extension is replaced with the rest', async (scim) => {
      const ada = await scim.user({
        schemas: [USER, ENTERPRISE],
        [ENTERPRISE]: { department: 'Engines', costCenter: '1' },
      })
      const answer = await scim.put(`/Users/${ada.id}`, { ...ada, [ENTERPRISE]: { department: 'Tours' } })
      equal(answer.json[ENTERPRISE], { department: 'Tours' }, 'the extension')
    }),
    must('RFC 7644 §3.5.1', 'a body that is not JSON is refused with 400 and changes nothing', async (scim) => {
      const ada = await scim.user()
      refused(await scim.send('PUT', `/Users/${ada.id}`, { raw: '{' }), 400, 'invalidSyntax')
      equal(await scim.read(ada), ada, 'the user')
    }),
    must('RFC 7644 §3.9', 'attributes shapes the answer to a PUT', async (scim) => {
      const ada = await scim.user({ nickName: 'Countess' })
      const { json } = await scim.put(`/Users/${ada.id}?attributes=nickName`, ada)
      equal([json['id'], json['nickName'], json['userName']], [ada.id, 'Countess', undefined], 'what is returned')
    }),
    should('RFC 7644 §3.5.1', 'lastModified moves on', async (scim) => {
      const ada = await scim.user()
      await new Promise((resolve) => setTimeout(resolve, 5))
      const { json } = await scim.put(`/Users/${ada.id}`, { ...ada, nickName: 'Countess' })
      isTrue(at(json, 'meta', 'lastModified') !== at(ada, 'meta', 'lastModified'), 'lastModified is another')
    }),
  ],
}
