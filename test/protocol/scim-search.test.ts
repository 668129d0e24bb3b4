import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { createDirectory, startApp, type RunningApp } from '../support/start-app.ts'
import {
  clientOf,
  listed,
  made,
  refusedWith,
  scimClient,
  type AskScim,
  type ScimAnswer,
  type ScimJson,
} from '../support/scim-client.ts'

const SEARCH_REQUEST = 'urn:ietf:params:scim:api:messages:2.0:SearchRequest'
const LIST_RESPONSE = 'urn:ietf:params:scim:api:messages:2.0:ListResponse'
const USER = 'urn:ietf:params:scim:schemas:core:2.0:User'
const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group'
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'

describe('a search by POST (RFC 7644 §3.4.3) and at the root (§3.4.2.1)', () => {
  let app: RunningApp
  let ask: AskScim
  const ids: Record<string, string> = {}
  before(async () => {
    app = await startApp()
    ask = clientOf(app)
    for (const [userName, title] of [
      ['mia', 'Clerk'],
      ['ben', 'Boss'],
      ['zoe', undefined],
    ] as const) {
      const extra = title === undefined ? {} : { title, [ENTERPRISE]: { department: title } }
      ids[userName] = (await made(ask('POST', '/Users', { userName, displayName: `User ${userName}`, ...extra }))).id
    }
    for (const displayName of ['Alpha', 'User nobody', 'Zulu']) {
      const members = [{ value: ids['mia'] }]
      ids[displayName] = (await made(ask('POST', '/Groups', { displayName, members }))).id
    }
  })
  after(() => app.close())

  const search = (at: string, body: object): Promise<ScimAnswer> =>
    ask('POST', `${at}/.search`, { schemas: [SEARCH_REQUEST], ...body })
  const namesIn = (answer: ScimAnswer): readonly unknown[] =>
    listed(answer).map(({ userName, displayName }) => userName ?? displayName)
  const filter = (text: string): string => `filter=${encodeURIComponent(text)}`

  describe('at an endpoint', () => {
    test('answers what the same GET answers', async () => {
      const question = { filter: 'title pr', sortBy: 'userName', sortOrder: 'descending', startIndex: 1, count: 5 }
      const byPost = await search('/Users', question)
      const byGet = await ask(
        'GET',
        `/Users?${filter('title pr')}&sortBy=userName&sortOrder=descending&startIndex=1&count=5`,
      )
      assert.equal(byPost.status, 200)
      assert.equal(byPost.text, byGet.text)
      assert.deepEqual(byPost.json['schemas'], [LIST_RESPONSE])
      assert.deepEqual(namesIn(byPost), ['mia', 'ben'])
    })
    test('takes attributes and excludedAttributes as arrays of names, or as one text', async () => {
      for (const attributes of [['userName', `${ENTERPRISE}:department`], `userName,${ENTERPRISE}:department`]) {
        const [first] = listed(await search('/Users', { attributes, filter: 'userName eq "mia"' }))
        assert.deepEqual(Object.keys(first ?? {}).toSorted(), [ENTERPRISE, 'id', 'schemas', 'userName'].toSorted())
      }
      const [group] = listed(await search('/Groups', { excludedAttributes: ['members', 'meta'] }))
      assert.ok(!('members' in (group ?? {})) && !('meta' in (group ?? {})))
    })
    test('has names in any case, leaves null out and ignores what it does not know', async () => {
      const answer = await search('/Users', { FILTER: 'userName eq "mia"', StartIndex: '1', sortBy: null, colour: 7 })
      assert.deepEqual(namesIn(answer), ['mia'])
    })
    test('is there in small letters too, and at each address of a directory', async () => {
      assert.equal((await search('/users', {})).status, 200)
      const there = scimClient(`${app.base}/directories/okta-universal-directory/scim/v2`, app.token)
      const answer = await there('POST', '/Groups/.search', { schemas: [SEARCH_REQUEST] })
      assert.equal(answer.json['totalResults'], 3)
    })
    test('is a read: no Location, nothing written, and nothing else than POST', async () => {
      const answer = await search('/Users', {})
      assert.equal(answer.headers.get('location'), null)
      for (const method of ['GET', 'PUT', 'PATCH', 'DELETE']) {
        const refused = await ask(method, '/Users/.search', method === 'GET' || method === 'DELETE' ? undefined : {})
        refusedWith(refused, 405)
        assert.equal(refused.headers.get('allow'), 'POST')
      }
    })
    test('of another message, or of none, is refused', async () => {
      for (const body of [{}, { filter: 'title pr' }, { schemas: [] }, { schemas: [LIST_RESPONSE] }, [], 'x', null])
        refusedWith(await ask('POST', '/Users/.search', JSON.stringify(body)), 400, 'invalidSyntax')
      refusedWith(await ask('POST', '/Users/.search', '{'), 400, 'invalidSyntax')
      refusedWith(await ask('POST', '/Users/.search'), 400, 'invalidSyntax')
    })
    for (const [what, body, scimType, status] of [
      ['a filter that is broken', { filter: 'userName eq' }, 'invalidFilter', 400],
      ['an empty filter', { filter: '' }, 'invalidFilter', 400],
      ['a filter that is no text', { filter: ['title pr'] }, 'invalidValue', 400],
      ['a filter given twice', { filter: 'title pr', Filter: 'title pr' }, 'invalidFilter', 400],
      ['a filter on a password', { filter: 'password eq "x"' }, 'sensitive', 403],
      ['an unknown attribute', { filter: 'nonsense pr' }, 'invalidFilter', 400],
      ['a count that is none', { count: 'many' }, 'invalidValue', 400],
      ['a count that is an object', { count: {} }, 'invalidValue', 400],
      ['half a startIndex', { startIndex: 1.5 }, 'invalidValue', 400],
      ['a truth for a startIndex', { startIndex: true }, 'invalidValue', 400],
      ['attributes that are numbers', { attributes: [1] }, 'invalidValue', 400],
      ['attributes and excludedAttributes', { attributes: ['id'], excludedAttributes: ['title'] }, 'invalidValue', 400],
      ['an unknown sort', { sortBy: 'nonsense' }, 'invalidValue', 400],
    ] as const) {
      test(`refuses ${what} as a GET does`, async () => refusedWith(await search('/Users', body), status, scimType))
    }
  })

  for (const [how, root] of [
    [
      'by GET',
      (body: Record<string, unknown>) =>
        ask('GET', `/?${new URLSearchParams(body as Record<string, string>).toString()}`),
    ],
    ['by POST', (body: Record<string, unknown>) => search('', body)],
  ] as const) {
    describe(`at the root, ${how}`, () => {
      test('finds resources of all types, users first, each with its own schemas, type and location', async () => {
        const answer = await root({ count: 100 })
        assert.equal(answer.json['totalResults'], 6)
        assert.deepEqual(namesIn(answer), ['mia', 'ben', 'zoe', 'Alpha', 'User nobody', 'Zulu'])
        for (const { id, schemas, meta } of listed(answer)) {
          const { resourceType, location } = meta as Record<string, string>
          assert.ok((schemas as string[]).includes(resourceType === 'User' ? USER : GROUP))
          assert.equal(location, `${app.scimBase}/${resourceType}s/${id}`)
        }
        assert.deepEqual(
          ((listed(answer)[3] ?? {}) as { members: ScimJson[] }).members.map(({ value }) => value),
          [ids['mia']],
        )
        assert.equal(((listed(answer)[0] ?? {}) as { groups: unknown[] }).groups.length, 3)
      })
      test('counts and pages over all of them', async () => {
        for (const [startIndex, count, names] of [
          [1, 2, ['mia', 'ben']],
          [3, 2, ['zoe', 'Alpha']],
          [4, 3, ['Alpha', 'User nobody', 'Zulu']],
          [6, 10, ['Zulu']],
          [7, 10, []],
          [1, 0, []],
        ] as const) {
          const answer = await root({ startIndex, count })
          assert.deepEqual(namesIn(answer), names)
          const { totalResults, itemsPerPage, startIndex: told } = answer.json
          assert.deepEqual([totalResults, itemsPerPage, told], [6, names.length, startIndex])
        }
      })
      test('takes an attribute that a type does not have as without value there', async () => {
        assert.deepEqual(namesIn(await root({ filter: 'userName pr' })), ['mia', 'ben', 'zoe'])
        assert.deepEqual(namesIn(await root({ filter: 'not (userName pr)' })), ['Alpha', 'User nobody', 'Zulu'])
        assert.deepEqual(namesIn(await root({ filter: 'userName eq null' })), ['Alpha', 'User nobody', 'Zulu'])
        assert.deepEqual(namesIn(await root({ filter: 'userName ne null' })), ['mia', 'ben', 'zoe'])
        assert.deepEqual(namesIn(await root({ filter: 'members pr or title eq "Boss"' })), [
          'ben',
          'Alpha',
          'User nobody',
          'Zulu',
        ])
        assert.deepEqual(namesIn(await root({ filter: 'userName ne "mia" and displayName sw "User"' })), [
          'ben',
          'zoe',
          'User nobody',
        ])
        assert.deepEqual(namesIn(await root({ filter: `${ENTERPRISE}:department eq "Clerk"` })), ['mia'])
        assert.deepEqual(namesIn(await root({ filter: 'emails[type eq "work"] or displayName eq "zulu"' })), ['Zulu'])
      })
      test('finds a name that several types have in all of them', async () => {
        assert.deepEqual(namesIn(await root({ filter: 'displayName co "User"' })), ['mia', 'ben', 'zoe', 'User nobody'])
      })
      test('is restricted by meta.resourceType', async () => {
        assert.deepEqual(namesIn(await root({ filter: 'meta.resourceType eq "Group"' })), [
          'Alpha',
          'User nobody',
          'Zulu',
        ])
        const both = '(meta.resourceType eq "User") or (meta.resourceType eq "Group")'
        assert.equal((await root({ filter: both })).json['totalResults'], 6)
        assert.equal((await root({ filter: 'meta.resourceType eq "Widget"' })).json['totalResults'], 0)
      })
      test('sorts across the types; what has no value comes last, or first when descending', async () => {
        assert.deepEqual(namesIn(await root({ sortBy: 'displayName' })), [
          'Alpha',
          'ben',
          'mia',
          'User nobody',
          'zoe',
          'Zulu',
        ])
        const down = { sortBy: 'userName', sortOrder: 'descending' }
        assert.deepEqual(namesIn(await root(down)), ['Alpha', 'User nobody', 'Zulu', 'zoe', 'mia', 'ben'])
        assert.deepEqual(namesIn(await root({ sortBy: 'userName', startIndex: 2, count: 3 })), ['mia', 'zoe', 'Alpha'])
      })
      test('shows the attributes that are asked for, of those that have them', async () => {
        const answer = await root({ attributes: 'userName,members', count: 4 })
        const [user, , , group] = listed(answer)
        assert.deepEqual(Object.keys(user ?? {}).toSorted(), ['id', 'schemas', 'userName'])
        assert.deepEqual(Object.keys(group ?? {}).toSorted(), ['id', 'members', 'schemas'])
      })
      test('refuses what no type knows, and names what is near', async () => {
        refusedWith(await root({ filter: 'userNam eq "mia"' }), 400, 'invalidFilter', /userName/)
        refusedWith(await root({ sortBy: 'nonsense' }), 400, 'invalidValue')
        refusedWith(await root({ filter: 'password eq "x"' }), 403, 'sensitive')
        refusedWith(await root({ filter: 'active gt true' }), 400, 'invalidFilter')
      })
    })
  }
})

