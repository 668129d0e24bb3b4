import assert from 'node:assert/strict'
import { after, before, describe, test, type TestContext } from 'node:test'
import { seededRandom } from '../contract/seeded-random.ts'
import { apiOf } from '../support/admin-api.ts'
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

const BULK_REQUEST = 'urn:ietf:params:scim:api:messages:2.0:BulkRequest'
const USER = 'urn:ietf:params:scim:schemas:core:2.0:User'
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
const MAX_OPERATIONS = 1_000
const MAX_PAYLOAD = 8 * 1024 * 1024

type Outcome = {
  readonly method?: string
  readonly bulkId?: string
  readonly location?: string
  readonly version?: string
  readonly status: string
  readonly response?: ScimJson
}

let serial = 0
const aName = (): string => `bulk.${(serial += 1)}@example.com`
const aUser = (more: object = {}): ScimJson => ({ schemas: [USER], userName: aName(), ...more })
const post = (bulkId: string, data: unknown = aUser(), path = '/Users'): ScimJson => ({
  method: 'POST',
  path,
  bulkId,
  data,
})
const group = (bulkId: string, ...members: readonly string[]): ScimJson =>
  post(bulkId, { displayName: aName(), members: members.map((value) => ({ value })) }, '/Groups')
const patchOf = (path: string, ...Operations: readonly unknown[]): ScimJson => ({
  method: 'PATCH',
  path,
  data: { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations },
})
const titled = (id: string, title: string): ScimJson =>
  patchOf(`/Users/${id}`, { op: 'replace', path: 'title', value: title })

