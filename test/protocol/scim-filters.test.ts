import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { type RunningApp, startApp } from '../support/start-app.ts'
import { RFC_EXAMPLES, RFC_PEOPLE, RFC_RULES } from '../support/rfc-filters.ts'
import type { Attributes } from '../../src/scim/resource.ts'

const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
const CORE = 'urn:ietf:params:scim:schemas:core:2.0:User'

type Body = Readonly<Record<string, unknown>>
type Asked = { readonly status: number; readonly body: Body; readonly places: readonly number[] }

/** The whole program with these people in its directory, in this order. */
class Server {
  app!: RunningApp
  readonly ids: string[] = []
  #now = Date.parse('2011-01-01T00:00:00Z')

  async open(people: readonly Attributes[], at: (i: number) => number = (i) => this.#now + i): Promise<void> {
    this.app = await startApp({ clock: () => this.#now })
    for (const [i, person] of people.entries()) {
      this.#now = at(i)
      const made = await this.send('/Users', { method: 'POST', body: JSON.stringify(person) })
      assert.equal(made.status, 201, JSON.stringify(made.body))
      this.ids.push(String(made.body['id']))
    }
  }

  async send(path: string, init: RequestInit = {}): Promise<{ readonly status: number; readonly body: Body }> {
    const headers = { authorization: `Bearer ${this.app.token}`, 'content-type': 'application/scim+json' }
    const answer = await fetch(`${this.app.scimBase}${path}`, { ...init, headers })
    return { status: answer.status, body: (await answer.json()) as Body }
  }

  /** `query` is as it goes over the wire. `<0>` stands for the id of the first person. */
  async raw(query: string): Promise<Asked> {
    const { status, body } = await this.send(
      `/Users?${query.replaceAll(/<(\d)>/g, (_, i) => this.ids[Number(i)] ?? '')}`,
    )
    const found = (body['Resources'] ?? []) as readonly { readonly id: string }[]
    if (status === 200) assert.equal(body['totalResults'], found.length)
    return { status, body, places: found.map(({ id }) => this.ids.indexOf(id)) }
  }

  async find(filter: string): Promise<readonly number[]> {
    const { status, body, places } = await this.raw(`filter=${encodeURIComponent(this.#filled(filter))}`)
    assert.equal(status, 200, JSON.stringify(body))
    return places
  }

  async refuse(filter: string): Promise<string> {
    const { status, body } = await this.raw(`filter=${encodeURIComponent(filter)}`)
    assert.deepEqual([status, body['scimType']], [400, 'invalidFilter'], JSON.stringify(body))
    return String(body['detail'])
  }

  #filled = (text: string): string => text.replaceAll(/<(\d)>/g, (_, i) => this.ids[Number(i)] ?? '')
}

suite('The filters of RFC 7644 §3.4.2.2', () => {
  const server = new Server()
  before(() =>
    server.open(
      RFC_PEOPLE.map(({ attributes }) => attributes),
      (i) => Date.parse(RFC_PEOPLE[i]?.lastModified ?? ''),
    ),
  )
  after(() => server.app.close())
  for (const [filter, found] of RFC_EXAMPLES) {
    test(`the example ${filter} finds ${found.join(' and ')}`, async () =>
      assert.deepEqual(await server.find(filter), found))
  }
  for (const [rule, filter, found] of RFC_RULES) {
    test(`${rule}: ${filter}`, async () => assert.deepEqual(await server.find(filter), found))
  }
})

const MANAGER = '01890000-0000-7000-8000-000000000001'
const PEOPLE: readonly Attributes[] = [
  {
    userName: 'Ada.Stone@example.com',
    externalId: '00uA',
    displayName: `Ada O'Neil`,
    nickName: 'o"neil \\ 50%_*?[a]',
    title: 'Clerk',
    active: true,
    profileUrl: 'https://people.example/Ada',
    emails: [
      { value: 'Ada.Stone+scim@example.com', type: 'work', primary: true },
      { value: 'ada@home.example', type: 'home' },
    ],
    roles: [{ value: 'Admin', primary: true }],
    x509Certificates: [{ value: 'AbCd' }],
    [ENTERPRISE]: { department: 'Tools', employeeNumber: '42', manager: { value: MANAGER } },
  },
  {
    userName: 'ben@example.com',
    active: false,
    title: 'a b',
    emails: [{ value: 'ben@example.com', type: 'home' }],
    roles: [{ value: 'Reader', primary: false }],
    'urn:example:unknown': { badge: '7' },
  },
  { userName: 'cy', externalId: '00ua', active: true, title: 'x'.repeat(3_000) + 'end' },
]

/** scim-clients §4.1, each with a client that sends it. */
const TOLERATED: readonly (readonly [id: string, client: string, filter: string, found: readonly number[]])[] = [
  ['F1', 'Entra', 'emails[type eq "work"].value eq "ada.stone+scim@example.com"', [0]],
  ['F1', 'Entra', 'emails[type eq "home"].value eq "ada.stone+scim@example.com"', []],
  ['F2', 'Entra', 'externalId Eq "00uA"', [0]],
  ['F2', 'a hand-written client', 'active EQ TRUE And title PR', [0, 2]],
  ['F2', 'a hand-written client', 'NOT (active eq true) OR title sw "clerk"', [0, 1]],
  ['F3', 'a hand-written client', 'userName eq ben@example.com', [1]],
  ['F3', 'Google', '(meta.created gt 2010-10-10T14:38:21.8617979-07:00) and userName eq cy', [2]],
  ['F4', 'Entra', 'roles[primary eq "True"].value eq "admin"', [0]],
  ['F4', 'OneLogin', 'active eq "false"', [1]],
  ['F5', 'Ping', 'emails.value co "home"', [0]],
  ['F5', 'Keycloak', 'emails co "EXAMPLE.com"', [0, 1]],
  ['F6', 'Entra', `id eq "<0>" and manager eq "${MANAGER}"`, [0]],
  ['F6', 'Entra', 'department eq "tools"', [0]],
  ['F7', 'SailPoint', `${CORE}:userName eq "BEN@example.com"`, [1]],
  ['F7', 'SailPoint', `${ENTERPRISE.toUpperCase()}:MANAGER.value eq "${MANAGER}"`, [0]],
  ['F7', 'a server of RFC 7644 examples', `${CORE}:emails[type eq "home"].value sw "ben"`, [1]],
  ['F8', 'Okta', String.raw`nickName eq "o\"neil \\ 50%_*?[a]"`, [0]],
  ['F8', 'Okta', `displayName eq "ada o'neil"`, [0]],
  ['F8', 'Okta', 'emails.value eq "Ada.Stone+scim@example.com"', [0]],
  [
    'F10',
    'Microsoft’s validator',
    '(active eq true) and (meta.lastModified ge "0001-01-03T00:00:00.0000000Z")',
    [0, 2],
  ],
  ['F10', 'Google', 'meta.created lt "2011-01-01T01:00:00.000+01:00"', []],
  ['F10', 'Google', 'meta.created le "2011-01-01T01:00:00.000+01:00"', [0]],
  ['F11', 'Okta', 'userName eq "ADA.STONE@EXAMPLE.COM"', [0]],
  ['F11', 'OneLogin', 'emails.value eq "BEN@EXAMPLE.COM"', [1]],
]

/** Attributes of every resource, RFC 7643 §3 and §3.1. */
const COMMON: readonly (readonly [filter: string, found: readonly number[]])[] = [
  ['id eq "<1>"', [1]],
  ['id ne "<1>"', [0, 2]],
  ['id pr', [0, 1, 2]],
  ['externalId eq "00uA"', [0]],
  ['externalId sw "00u" and externalId ew "a"', [2]],
  ['externalId eq null', [1]],
  [`schemas eq "${ENTERPRISE}"`, [0]],
  [`schemas eq "${ENTERPRISE.toLowerCase()}"`, [0]],
  ['schemas eq "urn:ietf:params:scim:schemas:extension:enterprise:2.0User"', [0]],
  [`not (schemas eq "${ENTERPRISE}")`, [1, 2]],
  [`schemas ne "${CORE}"`, [0, 1]],
  ['schemas co "enterprise"', [0]],
  ['schemas sw "urn:example:"', [1]],
  ['schemas eq "urn:example:unknown"', [1]],
  ['schemas pr', [0, 1, 2]],
  ['meta.resourceType eq "User"', [0, 1, 2]],
  ['meta.resourceType eq "Group"', []],
  ['meta.resourceType sw "U" and userName eq "cy"', [2]],
  ['meta.location eq "https://scim.example/scim/v2/Users/<2>"', [2]],
  ['meta.location ne "https://scim.example/scim/v2/Users/<2>"', [0, 1]],
  ['meta.location eq "https://scim.example/scim/v2/Groups/<2>"', []],
  ['meta.location pr and active eq false', [1]],
  ['meta.version eq "W/\\"1\\""', [0, 1, 2]],
  ['meta.version eq W/"2"', []],
  ['meta.version ne "W/\\"2\\""', [0, 1, 2]],
  ['meta.created eq "2011-01-01T00:00:00Z"', [0]],
  ['meta.lastModified ge "2011-01-01T00:00:00.001Z"', [1, 2]],
  ['meta pr', [0, 1, 2]],
]

/** Each operator on what it fits, by type. Numbers stand in test/contract: no attribute of a user is one. */
const TYPES: readonly (readonly [filter: string, found: readonly number[]])[] = [
  ['active ne true', [1]],
  ['active pr', [0, 1, 2]],
  ['profileUrl eq "https://people.example/Ada"', [0]],
  ['profileUrl eq "https://people.example/ada"', []],
  ['profileUrl sw "https://people" and profileUrl ew "/Ada" and profileUrl co "."', [0]],
  ['profileUrl gt "https"', [0]],
  ['x509Certificates.value eq "AbCd"', [0]],
  ['x509Certificates eq "abcd"', []],
  ['x509Certificates pr', [0]],
  ['x509Certificates ne "AbCd"', [1, 2]],
  ['name eq null and emails.type eq null', [2]],
  ['title ew "XEND"', [2]],
  [`title sw "${'x'.repeat(600)}"`, [2]],
  [`title co "${'x'.repeat(700)}e"`, [2]],
  [`title eq "${'X'.repeat(3_000)}end"`, [2]],
  [`title gt "${'x'.repeat(600)}"`, [2]],
  ['nickName co "%_*"', [0]],
  ['nickName co "50__*"', []],
  ['nickName ew "*?[A]"', [0]],
  ['nickName sw "o%"', []],
]

const REFUSED: readonly (readonly [filter: string, words: RegExp])[] = [
  ['active gt true', /"gt" does not fit "active", which is true or false/],
  ['active co "t"', /does not fit/],
  ['x509Certificates.value gt "A"', /"gt" does not fit .*binary/],
  ['x509Certificates co "A"', /does not fit .*binary/],
  ['meta.created co "2011"', /does not fit .*date and time/],
  ['meta.created gt "yesterday"', /"yesterday" does not fit/],
  ['title gt null', /null can be compared with eq and ne only/],
  ['meta.location co "Users"', /eq and ne only/],
  ['meta.version gt "W/\\"1\\""', /eq and ne only/],
  ['name eq "Ada"', /made of sub-attributes.*"name.formatted"/],
  ['usrName eq "x"', /no attribute "usrName". Did you mean "userName"\?/],
  ['name.familyname2 eq "x"', /Did you mean "name.familyName"\?/],
  [`${CORE}:dispayName eq "x"`, /Did you mean "displayName"\?/],
  [`${ENTERPRISE}:departmnt eq "x"`, /Did you mean "department"\?/],
  ['emails[valu eq "x"]', /"emails" has no sub-attribute "valu". Did you mean "value"\?/],
  ['userName regex "a.*"', /operator.*"regex"/],
]

suite('Filters at the front door', () => {
  const server = new Server()
  before(() => server.open(PEOPLE, (i) => Date.parse('2011-01-01T00:00:00Z') + i))
  after(() => server.app.close())
  for (const [id, client, filter, found] of TOLERATED) {
    test(`${id}: ${filter}, as ${client} writes it, finds ${found.join(' and ') || 'nobody'}`, async () =>
      assert.deepEqual(await server.find(filter), found))
  }
  for (const [filter, found] of [...COMMON, ...TYPES]) {
    test(`${filter.slice(0, 90)} finds ${found.join(' and ') || 'nobody'}`, async () =>
      assert.deepEqual(await server.find(filter), found))
  }
  for (const [filter, words] of REFUSED) {
    test(`${filter} is refused, with what to write instead`, async () =>
      assert.match(await server.refuse(filter), words))
  }

  test('F9: a filter inside attributes is read as its attribute', async () => {
    const { status, body } = await server.raw(
      'attributes=emails%5Btype%20eq%20%22work%22%5D&filter=userName%20eq%20%22cy%22',
    )
    assert.equal(status, 200)
    assert.deepEqual(Object.keys((body['Resources'] as readonly Body[])[0] ?? {}).sort(), ['id', 'schemas'])
  })

  test('T7: blanks as %20 and +, quotes raw or encoded, a plus as %2B all arrive as they are meant', async () => {
    for (const query of [
      'filter=title+eq+%22a+b%22',
      'filter=title%20eq%20%22a%20b%22',
      'filter=title%20eq%20"a+b"',
      'FILTER=title+eq+"a%20b"',
    ]) {
      assert.deepEqual((await server.raw(query)).places, [1], query)
    }
    assert.deepEqual((await server.raw('filter=emails.value+eq+%22Ada.Stone%2Bscim@example.com%22')).places, [0])
    // a plus that was not encoded is a blank: nobody is guessed
    assert.deepEqual((await server.raw('filter=emails.value+eq+%22Ada.Stone+scim@example.com%22')).places, [])
  })

  test('X28: nothing that a client asks in every cycle is refused, not even about nobody', async () => {
    for (const filter of [
      'userName eq "nobody"',
      'externalId eq "nobody"',
      'id eq "nobody"',
      'emails[type eq "work"].value eq "nobody"',
      'emails.value eq "nobody"',
      'employeeNumber eq "nobody"',
      'displayName eq "nobody"',
      `id eq "nobody" and manager eq "${MANAGER}"`,
      'meta.lastModified gt "2030-01-01T00:00:00Z"',
      'userName eq "nobody" and active eq true',
      'groups.value eq "nobody"',
    ]) {
      assert.deepEqual(await server.find(filter), [], filter)
    }
    const groups = await server.send(`/Groups?filter=${encodeURIComponent('id eq "nobody" and members eq "nobody"')}`)
    assert.deepEqual([groups.status, groups.body['totalResults']], [200, 0])
  })

  test('a group is found by its schema, and by what it has not', async () => {
    const made = await server.send('/Groups', { method: 'POST', body: JSON.stringify({ displayName: 'Staff' }) })
    assert.equal(made.status, 201)
    for (const [filter, count] of [
      ['schemas eq "urn:ietf:params:scim:schemas:core:2.0:Group"', 1],
      [`schemas eq "${CORE}"`, 0],
      ['meta.resourceType eq "Group"', 1],
      ['externalId eq null and displayName sw "st"', 1],
    ] as const) {
      const { body } = await server.send(`/Groups?filter=${encodeURIComponent(filter)}`)
      assert.equal(body['totalResults'], count, filter)
    }
  })
})

const SORTED: readonly (readonly [sortBy: string, order: string, places: readonly number[]])[] = [
  ['userName', 'ascending', [0, 1, 2]],
  ['USERNAME', 'Descending', [2, 1, 0]],
  ['title', 'ascending', [1, 0, 2]],
  // who has no value comes last, and first when descending
  ['externalId', 'ascending', [0, 2, 1]],
  ['externalId', 'descending', [1, 2, 0]],
  // the primary address of the first one, not ada@home.example
  ['emails.value', 'ascending', [0, 1, 2]],
  ['emails', 'descending', [2, 1, 0]],
  ['emails.type', 'ascending', [1, 0, 2]],
  [`${ENTERPRISE}:department`, 'ascending', [0, 1, 2]],
  ['department', 'descending', [1, 2, 0]],
  ['active', 'ascending', [1, 0, 2]],
  ['meta.created', 'descending', [2, 1, 0]],
  ['meta.version', 'ascending', [0, 1, 2]],
  ['schemas', 'descending', [0, 1, 2]],
]

suite('sortBy at the front door (RFC 7644 §3.4.2.3)', () => {
  const server = new Server()
  before(() => server.open(PEOPLE))
  after(() => server.app.close())
  for (const [sortBy, order, places] of SORTED) {
    test(`${sortBy}, ${order}, gives ${places.join(', ')}`, async () =>
      assert.deepEqual((await server.raw(`sortBy=${sortBy}&sortOrder=${order}`)).places, places))
  }
  test('sorts what a filter finds, page by page', async () => {
    const page = async (startIndex: number): Promise<unknown> => {
      const query = `filter=title+pr&sortBy=userName&sortOrder=descending&count=1&startIndex=${startIndex}`
      const { body } = await server.send(`/Users?${query}`)
      return [body['totalResults'], ...(body['Resources'] as readonly Body[]).map((one) => one['userName'])]
    }
    assert.deepEqual(
      [await page(1), await page(2), await page(3), await page(4)],
      [[3, 'cy'], [3, 'ben@example.com'], [3, 'Ada.Stone@example.com'], [3]],
    )
  })
  for (const [sortBy, words] of [
    ['usrName', /Did you mean "userName"/],
    ['name', /Sort by one of its sub-attributes, such as "name.formatted"/],
    ['x509Certificates.value', /cannot be sorted by/],
    ['groups', /cannot be sorted by/],
    ['__proto__', /no attribute "__proto__"/],
  ] as const) {
    test(`${sortBy} is refused, with what to write instead`, async () => {
      const { status, body } = await server.raw(`sortBy=${sortBy}`)
      assert.deepEqual([status, body['scimType']], [400, 'invalidValue'])
      assert.match(String(body['detail']), words)
    })
  }
})
