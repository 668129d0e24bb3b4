import assert from 'node:assert/strict'
import { after, before, describe, suite, test } from 'node:test'
import { type Caller } from '../support/admin-api.ts'
import { aCode, aUserClient, type AuthorizedClient, CALLBACK, signedInPage } from '../support/an-authorization.ts'
import { type RawAnswer, rawRequest, type RawRequest } from '../support/raw-http.ts'
import { requestToken, type RunningApp, startApp } from '../support/start-app.ts'
import { startTwoTenants, type TwoTenants } from '../support/start-two-tenants.ts'
import { testEngines } from '../support/test-engines.ts'

/** The rows of the security checklist that no other file holds the program to. docs/oauth-rows.md has all of them. */

const FORM = 'Content-Type: application/x-www-form-urlencoded'
const METADATA = '/.well-known/oauth-authorization-server'
const INACTIVE = '{"active":false}'
const NOT_CACHED = { 'cache-control': 'no-store', pragma: 'no-cache' }

const basic = (id: string, secret: string) => `Authorization: Basic ${btoa(`${id}:${secret}`)}`

function assertError(answer: RawAnswer, status: number, error: string): void {
  assert.equal(answer.status, status, answer.body)
  const body = JSON.parse(answer.body) as Record<string, string>
  assert.deepEqual([Object.keys(body), body['error']], [['error', 'error_description'], error])
  assert.match(body['error_description'] ?? '', /^[\x20-\x21\x23-\x5b\x5d-\x7e]{20,}$/)
  assert.equal(answer.headers['content-type'], 'application/json')
  for (const [name, value] of Object.entries(NOT_CACHED)) assert.equal(answer.headers[name], value)
  assert.equal(
    answer.headers['www-authenticate'],
    error === 'invalid_client' ? 'Basic realm="default", charset="UTF-8"' : undefined,
  )
}

