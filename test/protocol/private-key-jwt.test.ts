import assert from 'node:assert/strict'
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT, type CryptoKey, type JWTHeaderParameters } from 'jose'
import { randomUUID } from 'node:crypto'
import * as oauth4webapi from 'oauth4webapi'
import { after, before, describe, test } from 'node:test'
import { type Caller, refused } from '../support/admin-api.ts'
import { type OAuthAnswer, postForm, signedInPage } from '../support/an-authorization.ts'
import { type RunningApp, startApp } from '../support/start-app.ts'

const TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'
const CLIENT = 'Signing'

describe('private_key_jwt', () => {
  let app: RunningApp
  let page: Caller
  let now = Date.now()
  let key: { readonly privateKey: CryptoKey; readonly publicKey: CryptoKey }
  before(async () => {
    app = await startApp({ clock: () => now })
    page = await signedInPage(app)
    const made = await page('POST', '/clients', { clientId: CLIENT, scopes: ['scim'], accessTokenTtl: 60 })
    assert.equal(made.status, 201)
    key = await generateKeyPair('ES256', { extractable: true })
    await register(key.publicKey)
  })
  after(() => app.close())

  async function register(
    publicKey: CryptoKey,
    clientId = CLIENT,
    more: Record<string, unknown> = {},
  ): Promise<string> {
    const added = await page('POST', `/clients/${clientId}/keys`, { jwk: { ...(await exportJWK(publicKey)), ...more } })
    assert.equal(added.status, 201, JSON.stringify(added.json))
    return String(added.json['keyId'])
  }

  const seconds = () => Math.floor(now / 1_000)
  const claims = (): JWTPayload => ({
    iss: CLIENT,
    sub: CLIENT,
    aud: app.base,
    jti: randomUUID(),
    iat: seconds(),
    exp: seconds() + 60,
  })
  const sign = (
    payload: JWTPayload = claims(),
    header: Partial<JWTHeaderParameters> = {},
    by: CryptoKey | Uint8Array = key.privateKey,
  ) => new SignJWT(payload).setProtectedHeader({ alg: 'ES256', ...header }).sign(by)
  const ask = (assertion: string, form: Record<string, string> = {}, credentials?: string): Promise<OAuthAnswer> =>
    postForm(
      `${app.base}/SAAS/auth/oauthtoken`,
      { grant_type: 'client_credentials', client_assertion_type: TYPE, client_assertion: assertion, ...form },
      credentials,
    )
  // a success forgets earlier slips, so each case starts with a clean count
  const clean = async () => assert.equal((await ask(await sign())).status, 200)
  const isUnknown = async (assertion: string, form: Record<string, string> = {}) => {
    await clean()
    const answer = await ask(assertion, form)
    assert.deepEqual([answer.status, answer.json['error']], [401, 'invalid_client'], answer.text)
  }

  test('JA-01 a signed assertion gets a token, with every algorithm that is offered', async () => {
    for (const alg of ['ES256', 'RS256', 'PS256', 'EdDSA']) {
      const pair = await generateKeyPair(alg, { extractable: true })
      await register(pair.publicKey, CLIENT, { alg })
      const answer = await ask(await sign(claims(), { alg }, pair.privateKey))
      assert.deepEqual(
        [answer.status, answer.json['scope'], answer.json['expires_in']],
        [200, 'scim', 3_600],
        answer.text,
      )
    }
  })

  test('a key is found by its thumbprint, and by trying where kid is a name of the client', async () => {
    const pair = await generateKeyPair('ES256', { extractable: true })
    const kid = await register(pair.publicKey)
    for (const named of [kid, 'key-of-monday']) {
      assert.equal((await ask(await sign(claims(), { kid: named }, pair.privateKey))).status, 200)
    }
    await isUnknown(await sign(claims(), { kid }))
  })

  test('JA-02 the type of the assertion is named', async () => {
    for (const client_assertion_type of ['', 'urn:ietf:params:oauth:client-assertion-type:saml2-bearer']) {
      const answer = await ask(await sign(), { client_assertion_type })
      assert.deepEqual([answer.status, answer.json['error']], [400, 'invalid_request'], answer.text)
    }
  })

  for (const [id, what, change] of [
    ['JA-03', 'another issuer', { iss: 'Other' }],
    ['JA-03', 'another subject', { sub: 'Other' }],
    ['JA-03', 'no issuer', { iss: undefined }],
    ['JA-04', 'no audience', { aud: undefined }],
    ['JA-05', 'no expiry', { exp: undefined }],
    ['JA-06', 'no id', { jti: undefined }],
    ['JA-06', 'an empty id', { jti: '' }],
    ['JA-06', 'an id of a thousand characters', { jti: 'x'.repeat(1_000) }],
  ] as const) {
    test(`${id} an assertion with ${what} is refused`, async () =>
      isUnknown(await sign({ ...claims(), ...change } as JWTPayload)))
  }

  test('JA-03 an assertion beside the id of another client is refused', async () => {
    await isUnknown(await sign(), { client_id: 'OktaSCIM' })
    assert.equal((await ask(await sign(), { client_id: CLIENT })).status, 200)
  })

  test('JA-04 the audience is the issuer and nothing else', async () => {
    for (const aud of [
      `${app.base}/SAAS/auth/oauthtoken`,
      [app.base, `${app.base}/SAAS/auth/oauthtoken`],
      `${app.base}/`,
      app.base.toUpperCase(),
      'https://other.example',
      [],
    ]) {
      await isUnknown(await sign({ ...claims(), aud }))
    }
    assert.equal((await ask(await sign({ ...claims(), aud: [app.base] }))).status, 200)
  })

  test('JA-05 an assertion is good for minutes, with a minute for clocks that differ', async () => {
    for (const [change, status] of [
      [{ exp: seconds() - 59 }, 200],
      [{ exp: seconds() - 61 }, 401],
      [{ exp: seconds() + 300 }, 200],
      [{ exp: seconds() + 361 }, 401],
      [{ nbf: seconds() + 61 }, 401],
      [{ nbf: seconds() + 59 }, 200],
    ] as const) {
      await clean()
      assert.equal((await ask(await sign({ ...claims(), ...change }))).status, status, JSON.stringify(change))
    }
  })

  test('JA-06 an assertion is good once', async () => {
    const once = await sign()
    assert.equal((await ask(once)).status, 200)
    await isUnknown(once)
    const contested = await sign()
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask(contested)))
    assert.equal(answers.filter(({ status }) => status === 200).length, 1)
    // nineteen refusals in a minute are more than a client may have
    now += 61_000
  })

  test('JA-07 what the header says of keys and algorithms opens nothing', async () => {
    const stranger = await generateKeyPair('ES256', { extractable: true })
    const own = (await exportJWK(stranger.publicKey)) as JWTHeaderParameters['jwk']
    const rsa = await generateKeyPair('RS256', { extractable: true })
    await register(rsa.publicKey, CLIENT, { alg: 'RS256' })
    const modulus = Buffer.from((await exportJWK(rsa.publicKey)).n ?? '', 'base64url')
    const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from(JSON.stringify(claims())).toString('base64url')}.`
    for (const assertion of [
      none,
      await sign(claims(), {}, stranger.privateKey),
      await sign(claims(), own === undefined ? {} : { jwk: own }, stranger.privateKey),
      await sign(claims(), { jku: 'http://127.0.0.1:9/keys' }, stranger.privateKey),
      await sign(claims(), { alg: 'HS256' }, modulus),
      await sign(
        claims(),
        { alg: 'PS256' },
        await crypto.subtle.importKey(
          'jwk',
          { ...(await crypto.subtle.exportKey('jwk', rsa.privateKey)), alg: 'PS256' },
          { name: 'RSA-PSS', hash: 'SHA-256' },
          false,
          ['sign'],
        ),
      ),
      'a.b.c',
      (await sign()).replace(/.{4}$/, 'AAAA'),
    ]) {
      await isUnknown(assertion)
    }
  })

  test('JA-08 the type of the token may be missing or say what it is for', async () => {
    for (const [typ, status] of [
      [undefined, 200],
      ['JWT', 200],
      ['client-authentication+jwt', 200],
      ['at+jwt', 401],
    ] as const) {
      await clean()
      assert.equal((await ask(await sign(claims(), typ === undefined ? {} : { typ }))).status, status, String(typ))
    }
  })

  test('JA-09 two ways at once are refused', async () => {
    const answer = await ask(await sign(), {}, `${CLIENT}:x`)
    assert.deepEqual([answer.status, answer.json['error']], [400, 'invalid_request'])
  })

  test('JA-10 the metadata names the algorithms, and oauth4webapi signs with what it finds', async () => {
    const found = await fetch(`${app.base}/.well-known/oauth-authorization-server`)
    const server = (await found.json()) as oauth4webapi.AuthorizationServer
    const algorithms = server.token_endpoint_auth_signing_alg_values_supported ?? []
    assert.deepEqual(algorithms, ['ES256', 'RS256', 'PS256', 'EdDSA'])
    const client = { client_id: CLIENT }
    now = Date.now()
    const response = await oauth4webapi.clientCredentialsGrantRequest(
      server,
      client,
      oauth4webapi.PrivateKeyJwt(key.privateKey),
      {},
      { [oauth4webapi.allowInsecureRequests]: true },
    )
    const token = await oauth4webapi.processClientCredentialsResponse(server, client, response)
    assert.equal(token.scope, 'scim')
  })

  test('a removed key signs nothing any more, and a disabled client is unknown', async () => {
    const pair = await generateKeyPair('EdDSA', { extractable: true })
    const keyId = await register(pair.publicKey)
    const signed = () => sign(claims(), { alg: 'EdDSA' }, pair.privateKey)
    assert.equal((await ask(await signed())).status, 200)
    const keys = (await page('GET', `/clients/${CLIENT}/keys`)).json['keys'] as readonly Record<string, unknown>[]
    assert.equal(typeof keys.find((one) => one['keyId'] === keyId)?.['lastUsedAt'], 'string')
    assert.equal((await page('DELETE', `/clients/${CLIENT}/keys/${keyId}`)).status, 204)
    assert.equal((await ask(await signed())).status, 401)
    refused(await page('DELETE', `/clients/${CLIENT}/keys/${keyId}`), 404, 'key_not_found')
    await page('PATCH', `/clients/${CLIENT}`, { enabled: false })
    assert.equal((await ask(await sign())).status, 401)
    await page('PATCH', `/clients/${CLIENT}`, { enabled: true })
    await clean()
  })

  test('RB-25 a key that cannot be one is refused in words, a private one above all', async () => {
    const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true })
    const good = await exportJWK(publicKey)
    const small = await crypto.subtle.generateKey(
      { name: 'RSASSA-PKCS1-v1_5', modulusLength: 1_024, publicExponent: Uint8Array.of(1, 0, 1), hash: 'SHA-256' },
      true,
      ['sign', 'verify'],
    )
    for (const [jwk, words] of [
      [await exportJWK(privateKey), /private key/],
      [{ kty: 'oct', k: 'c2VjcmV0' }, /private key/],
      [{ ...good, crv: 'P-384' }, /JWK/],
      [{ ...good, x: 'AAAA' }, /JWK/],
      [{ ...good, alg: 'HS256' }, /JWK/],
      [{ kty: 'EC', crv: 'P-256' }, /JWK/],
      [{}, /JWK/],
      [{ kty: '__proto__' }, /JWK/],
      [await crypto.subtle.exportKey('jwk', small.publicKey), /2048/],
    ] as const) {
      refused(await page('POST', `/clients/${CLIENT}/keys`, { jwk }), 400, 'key_invalid', words, 'jwk')
    }
    refused(await page('POST', '/clients/Nobody/keys', { jwk: good }), 404, 'client_not_found')
  })

  test('a client has ten keys at the most', async () => {
    await page('POST', '/clients', { clientId: 'ManyKeys' })
    const jwks = await Promise.all(
      Array.from({ length: 11 }, async () =>
        exportJWK((await generateKeyPair('ES256', { extractable: true })).publicKey),
      ),
    )
    const answers = await Promise.all(jwks.map((jwk) => page('POST', '/clients/ManyKeys/keys', { jwk })))
    assert.equal(answers.filter(({ status }) => status === 201).length, 10)
    assert.equal(answers.find(({ status }) => status !== 201)?.json['code'], 'too_many_keys')
    const again = await page('POST', '/clients/ManyKeys/keys', { jwk: jwks[0] })
    assert.ok(again.status === 201 || again.status === 409)
  })
})