test('a search at the root sorts versions and instants of several types as numbers, and truths with what has none', async () => {
  const app = await startApp()
  try {
    const ask = clientOf(app)
    const changed = async (path: string, attribute: string, times: number): Promise<void> => {
      for (let i = 0; i < times; i += 1) {
        const Operations = [{ op: 'replace', path: attribute, value: `x${i}` }]
        assert.equal((await ask('PATCH', path, { Operations })).status, 200)
      }
    }
    const user = await made(ask('POST', '/Users', { userName: 'u', active: false }))
    const group = await made(ask('POST', '/Groups', { displayName: 'g' }))
    const other = await made(ask('POST', '/Users', { userName: 'v' }))
    await changed(`/Users/${user.id}`, 'title', 9)
    await changed(`/Groups/${group.id}`, 'displayName', 1)
    const sorted = async (sortBy: string): Promise<readonly string[]> =>
      listed(await ask('GET', `/?sortBy=${sortBy}`)).map(({ id }) => id)
    assert.deepEqual(await sorted('meta.version'), [other.id, group.id, user.id])
    assert.deepEqual(await sorted('meta.lastModified'), [other.id, user.id, group.id])
    assert.deepEqual(await sorted('active'), [user.id, other.id, group.id])
  } finally {
    await app.close()
  }
})

test('a search at the root for a tenant of several directories says which directories there are', async () => {
  const app = await startApp()
  try {
    await createDirectory(app.base, app.token, 'Partners', ['PARTNERS.COM'])
    refusedWith(await clientOf(app)('GET', '/'), 400, 'invalidValue', /PARTNERS\.COM/)
    const there = scimClient(`${app.base}/directories/partners/scim/v2`, app.token)
    assert.equal((await there('GET', '')).json['totalResults'], 0)
  } finally {
    await app.close()
  }
})