describe('requests to inspect and to revoke', () => {
  let app: RunningApp
  let page: Caller
  let client: AuthorizedClient
  let access = ''
  before(async () => {
    app = await startApp()
    page = await signedInPage(app)
    client = await aUserClient(app, page, 'Asking')
    access = await anAccessToken()
  })
  after(() => app.close())

  async function anAccessToken(): Promise<string> {
    const code = await aCode(page, client, 'okta-universal-directory')
    const form = { grant_type: 'authorization_code', code, redirect_uri: CALLBACK }
    return String((await client.post('/oauth/token', form)).json['access_token'])
  }
  const post = (path: string, request: Partial<RawRequest>) =>
    rawRequest(app.base, { path, headers: [basic('Asking', client.secret), FORM], ...request })
  const works = async (token: string): Promise<boolean> => {
    const headers = [`Authorization: Bearer ${token}`]
    return (await rawRequest(app.base, { method: 'GET', path: '/scim/v2/Users?count=1', headers })).status === 200
  }

  const cases: readonly (readonly [
    id: string,
    what: string,
    request: () => Partial<RawRequest>,
    status: number,
    error: string,
  ])[] = [
    ['RB-01', 'no token', () => ({}), 400, 'invalid_request'],
    ['RB-01', 'an empty token', () => ({ body: 'token=' }), 400, 'invalid_request'],
    ['RB-02', 'two tokens', () => ({ body: `token=${access}&token=${access}` }), 400, 'invalid_request'],
    ['RB-02', 'two hints', () => ({ body: 'token=x&token_type_hint=a&token_type_hint=a' }), 400, 'invalid_request'],
    [
      'RB-03',
      'a wrong secret',
      () => ({ headers: [basic('Asking', 'wrong'), FORM], body: `token=${access}` }),
      401,
      'invalid_client',
    ],
    [
      'RB-03',
      'an unknown client',
      () => ({ headers: [basic('Nobody', 'wrong'), FORM], body: `token=${access}` }),
      401,
      'invalid_client',
    ],
    ['RB-08', 'no credentials', () => ({ headers: [FORM], body: `token=${access}` }), 401, 'invalid_client'],
    [
      'RB-08',
      'an id without a secret',
      () => ({ headers: [FORM], body: `client_id=Asking&token=${access}` }),
      401,
      'invalid_client',
    ],
    [
      'RB-08',
      'two ways to authenticate',
      () => ({ body: `client_secret=${client.secret}&token=${access}` }),
      400,
      'invalid_request',
    ],
    [
      'RB-08',
      'a JSON body',
      () => ({ headers: [basic('Asking', client.secret), 'Content-Type: application/json'], body: '{"token":"x"}' }),
      400,
      'invalid_request',
    ],
    ['RB-06', 'GET', () => ({ method: 'GET' }), 405, 'invalid_request'],
    ['RB-06', 'PUT', () => ({ method: 'PUT', body: 'token=x' }), 405, 'invalid_request'],
    ['RB-07', 'a token of a megabyte', () => ({ body: `token=${'a'.repeat(1_048_576)}` }), 413, 'invalid_request'],
  ]
  for (const path of ['/oauth/introspect', '/oauth/revoke']) {
    for (const [id, what, request, status, error] of cases) {
      test(`${id}: ${path} answers ${status} ${error} to ${what}`, async () => {
        // a success forgets earlier slips
        assert.equal((await post(path, { body: 'token=x' })).status, 200)
        const answer = await post(path, request())
        assertError(answer, status, error)
        if (status === 405) assert.equal(answer.headers['allow'], 'POST')
        assert.ok(!answer.body.includes(access) && !answer.body.includes(client.secret))
        assert.equal(await works(access), true)
      })
    }

    test(`RB-08: a bearer token that is not good may ask ${path} nothing`, async () => {
      const answer = await post(path, { headers: ['Authorization: Bearer x', FORM], body: `token=${access}` })
      assert.equal(answer.status, 401)
      assert.match(answer.headers['www-authenticate'] ?? '', /^Bearer realm="scim", error="invalid_token"/)
      assert.equal((JSON.parse(answer.body) as { error: string }).error, 'invalid_token')
    })

    test(`RB-06: a callback in the address of ${path} calls nothing`, async () => {
      const answer = await post(`${path}?callback=alert`, { body: 'token=x' })
      assert.deepEqual([answer.status, answer.body.includes('alert')], [200, false])
    })
  }

  for (const token of ['x', '*', '%27%20OR%201%3D1--', '%00', '..%2F..', 'muster_at_', 'a'.repeat(8_192)]) {
    test(`RB-09: ${token.slice(0, 20)} is a token of nobody`, async () => {
      const asked = await post('/oauth/introspect', { body: `token=${token}` })
      assert.deepEqual([asked.status, asked.body], [200, INACTIVE])
      for (const [name, value] of Object.entries(NOT_CACHED)) assert.equal(asked.headers[name], value)
      const ended = await post('/oauth/revoke', { body: `token=${token}` })
      assert.deepEqual([ended.status, ended.body], [200, ''])
    })
  }

  test('RB-11: between two questions a revoked token becomes an inactive one', async () => {
    const token = await anAccessToken()
    const ask = () => post('/oauth/introspect', { body: `token=${token}` })
    assert.match((await ask()).body, /^\{"active":true,/)
    await post('/oauth/revoke', { body: `token=${token}` })
    assert.equal((await ask()).body, INACTIVE)
  })

  test('RB-14: the metadata is read and not written', async () => {
    for (const method of ['POST', 'PUT', 'DELETE']) {
      const answer = await rawRequest(app.base, { method, path: METADATA })
      assert.deepEqual([answer.status, answer.headers['allow']], [405, 'GET, HEAD'])
    }
  })

  test('RB-13, MD-01: there is no metadata under the host of nobody, nor under a path of a tenant', async () => {
    const nobody = await rawRequest(app.base, { method: 'GET', path: METADATA, headers: ['Host: nobody.example'] })
    assert.equal(nobody.status, 421)
    const inserted = await rawRequest(app.base, { method: 'GET', path: `${METADATA}/default` })
    assert.equal(inserted.status, 404)
  })

  test('TE-23: a token of a year says its seconds to who asks for it and to who inspects it', async () => {
    const made = await page('POST', '/clients', { clientId: 'Year', scopes: ['scim'], accessTokenTtl: 525_600 })
    const headers = [basic('Year', String(made.json['secret'])), FORM]
    const answer = await rawRequest(app.base, { path: '/oauth/token', headers, body: 'grant_type=client_credentials' })
    const { access_token, expires_in } = JSON.parse(answer.body) as { access_token: string; expires_in: number }
    const inspected = await rawRequest(app.base, {
      path: '/oauth/introspect',
      headers,
      body: `token=${access_token}`,
    })
    const { exp, iat } = JSON.parse(inspected.body) as { exp: number; iat: number }
    assert.deepEqual([expires_in, exp - iat], [31_536_000, 31_536_000])
  })

  test('TE-03: a client id with form encoding is read as the one without', async () => {
    const made = await page('POST', '/clients', { clientId: 'mail@example.com', scopes: ['scim'] })
    const secret = String(made.json['secret'])
    for (const id of ['mail@example.com', 'mail%40example.com']) {
      const headers = [basic(id, secret), FORM]
      const body = 'grant_type=client_credentials'
      assert.equal((await rawRequest(app.base, { path: '/oauth/token', headers, body })).status, 200, id)
    }
  })

  test('BA-01: the challenge names realm and charset', async () => {
    const { headers } = await post('/oauth/token', { headers: [FORM], body: 'grant_type=client_credentials' })
    assert.match(headers['www-authenticate'] ?? '', /^Basic realm="[^"]+", charset="UTF-8"$/)
  })

  test('BA-02: Basic of 64 kilobytes is more than a header may be', async () => {
    const headers = [basic('Asking', 'x'.repeat(49_152)), FORM]
    assert.equal((await post('/oauth/token', { headers, body: 'grant_type=client_credentials' })).status, 431)
  })
})

describe('clients and tokens of another tenant', () => {
  let tenants: TwoTenants
  before(async () => void (tenants = await startTwoTenants()))
  after(() => tenants.app.close())

  test('TB-23, TE-20: a client is unknown at the endpoint of another tenant, in the words for one that is unknown', async () => {
    const ask = { path: '/oauth/token', headers: [basic('OktaSCIM', tenants.app.clientSecret), FORM] }
    const body = 'grant_type=client_credentials'
    assert.equal((await rawRequest(tenants.app.base, { ...ask, body })).status, 200)
    const foreign = await tenants.ask({ ...ask, body })
    const unknown = await tenants.ask({ ...ask, headers: [basic('Nobody', 'x'), FORM], body })
    assert.deepEqual([foreign.status, foreign.body], [401, unknown.body])
    assert.equal(foreign.headers['www-authenticate'], 'Basic realm="globex", charset="UTF-8"')
  })

  test('RB-10, RV-03: a live token of another tenant is inactive, and is left alone', async () => {
    const made = await tenants.ask({
      path: '/api/v1/clients',
      headers: [`Authorization: HZN ${tenants.session}`, 'Content-Type: application/json'],
      body: '{"clientId":"There","scopes":["admin"]}',
    })
    assert.equal(made.status, 201, made.body)
    const headers = [basic('There', (JSON.parse(made.body) as { secret: string }).secret), FORM]
    const body = `token=${tenants.app.token}`
    const asked = await tenants.ask({ path: '/oauth/introspect', headers, body })
    assert.deepEqual([asked.status, asked.body], [200, INACTIVE])
    const ended = await tenants.ask({ path: '/oauth/revoke', headers, body })
    assert.deepEqual([ended.status, ended.body], [200, ''])
    const own = await rawRequest(tenants.app.base, {
      method: 'GET',
      path: '/scim/v2/Users',
      headers: [`Authorization: Bearer ${tenants.app.token}`],
    })
    assert.equal(own.status, 200)
  })

  test('MD-01: every tenant has an issuer of its own', async () => {
    const theirs = await tenants.ask({ method: 'GET', path: METADATA })
    const { issuer, token_endpoint } = JSON.parse(theirs.body) as { issuer: string; token_endpoint: string }
    assert.deepEqual([issuer, new URL(token_endpoint).host], [`http://${tenants.host}`, tenants.host])
  })
})

suite('a store that is lost', { skip: testEngines[0] !== 'postgres' }, () => {
  let app: RunningApp
  before(async () => void (app = await startApp({ logLevel: 'silent' })))
  after(() => app.close())

  const database = () => app.store.database ?? assert.fail('the store is no PostgreSQL')
  const oktaScim = () => basic('OktaSCIM', app.clientSecret)

  test('TB-59: while it is away no token is given, and the answer says to come again', async () => {
    await database().whileAway(async () => {
      for (const path of ['/oauth/token', '/oauth/introspect', '/oauth/revoke']) {
        const body = 'grant_type=client_credentials&token=x'
        const answer = await rawRequest(app.base, { path, headers: [oktaScim(), FORM], body })
        assertError(answer, 503, 'temporarily_unavailable')
        assert.equal(answer.headers['retry-after'], '5')
      }
    })
    assert.match(await requestToken(app.base, 'OktaSCIM', app.clientSecret), /^muster_at_/)
  })

  test('RV-06: a revocation that could not be written is told as that, and the token lives', async () => {
    await database().run(`
      CREATE FUNCTION lose() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        PERFORM pg_terminate_backend(pg_backend_pid());
        RETURN NEW;
      END $$`)
    await database().run(
      'CREATE TRIGGER lose BEFORE UPDATE OF revoked_at ON token FOR EACH ROW EXECUTE FUNCTION lose()',
    )
    const revoke = () =>
      rawRequest(app.base, { path: '/oauth/revoke', headers: [oktaScim(), FORM], body: `token=${app.token}` })
    const lost = await revoke()
    assertError(lost, 503, 'temporarily_unavailable')
    assert.equal(lost.headers['retry-after'], '5')
    const users = { method: 'GET', path: '/scim/v2/Users', headers: [`Authorization: Bearer ${app.token}`] }
    assert.equal((await rawRequest(app.base, users)).status, 200)
    await database().run('DROP TRIGGER lose ON token')
    assert.equal((await revoke()).status, 200)
    assert.equal((await rawRequest(app.base, users)).status, 401)
  })
})
