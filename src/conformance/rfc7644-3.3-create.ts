import { must, type Section, should } from './check.ts'
import { at, carries, equal, isTrue, refused, statusIs, textOf } from './expect.ts'
import { ENTERPRISE, GROUP, USER } from './urns.ts'

export const creating: Section = {
  title: 'RFC 7644 §3.3: creating resources',
  checks: [
    must(
      'RFC 7644 §3.3',
      'a created resource is answered with 201 and Location, which equals meta.location',
      async (scim) => {
        for (const [endpoint, body] of [
          ['/Users', { schemas: [USER], userName: scim.unique('ada') }],
          ['/Groups', { schemas: [GROUP], displayName: scim.unique('Pilots') }],
        ] as const) {
          const answer = await scim.post(endpoint, body)
          statusIs(answer, 201)
          equal(answer.headers.get('location'), at(answer.json, 'meta', 'location'), 'Location')
          equal(answer.headers.get('location'), `${scim.base}${endpoint}/${textOf(answer.json['id'])}`, 'Location')
        }
      },
    ),
    should('RFC 7644 §3.3', 'the answer holds the whole representation, as a GET gives it', async (scim) => {
      const ada = await scim.user({ nickName: 'Countess', emails: [{ value: 'ada@example.com', type: 'work' }] })
      equal((await scim.get(`/Users/${ada.id}`)).json, ada, 'what a GET gives')
    }),
    must('RFC 7644 §3.3', 'the example of the RFC is created', async (scim) => {
      const userName = scim.unique('bjensen')
      const sent = {
        schemas: [USER],
        userName,
        externalId: 'bjensen',
        name: { formatted: 'Ms. Barbara J Jensen III', familyName: 'Jensen', givenName: 'Barbara' },
      }
      const answer = await scim.post('/Users', sent)
      statusIs(answer, 201)
      carries(answer.json, sent)
    }),
    must('RFC 7644 §3.3', 'readOnly attributes of the body are ignored', async (scim) => {
      const team = await scim.group()
      const ada = await scim.user({
        id: 'mine',
        meta: { created: '2001-01-01T00:00:00Z' },
        groups: [{ value: team.id, display: 'mine' }],
      })
      isTrue(ada.id !== 'mine' && ada['groups'] === undefined, 'id and groups are not those of the body')
    }),
    must('RFC 7644 §3.3', 'a duplicate is refused with 409 and scimType uniqueness', async (scim) => {
      const [ada, team] = [await scim.user(), await scim.group()]
      refused(await scim.post('/Users', { schemas: [USER], userName: ada['userName'] ?? '' }), 409, 'uniqueness')
      const again = await scim.post('/Groups', { schemas: [GROUP], displayName: team['displayName'] ?? '' })
      // a server may let two groups have one name
      if (again.status !== 201) refused(again, 409, 'uniqueness')
    }),
    must('RFC 7644 §3.3', 'a refused creation leaves nothing behind', async (scim) => {
      const userName = scim.unique('ada')
      refused(await scim.post('/Users', { schemas: [USER], userName, active: 'perhaps' }), 400)
      statusIs(await scim.post('/Users', { schemas: [USER], userName }), 201)
    }),
    must('RFC 7644 §3.3', 'a value of another type is refused with 400 invalidValue or invalidSyntax', async (scim) => {
      for (const more of [
        { active: 'perhaps' },
        { name: 'Ada' },
        { emails: [{ value: { deeper: true } }] },
        { nickName: { x: 1 } },
      ]) {
        const answer = await scim.post('/Users', { schemas: [USER], userName: scim.unique('ada'), ...more })
        refused(answer, 400, 'invalidValue', 'invalidSyntax')
      }
    }),
    must('RFC 7644 §3.3', 'a body that is not JSON is refused with 400 invalidSyntax', async (scim) => {
      for (const raw of ['{', '', '[]', '"x"', 'userName=ada']) {
        refused(await scim.send('POST', '/Users', { raw }), 400, 'invalidSyntax')
      }
    }),
    must(
      'RFC 7644 §3.3',
      'a body that names an unknown base schema only is refused, or read as the type of the endpoint',
      async (scim) => {
        const answer = await scim.post('/Users', { schemas: ['urn:example:unknown'], userName: scim.unique('ada') })
        if (answer.status === 201) return equal(at(answer.json, 'schemas', 0), USER, 'the first of schemas')
        refused(answer, 400, 'invalidValue', 'invalidSyntax')
      },
    ),
    must('RFC 7644 §3.3', 'an extension can be given with the resource', async (scim) => {
      const ada = await scim.user({ schemas: [USER, ENTERPRISE], [ENTERPRISE]: { department: 'Engines' } })
      equal(at(ada, ENTERPRISE, 'department'), 'Engines', 'department')
    }),
    must('RFC 7644 §3.3.1', 'meta.resourceType is set by the endpoint', async (scim) => {
      equal(at(await scim.user(), 'meta', 'resourceType'), 'User', 'meta.resourceType')
      equal(at(await scim.group(), 'meta', 'resourceType'), 'Group', 'meta.resourceType')
    }),
    must('RFC 7644 §3.9', 'attributes and excludedAttributes shape the answer to a POST', async (scim) => {
      const post = (query: string) =>
        scim.post(`/Users?${query}`, { schemas: [USER], userName: scim.unique('ada'), nickName: 'Countess' })
      const only = await post('attributes=userName')
      statusIs(only, 201)
      isTrue(only.json['nickName'] === undefined && only.json['userName'] !== undefined, 'userName alone is returned')
      isTrue(only.json['id'] !== undefined, 'id is returned')
      const except = await post('excludedAttributes=nickName')
      isTrue(except.json['nickName'] === undefined && except.json['userName'] !== undefined, 'nickName is left out')
    }),
    must(
      'RFC 7644 §3.14',
      'the answer to a POST has an ETag',
      async (scim) => {
        const answer = await scim.post('/Users', { schemas: [USER], userName: scim.unique('ada') })
        isTrue(answer.headers.get('etag') !== null, 'there is an ETag')
        equal(at(answer.json, 'meta', 'version'), answer.headers.get('etag'), 'meta.version')
      },
      'etag',
    ),
  ],
}
