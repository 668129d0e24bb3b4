import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { makeCredential } from '../../src/access/credential.ts'
import { type Caller, send } from '../support/admin-api.ts'
import {
  aCode,
  aUserClient,
  type AuthorizedClient,
  CALLBACK,
  postForm,
  pageInTime,
} from '../support/an-authorization.ts'
import { rawRequest } from '../support/raw-http.ts'
import { type RunningApp, startApp } from '../support/start-app.ts'

const DIRECTORY = 'okta-universal-directory'
const INACTIVE = '{"active":false}'

describe('introspection, revocation and metadata', () => {
  let app: RunningApp
  let page: Caller
  let now = Date.now()
  let client: AuthorizedClient
  let other: AuthorizedClient
  before(async () => {
    app = await startApp({ clock: () => now })
    page = pageInTime(app, () => now)
    client = await aUserClient(app, page, 'Asking')
    other = await aUserClient(app, page, 'Other')
  })
  after(() => app.close())

  const tokensOf = async (by: AuthorizedClient) => {
    const code = await aCode(page, by, DIRECTORY)
    const form = { grant_type: 'authorization_code', code, redirect_uri: CALLBACK }
    const { status, json, text } = await by.post('/oauth/token', form)
    assert.equal(status, 200, text)
    return json as { access_token: string; refresh_token: string }
  }
  const introspect = (token: string, by = client) => by.post('/oauth/introspect', { token })
  const revoke = (token: string, by = client, form = {}) => by.post('/oauth/revoke', { token, ...form })
  const works = async (token: string) =>
    (await send(app.base, 'GET', '/scim/v2/Users?count=1', undefined, { authorization: `Bearer ${token}` })).status ===
    200

  test('IN-02 a client learns everything of a live token of its own', async () => {
    const { access_token, refresh_token } = await tokensOf(client)
    const { status, headers, json } = await introspect(access_token)
    assert.deepEqual(
      [status, headers.get('content-type'), headers.get('cache-control')],
      [200, 'application/json', 'no-store'],
    )
    const { exp, iat, jti, ...rest } = json
    assert.deepEqual(rest, {
      active: true,
      scope: 'scim scim:read',
      client_id: 'Asking',
      username: app.administrator.username,
      token_type: 'Bearer',
      sub: 'Asking',
      aud: app.base,
      iss: app.base,
    })
    assert.equal(Number(exp) - Number(iat), 10_800)
    assert.equal(typeof jti, 'string')
    assert.deepEqual((await introspect(refresh_token)).json['token_type'], 'refresh_token')
  })

  test('IN-03 of any other token it learns nothing, and all of them alike', async () => {
    const own = await tokensOf(client)
    const foreign = await tokensOf(other)
    await revoke(own.refresh_token)
    for (const token of [
      own.access_token,
      own.refresh_token,
      foreign.access_token,
      foreign.refresh_token,
      makeCredential('at', randomBytes),
      app.session,
      client.secret,
      'x',
      own.access_token.slice(0, -1),
    ]) {
      const { status, text } = await introspect(token)
      assert.deepEqual([status, text], [200, INACTIVE], token)
    }
    const expiring = await tokensOf(client)
    now += 181 * 60_000
    assert.equal((await introspect(expiring.access_token)).text, INACTIVE)
    assert.equal((await introspect(expiring.refresh_token)).json['active'], true)
  })

  test('a client with the scope admin, and a token with it, learn of all tokens of the tenant', async () => {
    const { access_token } = await tokensOf(other)
    const byClient = await postForm(
      `${app.base}/oauth/introspect`,
      { token: access_token },
      `OktaSCIM:${app.clientSecret}`,
    )
    assert.equal(byClient.json['client_id'], 'Other')
    const answer = await fetch(`${app.base}/oauth/introspect`, {
      method: 'POST',
      headers: { authorization: `Bearer ${app.token}` },
      body: new URLSearchParams({ token: access_token }),
    })
    assert.equal(((await answer.json()) as Record<string, unknown>)['client_id'], 'Other')
    const small = await fetch(`${app.base}/oauth/introspect`, {
      method: 'POST',
      headers: { authorization: `Bearer ${(await tokensOf(client)).access_token}` },
      body: new URLSearchParams({ token: access_token }),
    })
    assert.equal(await small.text(), INACTIVE)
  })

  for (const path of ['/oauth/introspect', '/oauth/revoke']) {
    test(`IN-01, RV-04 nobody asks ${path} without credentials, or with wrong ones`, async () => {
      const { access_token } = await tokensOf(client)
      for (const credentials of [undefined, 'Asking:wrong', 'Nobody:wrong']) {
        const { status, json, headers } = await postForm(`${app.base}${path}`, { token: access_token }, credentials)
        assert.deepEqual([status, json['error']], [401, 'invalid_client'])
        assert.match(headers.get('www-authenticate') ?? '', /^Basic realm=/)
      }
      const bearer = await fetch(`${app.base}${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${makeCredential('at', randomBytes)}` },
        body: new URLSearchParams({ token: access_token }),
      })
      assert.equal(bearer.status, 401)
      assert.equal(await works(access_token), true)
    })

    test(`${path} says what is wrong with a request`, async () => {
      const missing = await client.post(path, {})
      assert.deepEqual([missing.status, missing.json['error']], [400, 'invalid_request'])
      assert.match(String(missing.json['error_description']), /^token is missing/)
      const { access_token } = await tokensOf(client)
      const inQuery = await client.post(`${path}?token=${access_token}`, {})
      assert.equal(inQuery.status, 400)
      assert.ok(!inQuery.text.includes(access_token))
      const twice = await fetch(`${app.base}${path}`, {
        method: 'POST',
        headers: {
          authorization: `Basic ${btoa(`Asking:${client.secret}`)}`,
          'content-type': 'application/x-www-form-urlencoded',
        },
        body: `token=${access_token}&token=${access_token}`,
      })
      assert.equal(twice.status, 400)
      const get = await rawRequest(app.base, { method: 'GET', path })
      assert.deepEqual([get.status, get.headers['allow']], [405, 'POST'])
      assert.equal(await works(access_token), true)
    })
  }

  test('RV-01 a revoked access token is dead at the next request, and the family goes on', async () => {
    const { access_token, refresh_token } = await tokensOf(client)
    const { status, text } = await revoke(access_token)
    assert.deepEqual([status, text], [200, ''])
    assert.equal(await works(access_token), false)
    assert.equal((await introspect(refresh_token)).json['active'], true)
  })

  test('a revoked refresh token takes the access tokens of its authorization with it', async () => {
    const { access_token, refresh_token } = await tokensOf(client)
    const another = await tokensOf(client)
    assert.equal((await revoke(refresh_token)).status, 200)
    assert.equal(await works(access_token), false)
    assert.equal(await works(another.access_token), true)
  })

  test('RV-02, RV-03 what is unknown, revoked, or of another client is answered like the rest and left alone', async () => {
    const { access_token } = await tokensOf(client)
    for (const [token, by] of [
      [makeCredential('at', randomBytes), client],
      ['x', client],
      [app.session, client],
      [access_token, other],
    ] as const) {
      const { status, text } = await revoke(token, by)
      assert.deepEqual([status, text], [200, ''])
    }
    assert.equal(await works(access_token), true)
    assert.equal((await page('GET', '/session')).status, 200)
    await revoke(access_token)
    assert.equal((await revoke(access_token)).status, 200)
  })

  test('RV-05 a wrong hint does not hide a token', async () => {
    for (const token_type_hint of ['refresh_token', 'access_token', 'no-such-type']) {
      const { access_token } = await tokensOf(client)
      assert.equal((await revoke(access_token, client, { token_type_hint })).status, 200)
      assert.equal(await works(access_token), false)
    }
  })

  test('MD-01, MD-03 the metadata names every endpoint under its issuer, and no empty list', async () => {
    const answer = await rawRequest(app.base, { method: 'GET', path: '/.well-known/oauth-authorization-server' })
    assert.deepEqual([answer.status, answer.headers['content-type']], [200, 'application/json'])
    const metadata = JSON.parse(answer.body) as Record<string, unknown>
    assert.equal(metadata['issuer'], app.base)
    for (const [name, value] of Object.entries(metadata)) {
      if (Array.isArray(value)) assert.ok(value.length > 0, name)
      if (!name.endsWith('_endpoint')) continue
      assert.ok(String(value).startsWith(`${app.base}/`))
      const { status } = await rawRequest(app.base, { method: 'DELETE', path: new URL(String(value)).pathname })
      assert.equal(status, 405, `${name} is there`)
    }
    assert.equal((await rawRequest(app.base, { method: 'GET', path: '/.well-known/other' })).status, 404)
  })

  test('MD-02 a forged host name gets no metadata', async () => {
    for (const headers of [
      ['Host: evil.example'],
      [`Host: ${new URL(app.base).host}`, 'X-Forwarded-Host: evil.example'],
    ]) {
      const answer = await rawRequest(app.base, {
        method: 'GET',
        path: '/.well-known/oauth-authorization-server',
        headers,
      })
      assert.ok(!answer.body.includes('evil.example/'), answer.body)
    }
  })
})