describe('POST /Bulk (RFC 7644 §3.7)', () => {
  let app: RunningApp
  let ask: AskScim
  before(async () => {
    app = await startApp()
    ask = clientOf(app)
  })
  after(() => app.close())

  const send = (Operations: unknown, more: object = {}): Promise<ScimAnswer> =>
    ask('POST', '/Bulk', { schemas: [BULK_REQUEST], Operations, ...more })
  const bulk = async (Operations: readonly unknown[], more: object = {}): Promise<readonly Outcome[]> => {
    const answer = await send(Operations, more)
    assert.equal(answer.status, 200, answer.text)
    assert.equal(answer.headers.get('content-type'), 'application/scim+json')
    assert.deepEqual(answer.json['schemas'], ['urn:ietf:params:scim:api:messages:2.0:BulkResponse'])
    return answer.json['Operations'] as Outcome[]
  }
  const statuses = (outcomes: readonly Outcome[]): readonly string[] => outcomes.map(({ status }) => status)
  const read = async ({ location = '' }: Outcome): Promise<ScimJson> => {
    const answer = await ask('GET', location.slice(app.scimBase.length))
    assert.equal(answer.status, 200, `${location}: ${answer.text}`)
    return answer.json
  }
  const idIn = ({ location = '' }: Outcome): string => location.split('/').at(-1) ?? ''
  const memberIds = (resource: ScimJson): readonly string[] =>
    ((resource['members'] ?? []) as { value: string }[]).map(({ value }) => value).toSorted()
  const created = async (): Promise<string> => (await made(ask('POST', '/Users', aUser()))).id

  describe('an operation of each method', () => {
    test('does what the single request does, and answers as §3.7.3 wants it', async () => {
      const [replaced, patched, removed] = [await created(), await created(), await created()]
      const userName = aName()
      const outcomes = await bulk([
        post('qwerty'),
        { method: 'PUT', path: `/Users/${replaced}`, data: { schemas: [USER], userName } },
        titled(patched, 'Boss'),
        { method: 'DELETE', path: `/Users/${removed}` },
      ])
      assert.deepEqual(statuses(outcomes), ['201', '200', '200', '204'])
      assert.deepEqual(
        outcomes.map(({ method }) => method),
        ['POST', 'PUT', 'PATCH', 'DELETE'],
      )
      assert.equal(outcomes[0]?.bulkId, 'qwerty')
      for (const outcome of outcomes) {
        assert.ok(outcome.location?.startsWith(`${app.scimBase}/Users/`), 'every operation has a location')
        assert.ok(!('response' in outcome), 'what went well has no body')
      }
      for (const outcome of outcomes.slice(0, 3)) {
        assert.equal(((await read(outcome))['meta'] as ScimJson)['version'], outcome.version)
      }
      assert.equal(outcomes[3]?.version, undefined)
      assert.equal((await ask('GET', `/Users/${removed}`)).status, 404)
      assert.equal((await ask('GET', `/Users/${replaced}`)).json['userName'], userName)
      assert.equal((await ask('GET', `/Users/${patched}`)).json['title'], 'Boss')
    })

    test('works on groups, and without the slash in front, in another case, and with keys in another case', async () => {
      const outcomes = await bulk([group('g'), { METHOD: 'post', Path: 'users', BulkId: 'u', Data: aUser() }])
      assert.deepEqual(statuses(outcomes), ['201', '201'])
      assert.match(outcomes[0]?.location ?? '', /\/Groups\/[0-9a-f-]{36}$/)
    })

    test('of an empty request is none', async () => assert.deepEqual(await bulk([]), []))
  })

  describe('one that fails', () => {
    test('has the answer of the single request in response, and harms no other', async () => {
      const taken = aName()
      await made(ask('POST', '/Users', aUser({ userName: taken })))
      const outcomes = await bulk([
        post('a'),
        post('b', aUser({ userName: taken })),
        post('c'),
        post('d', { schemas: [USER] }),
      ])
      assert.deepEqual(statuses(outcomes), ['201', '409', '201', '400'])
      const single = await ask('POST', '/Users', aUser({ userName: taken }))
      assert.deepEqual(outcomes[1]?.response, single.json)
      assert.equal(outcomes[1]?.response?.['scimType'], 'uniqueness')
      assert.equal(outcomes[1]?.bulkId, 'b')
      assert.equal(outcomes[1]?.location, undefined, 'a POST that failed has no location')
      assert.equal(outcomes[3]?.response?.['scimType'], 'invalidValue')
      await read(outcomes[0] ?? assert.fail())
      await read(outcomes[2] ?? assert.fail())
    })

    test('has a location unless it is a POST', async () => {
      const outcomes = await bulk([
        titled('nobody', 'x'),
        { method: 'DELETE', path: '/Users/nobody' },
        { method: 'PUT', path: '/Users/nobody', data: aUser() },
      ])
      assert.deepEqual(statuses(outcomes), ['404', '404', '404'])
      for (const { location } of outcomes) assert.equal(location, `${app.scimBase}/Users/nobody`)
    })

    test('after it has written something leaves nothing of it', async () => {
      const member = await created()
      const displayName = aName()
      await made(ask('POST', '/Groups', { displayName }))
      const { id } = await made(ask('POST', '/Groups', { displayName: aName() }))
      const before = (await ask('GET', `/Groups/${id}`)).text
      const outcomes = await bulk([
        patchOf(
          `/Groups/${id}`,
          { op: 'add', path: 'members', value: [{ value: member }] },
          { op: 'replace', path: 'displayName', value: displayName },
        ),
        post('ok'),
      ])
      assert.deepEqual(statuses(outcomes), ['409', '201'])
      assert.equal((await ask('GET', `/Groups/${id}`)).text, before)
    })
  })

  describe('failOnErrors', () => {
    const failing = (bulkId: string): ScimJson => post(bulkId, { schemas: [USER] })
    test('stops after so many errors, and answers what was processed until then', async () => {
      const outcomes = await bulk([post('a'), failing('b'), post('c'), failing('d'), post('e')], { failOnErrors: 2 })
      assert.deepEqual(
        outcomes.map(({ bulkId, status }) => `${bulkId} ${status}`),
        ['a 201', 'b 400', 'c 201', 'd 400'],
      )
    })
    test('leaves undone what stands behind', async () => {
      const userName = aName()
      await bulk([failing('a'), post('b', aUser({ userName }))], { failOnErrors: 1 })
      const found = await ask('GET', `/Users?filter=${encodeURIComponent(`userName eq "${userName}"`)}`)
      assert.equal(found.json['totalResults'], 0)
    })
    test('that is not reached changes nothing, nor does null', async () => {
      assert.equal((await bulk([failing('a'), post('b')], { failOnErrors: 2 })).length, 2)
      assert.equal((await bulk([failing('a'), post('b')], { failOnErrors: null })).length, 2)
    })
    for (const failOnErrors of [0, -1, 1.5, 'x', '1', true, []]) {
      test(`of ${JSON.stringify(failOnErrors)} is refused (BU-05)`, async () => {
        refusedWith(await send([post('a')], { failOnErrors }), 400, 'invalidValue', /failOnErrors/)
      })
    }
    test('counts over the bounds of commits too', async () => {
      const operations = Array.from({ length: 400 }, (_, i) => (i % 100 === 50 ? failing(`b${i}`) : post(`b${i}`)))
      const outcomes = await bulk(operations, { failOnErrors: 4 })
      assert.equal(outcomes.length, 351)
      assert.equal(outcomes.filter(({ status }) => status === '400').length, 4)
    })
  })

  describe('a bulkId (§3.7.2)', () => {
    test('is replaced by the id of what was created: in a member, as in the example of the RFC', async () => {
      const [user, team] = await bulk([post('qwerty'), group('ytrewq', 'bulkId:qwerty')])
      assert.deepEqual(memberIds(await read(team ?? assert.fail())), [idIn(user ?? assert.fail())])
    })
    test('is replaced in any value, in an address and in an extension', async () => {
      const [boss, clerk] = await bulk([
        post('boss'),
        post(
          'clerk',
          aUser({
            [ENTERPRISE]: { manager: { value: 'bulkId:boss', $ref: '../Users/bulkId:boss' } },
            nickName: 'bulkId:boss',
          }),
        ),
      ])
      const id = idIn(boss ?? assert.fail())
      const text = JSON.stringify(await read(clerk ?? assert.fail()))
      assert.ok(!text.includes('bulkId'), text)
      assert.equal(text.split(id).length - 1 >= 2, true, text)
    })
    test('is replaced in the path of an operation', async () => {
      const outcomes = await bulk([
        post('u'),
        titled('bulkId:u', 'Boss'),
        group('g'),
        patchOf('/Groups/bulkId:g', { op: 'add', path: 'members', value: [{ value: 'bulkId:u' }] }),
      ])
      assert.deepEqual(statuses(outcomes), ['201', '200', '201', '200'])
      assert.equal((await read(outcomes[0] ?? assert.fail()))['title'], 'Boss')
      assert.deepEqual(memberIds(await read(outcomes[2] ?? assert.fail())), [idIn(outcomes[0] ?? assert.fail())])
      assert.equal(outcomes[3]?.location, outcomes[2]?.location)
    })
    test('is replaced in the path of a PATCH operation', async () => {
      const outcomes = await bulk([
        post('u'),
        group('g', 'bulkId:u'),
        patchOf('/Groups/bulkId:g', { op: 'remove', path: 'members[value eq "bulkId:u"]' }),
        { method: 'DELETE', path: '/Users/bulkId:u' },
      ])
      assert.deepEqual(statuses(outcomes), ['201', '201', '200', '204'])
      assert.deepEqual(memberIds(await read(outcomes[1] ?? assert.fail())), [])
    })
    test('may be referred to before it is created', async () => {
      const outcomes = await bulk([
        group('g', 'bulkId:late'),
        patchOf('/Users/bulkId:late', { op: 'add', path: 'title', value: 'x' }),
        post('late'),
      ])
      assert.deepEqual(statuses(outcomes), ['201', '200', '201'])
      assert.deepEqual(memberIds(await read(outcomes[0] ?? assert.fail())), [idIn(outcomes[2] ?? assert.fail())])
    })
    test('is no id: the resource has one of its own', async () => {
      const [outcome] = await bulk([post('0190a1b2-0000-7000-8000-000000000000')])
      assert.notEqual(idIn(outcome ?? assert.fail()), '0190a1b2-0000-7000-8000-000000000000')
    })
    test('of somebody who comes back stands for the old id', async () => {
      const user = aUser({ externalId: aName() })
      const { id } = await made(ask('POST', '/Users', user))
      assert.equal((await ask('DELETE', `/Users/${id}`)).status, 204)
      const [back, team] = await bulk([post('u', user), group('g', 'bulkId:u')])
      assert.equal(idIn(back ?? assert.fail()), id)
      assert.deepEqual(memberIds(await read(team ?? assert.fail())), [id])
    })
    test('that nothing has is refused at the operation that refers to it (BU-04)', async () => {
      const outcomes = await bulk([group('g', 'bulkId:nobody'), titled('bulkId:nobody', 'x'), post('u')])
      assert.deepEqual(statuses(outcomes), ['400', '400', '201'])
      assert.equal(outcomes[0]?.response?.['scimType'], 'invalidValue')
      assert.match(String(outcomes[0]?.response?.['detail']), /nobody/)
    })
    test('whose creation failed fails what refers to it with 409, and that what refers to it', async () => {
      const outcomes = await bulk([
        post('u', { schemas: [USER] }),
        group('g', 'bulkId:u'),
        patchOf('/Groups/bulkId:g', { op: 'replace', path: 'displayName', value: 'x' }),
      ])
      assert.deepEqual(statuses(outcomes), ['400', '409', '409'])
      assert.match(String(outcomes[1]?.response?.['detail']), /was not created/)
    })
    test('given twice fails the second POST with 409 (BU-04)', async () => {
      const outcomes = await bulk([post('u'), post('u'), group('g', 'bulkId:u')])
      assert.deepEqual(statuses(outcomes), ['201', '409', '201'])
      assert.deepEqual(memberIds(await read(outcomes[2] ?? assert.fail())), [idIn(outcomes[0] ?? assert.fail())])
    })
    test('is asked for with a POST, and with nothing else', async () => {
      const id = await created()
      const outcomes = await bulk([
        { method: 'POST', path: '/Users', data: aUser() },
        titled(id, 'x'),
        post('', aUser()),
      ])
      assert.deepEqual(statuses(outcomes), ['400', '200', '400'])
      assert.match(String(outcomes[0]?.response?.['detail']), /bulkId/)
    })
    test('may be any text, a long one and one of dots and slashes too', async () => {
      for (const bulkId of ['a/b', '../x', '"', '𝒳', '__proto__', 'constructor', 'x'.repeat(1_000_000)]) {
        const [user, team] = await bulk([post(bulkId), group('g', `bulkId:${bulkId}`)])
        assert.equal(user?.bulkId, bulkId)
        assert.deepEqual(memberIds(await read(team ?? assert.fail())), [idIn(user ?? assert.fail())])
      }
    })
    test('in the middle of a text is no reference', async () => {
      const [outcome] = await bulk([post('u', aUser({ title: 'see bulkId:u', nickName: '/bulkId:nobody' }))])
      const { title, nickName } = await read(outcome ?? assert.fail())
      assert.deepEqual([title, nickName], ['see bulkId:u', '/bulkId:nobody'])
    })
  })

  describe('a circle of references (§3.7.1)', () => {
    const manager = (bulkId: string): ScimJson => aUser({ [ENTERPRISE]: { manager: { value: `bulkId:${bulkId}` } } })
    const managerOf = (user: ScimJson): unknown => ((user[ENTERPRISE] as ScimJson)['manager'] as ScimJson)['value']

    for (const length of [1, 2, 3, 10, 50]) {
      test(`of ${length} is resolved`, async () => {
        const outcomes = await bulk(Array.from({ length }, (_, i) => post(`u${i}`, manager(`u${(i + 1) % length}`))))
        assert.deepEqual(new Set(statuses(outcomes)), new Set(['201']))
        for (const [i, outcome] of outcomes.entries())
          assert.equal(managerOf(await read(outcome)), idIn(outcomes[(i + 1) % length] ?? assert.fail()))
      })
    }
    test('with people around it who refer to it is resolved, in any order', async () => {
      const outcomes = await bulk([
        group('g', 'bulkId:a', 'bulkId:b'),
        post('a', manager('b')),
        titled('bulkId:b', 'Boss'),
        post('b', manager('a')),
      ])
      assert.deepEqual(statuses(outcomes), ['201', '201', '200', '201'])
      const ids = [outcomes[1], outcomes[3]].map((outcome) => idIn(outcome ?? assert.fail())).toSorted()
      assert.deepEqual(memberIds(await read(outcomes[0] ?? assert.fail())), ids)
    })
    test('between two groups is resolved, or refused with 409 and nothing left of either', async () => {
      const outcomes = await bulk([group('qwerty', 'bulkId:ytrewq'), group('ytrewq', 'bulkId:qwerty'), post('u')])
      assert.equal(outcomes[2]?.status, '201')
      const [a = assert.fail(), b = assert.fail()] = outcomes
      if (a.status === '201') {
        assert.deepEqual(memberIds(await read(a)), [idIn(b)])
        assert.deepEqual(memberIds(await read(b)), [idIn(a)])
      } else assert.ok([a.status, b.status].includes('409'), JSON.stringify(outcomes))
    })
    test('of which one fails leaves nothing of the others, which are told by 409', async () => {
      const [userName, other] = [aName(), aName()]
      await made(ask('POST', '/Users', { userName }))
      const outcomes = await bulk([
        post('a', { ...manager('b'), userName: other }),
        post('b', { ...manager('a'), userName }),
        post('c'),
      ])
      assert.deepEqual(statuses(outcomes), ['409', '409', '201'])
      assert.equal(outcomes[1]?.response?.['scimType'], 'uniqueness')
      assert.equal(outcomes[0]?.response?.['scimType'], undefined)
      const found = await ask('GET', `/Users?filter=${encodeURIComponent(`userName eq "${other}"`)}`)
      assert.equal(found.json['totalResults'], 0)
    })
    test('with somebody who comes back names the old id', async () => {
      const back: ScimJson = { ...manager('b'), externalId: aName() }
      const { [ENTERPRISE]: _, ...plain } = back
      const { id } = await made(ask('POST', '/Users', plain))
      assert.equal((await ask('DELETE', `/Users/${id}`)).status, 204)
      const [a, b] = await bulk([post('a', back), post('b', manager('a'))])
      assert.equal(idIn(a ?? assert.fail()), id)
      assert.equal(managerOf(await read(b ?? assert.fail())), id)
    })
  })

  describe('version', () => {
    test('of an operation is its If-Match', async () => {
      const id = await created()
      const outcomes = await bulk([
        { ...titled(id, 'first'), version: 'W/"1"' },
        { ...titled(id, 'second'), version: 'W/"1"' },
        { method: 'DELETE', path: `/Users/${id}`, version: 'W/"1"' },
        { method: 'PUT', path: `/Users/${id}`, data: aUser(), version: 'W/"7"' },
      ])
      assert.deepEqual(statuses(outcomes), ['200', '412', '412', '412'])
      assert.equal(outcomes[0]?.version, 'W/"2"')
      assert.equal((await ask('GET', `/Users/${id}`)).json['title'], 'first')
    })
    test('in the answer is the one that the resource has then', async () => {
      const id = await created()
      const outcomes = await bulk([titled(id, 'a'), titled(id, 'b'), titled(id, 'b')])
      assert.deepEqual(
        outcomes.map(({ version }) => version),
        ['W/"2"', 'W/"3"', 'W/"3"'],
      )
    })
  })

  describe('the order', () => {
    test('of operations on one resource and one name is kept', async () => {
      const userName = aName()
      const { id } = await made(ask('POST', '/Users', { userName }))
      const outcomes = await bulk([
        { method: 'DELETE', path: `/Users/${id}` },
        post('a', aUser({ userName })),
        titled('bulkId:a', '1'),
        titled('bulkId:a', '2'),
        post('b', aUser({ userName })),
      ])
      assert.deepEqual(statuses(outcomes), ['204', '201', '200', '200', '409'])
      assert.equal((await read(outcomes[1] ?? assert.fail()))['title'], '2')
    })
  })

  describe('as a whole', () => {
    test('is refused when it is no bulk request (BU-01)', async () => {
      const Operations = [post('a')]
      for (const body of [
        {},
        [],
        'x',
        1,
        null,
        { Operations },
        { schemas: [USER], Operations },
        { schemas: [BULK_REQUEST] },
      ])
        refusedWith(await ask('POST', '/Bulk', JSON.stringify(body)), 400, 'invalidSyntax')
      for (const wrong of ['x', {}, 1, null]) refusedWith(await send(wrong), 400, 'invalidSyntax')
      refusedWith(await ask('POST', '/Bulk', '{'), 400, 'invalidSyntax')
      refusedWith(await ask('POST', '/Bulk'), 400, 'invalidSyntax')
    })
    for (const count of [MAX_OPERATIONS + 1, 10_001]) {
      test(`of ${count} operations is refused with 413, which names the limit (§3.7.4, BU-02)`, async () => {
        const total = (await ask('GET', '/Users?count=0')).json['totalResults']
        refusedWith(
          await send(Array.from({ length: count }, (_, i) => post(`b${i}`))),
          413,
          undefined,
          /maxOperations \(1000\)/,
        )
        assert.equal((await ask('GET', '/Users?count=0')).json['totalResults'], total)
      })
    }
    test('of more than maxPayloadSize bytes is refused with 413, which names the limit', async () => {
      const answer = await send([post('a', aUser({ title: 'x'.repeat(MAX_PAYLOAD) }))])
      refusedWith(answer, 413, undefined, /maxPayloadSize \(8388608/)
    })
    test('has the limits that are announced', async () => {
      const { json } = await ask('GET', '/ServiceProviderConfig')
      assert.deepEqual(json['bulk'], { supported: true, maxOperations: MAX_OPERATIONS, maxPayloadSize: MAX_PAYLOAD })
    })
    test('is refused to who may only read (BU-06)', async () => {
      const api = apiOf(app.base, `HZN ${app.session}`)
      const client = await api('POST', '/clients', { clientId: `reader-${serial}`, scopes: ['scim:read'] })
      assert.equal(client.status, 201, JSON.stringify(client.json))
      const token = await api('POST', `/clients/reader-${serial}/tokens`, {})
      assert.equal(token.status, 201, JSON.stringify(token.json))
      const reader = scimClient(app.scimBase, String(token.json['token']))
      refusedWith(await reader('POST', '/Bulk', { schemas: [BULK_REQUEST], Operations: [post('a')] }), 403)
      assert.equal(
        (await reader('POST', '/Users/.search', { schemas: ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'] }))
          .status,
        200,
      )
    })
    test('stands in the change log like single writes', async () => {
      const id = await created()
      const [outcome] = await bulk([titled(id, 'logged'), post('u')])
      assert.equal(outcome?.status, '200')
      const api = apiOf(app.base, `HZN ${app.session}`)
      const log = await api('GET', `/directories/okta-universal-directory/changes?resourceId=${id}`)
      const changes = log.json['changes'] as { kind: string; actor: { name: string } }[]
      assert.deepEqual(
        changes.map(({ kind }) => kind),
        ['update', 'create'],
        JSON.stringify(log.json),
      )
      assert.equal(changes[0]?.actor.name, 'OktaSCIM')
    })
  })

  describe('an operation that is none', () => {
    for (const [what, operation, status] of [
      ['a number', 1, '400'],
      ['null', null, '400'],
      ['an array', [], '400'],
      ['no method', { path: '/Users', bulkId: 'a', data: aUser() }, '400'],
      ['GET', { method: 'GET', path: '/Users' }, '400'],
      ['an unknown method', { method: 'BREW', path: '/Users', data: {} }, '400'],
      ['a method that is no text', { method: ['POST'], path: '/Users', data: {} }, '400'],
      ['no path', { method: 'POST', bulkId: 'a', data: aUser() }, '400'],
      ['a path that is no text', { method: 'POST', path: 7, bulkId: 'a', data: aUser() }, '400'],
      ['an absolute URL', post('a', aUser(), 'http://evil.example/Users'), '404'],
      ['another bulk request', post('a', { schemas: [BULK_REQUEST], Operations: [] }, '/Bulk'), '400'],
      ['an address above the root', post('a', aUser(), '/../admin'), '404'],
      ['an endpoint of another kind', post('a', aUser(), '/Schemas'), '404'],
      ['an unknown endpoint', post('a', aUser(), '/Widgets'), '404'],
      ['an empty path', post('a', aUser(), ''), '404'],
      ['a POST to a resource', post('a', aUser(), '/Users/x'), '400'],
      ['a PUT to an endpoint', { method: 'PUT', path: '/Users', data: aUser() }, '400'],
      ['a DELETE of an endpoint', { method: 'DELETE', path: '/Users' }, '400'],
      ['a DELETE of all by a slash', { method: 'DELETE', path: '/Users/' }, '400'],
      ['a POST without data', { method: 'POST', path: '/Users', bulkId: 'a' }, '400'],
      ['a PATCH whose data is an array', { method: 'PATCH', path: '/Users/x', data: [] }, '400'],
      ['a PATCH without operations', { method: 'PATCH', path: '/Users/x', data: {} }, '400'],
      [
        'a user of the wrong schema',
        post('a', { schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'], userName: 'x' }),
        '400',
      ],
    ] as const) {
      test(`${what} is answered with ${status} and harms no other (BU-03)`, async () => {
        const outcomes = await bulk([operation, post('good')])
        assert.deepEqual(statuses(outcomes), [status, '201'])
        const { response = {} } = outcomes[0] ?? assert.fail()
        assert.deepEqual(response['schemas'], ['urn:ietf:params:scim:api:messages:2.0:Error'])
        assert.equal(response['status'], status)
        assert.match(String(response['detail']), /\S+ \S+.*\.$/)
      })
    }
    test('with prototype keys pollutes nothing (BU-07)', async () => {
      refusedWith(
        await ask(
          'POST',
          '/Bulk',
          `{"schemas":["${BULK_REQUEST}"],"Operations":[{"method":"POST","path":"/Users","bulkId":"a","data":{"userName":"x","__proto__":{"polluted":1}}}]}`,
        ),
        400,
        'invalidSyntax',
      )
      await bulk([
        post('constructor', aUser({ constructor: { prototype: { polluted: 1 } } })),
        group('g', 'bulkId:constructor'),
        titled('bulkId:toString', 'x'),
      ])
      assert.equal(({} as ScimJson)['polluted'], undefined)
    })
  })

  test('a thousand creates share commits', async (t: TestContext) => {
    const started = performance.now()
    const outcomes = await bulk(Array.from({ length: MAX_OPERATIONS }, (_, i) => post(`b${i}`)))
    const seconds = (performance.now() - started) / 1_000
    t.diagnostic(`1,000 creates in ${seconds.toFixed(2)} s`)
    assert.equal(outcomes.filter(({ status }) => status === '201').length, MAX_OPERATIONS)
  })

  test('a thousand references in a text of a megabyte each way are no bomb', async () => {
    const members = Array.from({ length: 999 }, (_, i) => `bulkId:u${i}`)
    const outcomes = await bulk([group('g', ...members), ...Array.from({ length: 999 }, (_, i) => post(`u${i}`))])
    assert.deepEqual(new Set(statuses(outcomes)), new Set(['201']))
    assert.equal(memberIds(await read(outcomes[0] ?? assert.fail())).length, 999)
    await bulk([
      post('a', aUser({ title: '/bulkId:'.repeat(100_000) })),
      post('b', aUser({ title: '"bulkId:a'.repeat(100_000) })),
    ])
  })

  test('random requests never answer 500, and every operation is as it would be by itself', async (t: TestContext) => {
    const random = seededRandom(t)
    const pick = <T>(list: readonly T[]): T => list[random(list.length)] as T
    const ids = [await created(), await created(), 'nobody']
    for (let round = 0; round < 150; round += 1) {
      const size = 1 + random(8)
      const operations = Array.from({ length: size }, (_, i): unknown => {
        const reference = pick([`bulkId:b${random(size)}`, 'bulkId:zzz', ...ids])
        return pick([
          () => post(`b${i}`, aUser({ [ENTERPRISE]: { manager: { value: reference } } })),
          () => group(`b${i}`, reference),
          () => titled(reference, String(random(5))),
          () => ({
            method: 'PUT',
            path: `/Users/${reference}`,
            data: aUser(),
            version: pick([undefined, 'W/"1"', '*', '']),
          }),
          () => ({ method: 'DELETE', path: `/Users/${reference}` }),
          () =>
            post(
              pick(['b0', '', `b${i}`]),
              pick([null, {}, aUser()]),
              pick(['/Users', '/Groups', '/Bulk', '/Users/x']),
            ),
          () => pick([null, 1, {}, { method: 'POST' }]),
        ])()
      })
      const failOnErrors = pick([undefined, 1, 2, 5])
      const outcomes = await bulk(operations, failOnErrors === undefined ? {} : { failOnErrors })
      for (const { status, response, location, method } of outcomes) {
        assert.match(status, /^(?:20[014]|40[0349]|412)$/)
        assert.equal(response === undefined, Number(status) < 300)
        if (method === 'POST') assert.equal(location === undefined, Number(status) >= 300)
      }
      if (failOnErrors === undefined) assert.equal(outcomes.length, size)
      else assert.ok(outcomes.filter(({ status }) => Number(status) >= 400).length <= failOnErrors + size - 1)
      for (const id of ids.slice(0, 2)) assert.ok([200, 404].includes((await ask('GET', `/Users/${id}`)).status))
    }
  })
})

test('two bulk requests at once over two directories finish, each in its own order', async () => {
  const app = await startApp()
  try {
    await createDirectory(app.base, app.token, 'Partners', ['PARTNERS.COM'])
    const ACCESS = 'urn:ietf:params:scim:schemas:extension:ws1b:2.0:User'
    const ask = clientOf(app)
    const operations = (who: string, domains: readonly string[]): readonly ScimJson[] =>
      Array.from({ length: 120 }, (_, i) =>
        post(`b${i}`, { userName: `${who}.${i}`, [ACCESS]: { domain: domains[i % domains.length] } }),
      )
    const answers = await Promise.all(
      [
        operations('a', ['OKTA.COM', 'PARTNERS.COM']),
        operations('b', ['PARTNERS.COM', 'OKTA.COM']),
        [post('none')],
      ].map((Operations) => ask('POST', '/Bulk', { schemas: [BULK_REQUEST], Operations })),
    )
    const outcomes = answers.map((answer) => (answer.json['Operations'] as Outcome[]).map(({ status }) => status))
    assert.deepEqual(new Set(outcomes[0]), new Set(['201']))
    assert.deepEqual(new Set(outcomes[1]), new Set(['201']))
    // it does not say which directory it means, as a single create would not
    assert.deepEqual(outcomes[2], ['400'])
    const there = scimClient(`${app.base}/directories/partners/scim/v2`, app.token)
    assert.equal(listed(await there('GET', '/Users?count=1000')).length, 120)
  } finally {
    await app.close()
  }
})
