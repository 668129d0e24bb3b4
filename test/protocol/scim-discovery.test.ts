import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { allRoutes, type RouteDeps } from '../../src/http/all-routes.ts'
import { startApp, type RunningApp } from '../support/start-app.ts'
import { clientOf, listed, made, refusedWith, scimClient, type AskScim, type ScimJson } from '../support/scim-client.ts'

const CONFIG = 'urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'
const USER = 'urn:ietf:params:scim:schemas:core:2.0:User'
const DOCUMENTS = ['/ServiceProviderConfig', '/ResourceTypes', '/ResourceTypes/User', '/Schemas', `/Schemas/${USER}`]

describe('discovery (RFC 7644 §4)', () => {
  let app: RunningApp
  let ask: AskScim
  before(async () => {
    app = await startApp()
    ask = clientOf(app)
  })
  after(() => app.close())

  test('ServiceProviderConfig has every required member of RFC 7643 §5, of its type', async () => {
    const { json, status } = await ask('GET', '/ServiceProviderConfig')
    assert.equal(status, 200)
    assert.deepEqual(json['schemas'], [CONFIG])
    for (const name of ['patch', 'bulk', 'filter', 'changePassword', 'sort', 'etag'])
      assert.equal(typeof (json[name] as ScimJson)['supported'], 'boolean', name)
    for (const scheme of json['authenticationSchemes'] as ScimJson[]) {
      for (const name of ['type', 'name', 'description']) assert.equal(typeof scheme[name], 'string', name)
      assert.ok(['oauth', 'oauth2', 'oauthbearertoken', 'httpbasic', 'httpdigest'].includes(String(scheme['type'])))
      for (const name of ['specUri', 'documentationUri']) assert.ok(URL.canParse(String(scheme[name])), name)
    }
    assert.deepEqual(json['meta'], {
      resourceType: 'ServiceProviderConfig',
      location: `${app.scimBase}/ServiceProviderConfig`,
    })
  })

  describe('what ServiceProviderConfig says is so', () => {
    let config: ScimJson
    let user: string
    before(async () => {
      config = (await ask('GET', '/ServiceProviderConfig')).json
      user = (await made(ask('POST', '/Users', { userName: 'ann', title: 'A' }))).id
      await made(ask('POST', '/Users', { userName: 'bob', title: 'B' }))
    })
    const says = (name: string): unknown => (config[name] as ScimJson)['supported']

    test('patch', async () => {
      assert.equal(says('patch'), true)
      assert.equal(
        (await ask('PATCH', `/Users/${user}`, { Operations: [{ op: 'add', path: 'nickName', value: 'x' }] })).status,
        200,
      )
    })
    test('filter, and its largest page', async () => {
      assert.deepEqual(config['filter'], { supported: true, maxResults: 1_000 })
      assert.equal(listed(await ask('GET', '/Users?filter=title%20eq%20%22a%22')).length, 1)
    })
    test('sort', async () => {
      assert.equal(says('sort'), true)
      const names = listed(await ask('GET', '/Users?sortBy=userName&sortOrder=descending')).map(
        ({ userName }) => userName,
      )
      assert.deepEqual(names, ['bob', 'ann'])
    })
    test('etag', async () => {
      assert.equal(says('etag'), true)
      assert.ok((await ask('GET', `/Users/${user}`)).headers.has('etag'))
    })
    test('bulk', async () => {
      assert.equal(says('bulk'), true)
      const answer = await ask('POST', '/Bulk', {
        schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
        Operations: [],
      })
      assert.equal(answer.status, 200)
    })
    test('changePassword: a password is taken and never kept', async () => {
      assert.equal(says('changePassword'), false)
      const { json } = await ask('PATCH', `/Users/${user}`, {
        Operations: [{ op: 'replace', path: 'password', value: 'correct horse 7' }],
      })
      assert.ok(!('password' in json))
    })
    test('pagination by index and by cursor', async () => {
      const { index, cursor, maxPageSize, defaultPageSize } = config['pagination'] as ScimJson
      assert.deepEqual([index, cursor, maxPageSize, defaultPageSize], [true, true, 1_000, 100])
      assert.equal(typeof (await ask('GET', '/Users?cursor=&count=1')).json['nextCursor'], 'string')
    })
  })

  test('every resource type that is listed has its endpoint, its schemas and an entry of its own', async () => {
    for (const type of listed(await ask('GET', '/ResourceTypes'))) {
      assert.equal((await ask('GET', String(type['endpoint']))).status, 200)
      assert.deepEqual((await ask('GET', `/ResourceTypes/${String(type['name'])}`)).json, type)
      const extensions = (type['schemaExtensions'] as ScimJson[]).map(({ schema }) => schema)
      for (const urn of [type['schema'], ...extensions]) {
        const { json, status } = await ask('GET', `/Schemas/${String(urn)}`)
        assert.deepEqual([status, json['id']], [200, urn])
      }
      assert.equal((type['meta'] as ScimJson)['location'], `${app.scimBase}/ResourceTypes/${String(type['name'])}`)
    }
  })

  for (const path of DOCUMENTS) {
    test(`${path} is only read: POST, PUT, PATCH and DELETE are 405 with Allow`, async () => {
      for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
        const answer = await ask(method, path, method === 'DELETE' ? undefined : {})
        refusedWith(answer, 405)
        assert.equal(answer.headers.get('allow'), 'GET, HEAD')
      }
    })
    test(`${path} refuses a filter with 403 and ignores every other parameter`, async () => {
      refusedWith(await ask('GET', `${path}?filter=id%20pr`), 403)
      const plain = await ask('GET', path)
      const decorated = await ask('GET', `${path}?attributes=id&sortBy=name&startIndex=9&count=1&x`)
      assert.equal(decorated.text, plain.text)
    })
    test(`${path} is answered to HEAD`, async () => {
      const head = await ask('HEAD', path)
      assert.deepEqual([head.status, head.text], [200, ''])
    })
  }

  for (const path of [
    '/Nothing',
    '/Nothing/x',
    '/Users/x/y',
    '/Schemas/unknown',
    '/ResourceTypes/x',
    '/Me/x',
    '/Bulk/x',
    '/.search/x',
  ])
    test(`${path}, which is nothing, is a SCIM 404`, async () => refusedWith(await ask('GET', path), 404))

  test('/Me is 501 for a client, an administrator and every method (RFC 7644 §3.11)', async () => {
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])
      refusedWith(
        await ask(method, '/Me', method === 'GET' || method === 'DELETE' ? undefined : {}),
        501,
        undefined,
        /\/Users/,
      )
    assert.equal((await ask('HEAD', '/Me')).status, 501)
    const answer = await fetch(`${app.scimBase}/Me`, { headers: { authorization: `HZN ${app.session}` } })
    assert.equal(answer.status, 501)
  })

  test('every SCIM address answers the methods it does not have with 405 and Allow, in the shape of SCIM', async () => {
    const routes = allRoutes({} as unknown as RouteDeps).filter(({ path }) => path.startsWith('/scim/v2'))
    for (const path of new Set(routes.map((route) => route.path))) {
      const own = routes.filter((route) => route.path === path).map(({ method }) => method as string)
      const allowed = own.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]))
      const address = path
        .replace('/scim/v2', '')
        .replace(':id', 'x')
        .replace(':name', 'x')
        .replace(':endpoint', 'Widgets')
      for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].filter((one) => !own.includes(one))) {
        const answer = await ask(method, address, method === 'GET' || method === 'DELETE' ? undefined : {})
        refusedWith(answer, 405)
        assert.equal(answer.headers.get('allow'), allowed.join(', '), `${method} ${path}`)
      }
    }
  })

  test('addresses in the documents are those of the base URL that was asked', async () => {
    const there = scimClient(`${app.base}/directories/okta-universal-directory/scim/v2`, app.token)
    const { json } = await there('GET', '/ServiceProviderConfig')
    assert.equal(
      (json['meta'] as ScimJson)['location'],
      `${app.base}/directories/okta-universal-directory/scim/v2/ServiceProviderConfig`,
    )
  })
})
