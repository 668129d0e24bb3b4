import { must, type Section, should } from './check.ts'
import { at, elements, equal, finds, isTrue, refused, statusIs, valuesOf, textOf } from './expect.ts'
import { ENTERPRISE, USER } from './urns.ts'

const DATE_TIME = /^-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$/

export const attributes: Section = {
  title: 'RFC 7643 §2: attributes',
  checks: [
    must('RFC 7643 §2.1', 'attribute names are case insensitive in a body', async (scim) => {
      const answer = await scim.post('/Users', {
        schemas: [USER],
        USERNAME: scim.unique('ada'),
        Name: { GIVENNAME: 'Ada' },
        NICKname: 'Countess',
      })
      statusIs(answer, 201)
      equal(at(answer.json, 'name', 'givenName'), 'Ada', 'name.givenName')
      equal(answer.json['nickName'], 'Countess', 'nickName')
    }),
    must(
      'RFC 7643 §2.3.1',
      'a string that is not caseExact is compared without regard to case',
      async (scim) => {
        const ada = await scim.user()
        finds(await scim.find(`userName eq "${textOf(ada['userName']).toUpperCase()}"`), ada)
      },
      'filter',
    ),
    must(
      'RFC 7643 §2.3.1',
      'a string that is caseExact is compared with regard to case',
      async (scim) => {
        const externalId = scim.unique('Case-Sensitive')
        const ada = await scim.user({ externalId })
        finds(await scim.find(`externalId eq "${externalId}"`), ada)
        finds(await scim.find(`externalId eq "${externalId.toUpperCase()}"`))
      },
      'filter',
    ),
    must('RFC 7643 §2.3.1', 'a string keeps every character of Unicode it was given', async (scim) => {
      const nickName = 'Зоя 𝒜da — „é“ \\ " \u202b عربى'
      equal((await scim.user({ nickName }))['nickName'], nickName, 'nickName')
    }),
    must('RFC 7643 §2.3.2', 'a boolean is written as true or false, not as a string', async (scim) => {
      for (const active of [true, false]) equal((await scim.user({ active }))['active'], active, 'active')
    }),
    must('RFC 7643 §2.3.5', 'a date-time is a valid xsd:dateTime with a date and a time', async (scim) => {
      const ada = await scim.user()
      for (const name of ['created', 'lastModified']) {
        const value = textOf(at(ada, 'meta', name))
        isTrue(DATE_TIME.test(value) && !Number.isNaN(Date.parse(value)), `meta.${name} ${value} is an xsd:dateTime`)
      }
    }),
    must('RFC 7643 §2.3.6', 'a binary value in base64 is kept as it was given', async (scim) => {
      const value = 'MIIBszCCARygAwIBAgIBATANBgkqhkiG9w0BAQUFADAA'
      equal(valuesOf((await scim.user({ x509Certificates: [{ value }] }))['x509Certificates']), [value], 'the value')
    }),
    must('RFC 7643 §2.3.6', 'a binary value that is not base64 is refused', async (scim) => {
      const answer = await scim.post('/Users', {
        schemas: [USER],
        userName: scim.unique('ada'),
        x509Certificates: [{ value: 'this is not base64!' }],
      })
      refused(answer, 400, 'invalidValue', 'invalidSyntax')
    }),
    must('RFC 7643 §2.3.7', 'a reference to a SCIM resource leads to that resource', async (scim) => {
      const ada = await scim.user()
      const team = await scim.group({ members: [{ value: ada.id }] })
      const references = [at(team, 'members', 0, '$ref'), at((await scim.read(ada))['groups'], 0, '$ref')]
      for (const [reference, id] of [
        [references[0], ada.id],
        [references[1], team.id],
      ]) {
        const { pathname } = new URL(textOf(reference), `${scim.base}/`)
        const base = new URL(scim.base).pathname
        isTrue(pathname.startsWith(base), `$ref ${textOf(reference)} is below ${scim.base}`)
        equal((await scim.get(pathname.slice(base.length))).json['id'], id, `the id behind ${textOf(reference)}`)
      }
    }),
    must('RFC 7643 §2.3.8', 'a complex attribute with several sub-attributes keeps them all', async (scim) => {
      const name = { formatted: 'Dr. Ada B. King', givenName: 'Ada', middleName: 'B.', familyName: 'King' }
      const ada = await scim.user({ name })
      for (const [part, value] of Object.entries(name)) equal(at(ada, 'name', part), value, `name.${part}`)
    }),
    must('RFC 7643 §2.4', 'the primary value true occurs no more than once in an attribute', async (scim) => {
      const answer = await scim.post('/Users', {
        schemas: [USER],
        userName: scim.unique('ada'),
        emails: [
          { value: 'one@example.com', type: 'work', primary: true },
          { value: 'two@example.com', type: 'home', primary: true },
        ],
      })
      if (answer.status === 400) return refused(answer, 400, 'invalidValue')
      statusIs(answer, 201)
      isTrue(
        elements(answer.json['emails']).filter((one) => one['primary'] === true).length <= 1,
        `at most one e-mail of ${JSON.stringify(answer.json['emails'])} is primary`,
      )
    }),
    should('RFC 7643 §2.4', 'the same type and value do not occur twice in an attribute', async (scim) => {
      const twice = { value: 'ada@example.com', type: 'work' }
      const answer = await scim.post('/Users', {
        schemas: [USER],
        userName: scim.unique('ada'),
        emails: [twice, { ...twice }],
      })
      if (answer.status === 400) return
      statusIs(answer, 201)
      equal(elements(answer.json['emails']).length, 1, 'the number of e-mails')
    }),
    must('RFC 7643 §2.4', 'a value that is not said to be primary is not primary', async (scim) => {
      const ada = await scim.user({ emails: [{ value: 'a@example.com' }], phoneNumbers: [{ value: '1' }] })
      for (const name of ['emails', 'phoneNumbers']) {
        isTrue(at(ada, name, 0, 'primary') !== true, `${name} has no primary value`)
      }
    }),
    must('RFC 7643 §2.4', 'values of one attribute may have the same type', async (scim) => {
      const emails = ['a@example.com', 'b@example.com'].map((value) => ({ value, type: 'work' }))
      equal(valuesOf((await scim.user({ emails }))['emails']), ['a@example.com', 'b@example.com'], 'the e-mails')
    }),
    must('RFC 7643 §2.5', 'null and an empty array mean unassigned when a resource is created', async (scim) => {
      const ada = await scim.user({ nickName: null, title: null, emails: [], phoneNumbers: null, [ENTERPRISE]: null })
      for (const name of ['nickName', 'title', 'emails', 'phoneNumbers', ENTERPRISE]) {
        isTrue(ada[name] === undefined, `${name} is left out, not ${JSON.stringify(ada[name])}`)
      }
    }),
    must('RFC 7643 §2.5', 'null and an empty array mean unassigned when a resource is replaced', async (scim) => {
      const ada = await scim.user({ nickName: 'Countess', emails: [{ value: 'a@example.com' }] })
      const put = await scim.put(`/Users/${ada.id}`, { ...ada, nickName: null, emails: [] })
      statusIs(put, 200)
      for (const name of ['nickName', 'emails']) isTrue(put.json[name] === undefined, `${name} is cleared`)
    }),
    must(
      'RFC 7643 §2.5',
      'null means unassigned when an attribute is replaced by PATCH',
      async (scim) => {
        const ada = await scim.user({ nickName: 'Countess' })
        statusIs(await scim.patch(`/Users/${ada.id}`, [{ op: 'replace', path: 'nickName', value: null }]), 200, 204)
        isTrue((await scim.read(ada))['nickName'] === undefined, 'nickName is cleared')
      },
      'patch',
    ),
    must(
      'RFC 7643 §2.5',
      'an unassigned attribute is not present for a filter',
      async (scim) => {
        const mark = scim.unique('mark')
        const with_ = await scim.user({ displayName: mark, nickName: 'Countess', title: null })
        finds(await scim.find(`displayName eq "${mark}" and nickName pr`), with_)
        finds(await scim.find(`displayName eq "${mark}" and title pr`))
        finds(await scim.find(`displayName eq "${mark}" and not (title pr)`), with_)
      },
      'filter',
    ),
  ],
}
