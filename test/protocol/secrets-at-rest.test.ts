import assert from 'node:assert/strict'
import { exportJWK, exportPKCS8, generateKeyPair, SignJWT } from 'jose'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import type { Caller } from '../support/admin-api.ts'
import {
  aCode,
  aUserClient,
  type AuthorizedClient,
  CALLBACK,
  newPkce,
  postForm,
  signedInPage,
} from '../support/an-authorization.ts'
import { assertNoCredential, credentialsIn } from '../support/canary.ts'
import { rawRequest } from '../support/raw-http.ts'
import { type RunningApp, startApp } from '../support/start-app.ts'

const JWT_BEARER = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

describe('secrets that were shown, sent, or sent by mistake', () => {
  let app: RunningApp
  let page: Caller
  let client: AuthorizedClient
  let log = ''
  /** By what it is. All of them stood in a request or an answer by the end. */
  const secrets = new Map<string, string>()
  before(async () => {
    app = await startApp({ logLevel: 'debug', onLog: (line) => void (log += line) })
    page = await signedInPage(app)
    secrets.set('a password', app.administrator.password)
    secrets.set('a session', app.session)
    secrets.set('a client secret', app.clientSecret)
    secrets.set('an access token', app.token)
    client = await aUserClient(app, page, 'Canary')
    secrets.set('the secret of a client for people', client.secret)
    await regenerate()
    await authorize()
    await sign()
    await challenge()
    await mistakes()
  })
  after(() => app.close())

  async function regenerate(): Promise<void> {
    const { status, json } = await page('POST', '/clients/OktaSCIM/secret', { overlapMinutes: 60, revokeTokens: false })
    assert.equal(status, 200, JSON.stringify(json))
    secrets.set('a regenerated secret', String(json['secret']))
  }

  /** The authorization code grant from end to end, and the code a second time. */
  async function authorize(): Promise<void> {
    const { verifier, challenge: code_challenge } = newPkce()
    const code = await aCode(page, client, 'okta-universal-directory', {
      code_challenge,
      code_challenge_method: 'S256',
    })
    secrets.set('an authorization code', code)
    secrets.set('a code verifier', verifier)
    const form = { grant_type: 'authorization_code', code, redirect_uri: CALLBACK, code_verifier: verifier }
    const first = await client.post('/oauth/token', form)
    assert.equal(first.status, 200, first.text)
    secrets.set('a refresh token', String(first.json['refresh_token']))
    secrets.set('the access token of a code', String(first.json['access_token']))
    const next = await client.post('/oauth/token', {
      grant_type: 'refresh_token',
      refresh_token: String(first.json['refresh_token']),
    })
    assert.equal(next.status, 200, next.text)
    secrets.set('the next refresh token', String(next.json['refresh_token']))
    assert.equal((await client.post('/oauth/token', form)).status, 400)
  }

  async function sign(): Promise<void> {
    const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true })
    assert.equal((await page('POST', '/clients', { clientId: 'Signing', scopes: ['scim'] })).status, 201)
    assert.equal((await page('POST', '/clients/Signing/keys', { jwk: await exportJWK(publicKey) })).status, 201)
    const claims = { iss: 'Signing', sub: 'Signing', aud: app.base, jti: randomUUID() }
    const assertion = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'ES256' })
      .setExpirationTime('1m')
      .sign(privateKey)
    const form = {
      grant_type: 'client_credentials',
      client_assertion_type: JWT_BEARER,
      client_assertion: assertion,
    }
    assert.equal((await postForm(`${app.base}/oauth/token`, form)).status, 200)
    assert.equal((await postForm(`${app.base}/oauth/token`, form)).status, 401)
    secrets.set('the signature of an assertion', assertion.split('.')[2] ?? '')
    secrets.set('a private key', String((await exportJWK(privateKey)).d))
  }

  async function challenge(): Promise<void> {
    const base = app.base.replace('127.0.0.1', 'localhost')
    const answer = await fetch(`${base}/api/v1/session/passkey/challenge`, { method: 'POST' })
    const { challenge: text } = (await answer.json()) as { challenge: string }
    assert.match(text, /^[\w-]{43}$/)
    secrets.set('the challenge of a passkey', text)
  }

  /** What people paste where it does not belong. */
  async function mistakes(): Promise<void> {
    const { privateKey } = await generateKeyPair('ES256', { extractable: true })
    const jwk = await exportJWK(privateKey)
    secrets.set('a private key that was sent', String(jwk.d))
    const pem = await exportPKCS8(privateKey)
    secrets.set('a private key that was pasted', pem.split('\n')[1] ?? '')
    const secret = client.secret
    const basic = `Authorization: Basic ${btoa(`Canary:${secret}`)}`
    secrets.set('a Basic header', btoa(`Canary:${secret}`))
    const json = 'Content-Type: application/json'
    const form = 'Content-Type: application/x-www-form-urlencoded'
    const admin = `Authorization: HZN ${app.session}`
    for (const [what, request] of [
      ['a private JWK', { path: '/api/v1/clients/Canary/keys', headers: [admin, json], body: JSON.stringify({ jwk }) }],
      ['a PEM', { path: '/api/v1/clients/Canary/keys', headers: [admin, json], body: JSON.stringify({ jwk: pem }) }],
      ['a PEM for JSON', { path: '/api/v1/clients/Canary/keys', headers: [admin, json], body: pem }],
      ['a secret in the address', { path: `/oauth/token?client_id=Canary&client_secret=${secret}`, headers: [form] }],
      ['a token in the address', { method: 'GET', path: `/scim/v2/Users?access_token=${app.token}` }],
      ['a token in a path', { method: 'GET', path: `/nowhere/${app.token}`, headers: [admin] }],
      ['a secret as an id', { method: 'GET', path: `/api/v1/clients/${secret}`, headers: [admin] }],
      ['a secret as a scope', { path: '/oauth/token', headers: [basic, form], body: `grant_type=x&scope=${secret}` }],
      ['a secret as a name', { path: '/oauth/token', headers: [basic, form], body: `${secret}=1&${secret}=2` }],
      ['a key as a grant', { path: '/oauth/token', headers: [basic, form], body: `grant_type=${jwk.d}` }],
      ['a chosen secret', { path: '/api/v1/clients', headers: [admin, json], body: JSON.stringify({ secret }) }],
      [
        'broken JSON',
        { path: '/api/v1/session', headers: [json], body: `{"password":"${app.administrator.password}"` },
      ],
    ] as const) {
      const answer = await rawRequest(app.base, request)
      assert.ok(answer.status >= 400 && answer.status < 500, `${what}: ${answer.status} ${answer.body}`)
      heard.push([what, answer.body])
    }
  }

  const heard: (readonly [what: string, body: string])[] = []

  // what is searched for would be found: the client's id is there in clear
  test('lie in no file and no table of the store', async () => {
    const contents = await app.store.contents()
    assert.ok(contents.some((bytes) => bytes.includes('OktaSCIM')))
    assertNoCredential('the store', contents, [...secrets.values()])
  })

  test('stand in no line of the log, with everything logged that can be', () => {
    assertNoCredential('the log', [Buffer.from(log)], [...secrets.values()])
  })

  test('are in no answer that comes later', async () => {
    const paths = [
      '/clients',
      '/clients/Canary',
      '/clients/Canary/tokens',
      '/clients/Signing/keys',
      '/audit',
      '/session',
    ]
    for (const path of paths) {
      const { status, json } = await page('GET', path)
      assert.equal(status, 200, path)
      const body = Buffer.from(JSON.stringify(json))
      assertNoCredential(path, [body], [...secrets.values()])
    }
  })

  test('are not repeated to who sent them where they do not belong', () => {
    // a path and an id are named as they were sent, so that a slip of the pen can be seen
    const named = new Set(['a token in a path', 'a secret as an id'])
    for (const [what, body] of heard) {
      if (!named.has(what)) assertNoCredential(`the answer to ${what}`, [Buffer.from(body)], [...secrets.values()])
    }
  })

  test('are all that the search would find', () => {
    for (const [what, secret] of secrets) {
      assert.ok(secret.length >= 20, what)
      assert.throws(() => assertNoCredential('a text', [Buffer.from(`before ${secret} after`)], [secret]), /a text/)
    }
    const found = [...secrets.values()].filter((secret) => credentialsIn(`x${secret}x`).length > 0)
    assert.equal(found.length, 9, 'credentials of our own are known by their checksum')
  })
})
