import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { makeCredential } from '../../src/access/credential.ts'
import { rawConversation, type RawAnswer, rawRequest, requestBytes } from '../support/raw-http.ts'
import { requestToken, type RunningApp, startApp } from '../support/start-app.ts'

const ALLOWED = 60

/** The answer says to wait, in whole seconds, in the shape of its protocol and in words that name `who`. */
function assertSlowed(answer: RawAnswer, words: RegExp): void {
  assert.equal(answer.status, 429, answer.body)
  assert.match(answer.headers['retry-after'] ?? '', /^[1-9]\d*$/)
  assert.match(answer.headers['cache-control'] ?? '', /no-store/)
  assert.match(answer.body, words)
  assert.match(answer.body, /Try again in \d+ seconds?\./)
}

const get = (base: string, path: string, ...headers: readonly string[]) =>
  rawRequest(base, { method: 'GET', path, headers })

const times = (count: number) => Array.from({ length: count }, (_, i) => i)

describe('a client that asks too much', () => {
  let now = Date.UTC(2026, 0, 15, 12)
  let app: RunningApp
  let other = ''
  before(async () => {
    app = await startApp({ clock: () => now, limits: { perClient: ALLOWED } })
    const made = await rawRequest(app.base, {
      path: '/api/v1/clients',
      headers: [`Authorization: HZN ${app.session}`, 'Content-Type: application/json'],
      body: JSON.stringify({ clientId: 'EntraSCIM', grantTypes: ['client_credentials'], scopes: ['admin'] }),
    })
    assert.equal(made.status, 201, made.body)
    other = await requestToken(app.base, 'EntraSCIM', (JSON.parse(made.body) as { secret: string }).secret)
    const asOkta = `Authorization: Bearer ${app.token}`
    let answer = await get(app.base, '/scim/v2/Users', asOkta)
    for (let i = 0; answer.status === 200 && i < ALLOWED; i += 1) answer = await get(app.base, '/scim/v2/Users', asOkta)
    assert.equal(answer.status, 429)
  })
  after(() => app.close())

  const words = /The client OktaSCIM sends more than 60 requests a minute\./
  for (const [name, path, check] of [
    ['SCIM 2.0', '/scim/v2/Users', scimShape('urn:ietf:params:scim:api:messages:2.0:Error', 'application/scim+json')],
    ['SCIM 1.1', '/SAAS/jersey/manager/api/scim/Users', scimV1Shape],
    ['the Access REST interface', '/SAAS/jersey/manager/api/oauth2clients', restShape],
    ['the admin API', '/api/v1/clients', adminShape],
    ['an unknown address of SCIM', '/scim/v2/Nothing', () => undefined],
  ] as const) {
    test(`is told to wait, in the shape of ${name}`, async () => {
      const answer = await get(app.base, path, `Authorization: Bearer ${app.token}`)
      assertSlowed(answer, words)
      check(answer)
    })
  }

  test('gets no more with another token, and none from the token endpoint', async () => {
    const answer = await rawRequest(app.base, {
      path: '/SAAS/auth/oauthtoken',
      headers: [
        `Authorization: Basic ${btoa(`OktaSCIM:${app.clientSecret}`)}`,
        'Content-Type: application/x-www-form-urlencoded',
      ],
      body: 'grant_type=client_credentials',
    })
    assertSlowed(answer, words)
    assert.equal((JSON.parse(answer.body) as { error: string }).error, 'temporarily_unavailable')
  })

  test('is answered before the body was sent, and nothing is changed', async () => {
    const body = JSON.stringify({ userName: 'too.much@example.com' })
    const request = requestBytes(app.base, {
      path: '/scim/v2/Users',
      headers: [`Authorization: Bearer ${app.token}`, `Content-Length: ${body.length}`, 'Connection: keep-alive'],
    })
    const { answers } = await rawConversation(app.base, [request], { until: 1 })
    assert.equal(answers[0]?.status, 429)
    const found = await get(
      app.base,
      '/scim/v2/Users?filter=userName%20eq%20%22too.much@example.com%22',
      `Authorization: Bearer ${other}`,
    )
    assert.equal((JSON.parse(found.body) as { totalResults: number }).totalResults, 0)
  })

  test('does not slow down another client, an administrator or who is not known', async () => {
    assert.equal((await get(app.base, '/scim/v2/Users', `Authorization: Bearer ${other}`)).status, 200)
    assert.equal((await get(app.base, '/api/v1/clients', `Authorization: HZN ${app.session}`)).status, 200)
    assert.equal((await get(app.base, '/scim/v2/Users')).status, 401)
  })

  test('is answered again after the seconds that it was told', async () => {
    const asOkta = `Authorization: Bearer ${app.token}`
    const seconds = Number((await get(app.base, '/scim/v2/Users', asOkta)).headers['retry-after'])
    now += seconds * 1_000
    assert.equal((await get(app.base, '/scim/v2/Users', asOkta)).status, 200)
    assert.equal((await get(app.base, '/scim/v2/Users', asOkta)).status, 429)
  })
})

describe('an address that too much comes from', () => {
  let app: RunningApp
  before(async () => {
    const now = Date.now()
    app = await startApp({
      clock: () => now,
      directory: false,
      limits: { perAddress: ALLOWED },
      trustedProxies: ['127.0.0.1'],
    })
    for (let i = 0; i <= ALLOWED; i += 1) await get(app.base, '/scim/v2/Users', 'X-Forwarded-For: 192.0.2.66')
  })
  after(() => app.close())

  for (const path of [
    '/scim/v2/Users',
    '/oauth/token',
    '/SAAS/jersey/manager/api/oauth2clients',
    '/console/',
    '/nothing',
  ]) {
    test(`is told to wait at ${path}, and no other is`, async () => {
      assertSlowed(
        await get(app.base, path, 'X-Forwarded-For: 192.0.2.66'),
        /60 requests a minute come from this address/,
      )
      assert.notEqual((await get(app.base, path, 'X-Forwarded-For: 192.0.2.67')).status, 429)
    })
  }

  test('is still told that the server is alive', async () =>
    assert.equal((await get(app.base, '/healthz', 'X-Forwarded-For: 192.0.2.66')).status, 200))

  test('is one with its neighbours of the same IPv6 network', async () => {
    for (const i of times(ALLOWED)) await get(app.base, '/', `X-Forwarded-For: 2001:db8:0:1::${i.toString(16)}`)
    assert.equal((await get(app.base, '/', 'X-Forwarded-For: 2001:db8:0:1:ffff::1')).status, 429)
    assert.notEqual((await get(app.base, '/', 'X-Forwarded-For: 2001:db8:0:2::1')).status, 429)
  })
})

describe('an address that wrong credentials come from', () => {
  let now = Date.UTC(2026, 0, 15, 12)
  const wrongCredentials = 20
  let app: RunningApp
  let unused = ''
  before(async () => {
    app = await startApp({ clock: () => now, limits: { wrongCredentials }, trustedProxies: ['127.0.0.1'] })
    unused = await requestToken(app.base, 'OktaSCIM', app.clientSecret)
    assert.equal((await as(app.token)).status, 200)
  })
  after(() => app.close())

  const GUESSER = '192.0.2.66'
  const as = (token: string, address = GUESSER) =>
    get(app.base, '/scim/v2/Users', `Authorization: Bearer ${token}`, `X-Forwarded-For: ${address}`)
  const post = (path: string, type: string, body: string, address = GUESSER) =>
    rawRequest(app.base, { path, headers: [`Content-Type: ${type}`, `X-Forwarded-For: ${address}`], body })
  const signIn = (password: string, address = GUESSER) =>
    post('/api/v1/session', 'application/json', JSON.stringify({ ...app.administrator, password }), address)

  /** Waits until all of it is forgotten, and guesses until it is too much. */
  async function guess(...wrong: readonly (() => Promise<RawAnswer>)[]): Promise<readonly number[]> {
    now += 60_000
    const statuses: number[] = []
    for (const i of times(wrongCredentials + 2)) statuses.push((await wrong[i % wrong.length]?.())?.status ?? 0)
    return statuses
  }
  const slowed = [...times(wrongCredentials).map(() => 401), 429, 429]

  test('is slowed down, whether the checksum of a token fits or not', async () => {
    const statuses = await guess(
      () => as(makeCredential('at', randomBytes)),
      () => as('noise'),
      () => as(makeCredential('cs', randomBytes)),
    )
    assert.deepEqual(statuses, slowed)
    assertSlowed(await as('noise'), /Too many wrong tokens, secrets or passwords came from this address/)
  })

  test('a token that works goes on working there: who guesses may share the address', async () => {
    assert.equal((await as('noise')).status, 429)
    assert.equal((await as(app.token)).status, 200)
  })

  test('a right token, a right secret and a right password come through from anywhere else', async () => {
    assert.equal((await as(unused)).status, 429)
    assert.equal((await as(unused, '192.0.2.67')).status, 200)
    assert.equal((await signIn(app.administrator.password)).status, 429)
    assert.equal((await signIn(app.administrator.password, '192.0.2.67')).status, 200)
    const form = `grant_type=client_credentials&client_id=OktaSCIM&client_secret=${app.clientSecret}`
    const token = (address: string) => post('/oauth/token', 'application/x-www-form-urlencoded', form, address)
    assert.equal((await token(GUESSER)).status, 429)
    assert.equal((await token('192.0.2.67')).status, 200)
  })

  test('wrong passwords, secrets and set-up links of ever other names count together', async () => {
    const statuses = await guess(
      () =>
        post('/api/v1/session', 'application/json', `{"username":"${randomBytes(4).toString('hex')}","password":"x"}`),
      () =>
        post(
          '/oauth/token',
          'application/x-www-form-urlencoded',
          `grant_type=client_credentials&client_id=${randomBytes(4).toString('hex')}&client_secret=x`,
        ),
    )
    assert.deepEqual(statuses, slowed)
  })

  test('no body is read from there', async () => {
    const request = requestBytes(app.base, {
      path: '/api/v1/session',
      headers: ['Content-Length: 40', 'Connection: keep-alive', `X-Forwarded-For: ${GUESSER}`],
    })
    const { answers } = await rawConversation(app.base, [request], { until: 1 })
    assert.equal(answers[0]?.status, 429)
  })

  test('no credential, and one that expired, is no guess', async () => {
    now += 366 * 86_400_000
    for (const i of times(2 * wrongCredentials)) {
      const answer =
        i % 2 === 0 ? await as(app.token) : await get(app.base, '/scim/v2/Users', `X-Forwarded-For: ${GUESSER}`)
      assert.equal(answer.status, 401)
    }
    assert.match((await as(app.token)).body, /expired on 2027-01-15/)
  })

  test('IN-04: who asks about tokens that never were is told to wait, and the answer before says nothing of them', async () => {
    const ask = (token: string) =>
      rawRequest(app.base, {
        path: '/oauth/introspect',
        headers: [
          `Authorization: Basic ${btoa(`OktaSCIM:${app.clientSecret}`)}`,
          'Content-Type: application/x-www-form-urlencoded',
          'X-Forwarded-For: 192.0.2.68',
        ],
        body: `token=${token}`,
      })
    for (const i of times(wrongCredentials)) {
      const answer = await ask(i % 2 === 0 ? 'noise' : makeCredential('at', randomBytes))
      assert.deepEqual([answer.status, answer.body], [200, '{"active":false}'])
    }
    assertSlowed(await ask('noise'), /Too many of the tokens that were asked about never existed/)
  })
})

function scimShape(schema: string, mediaType: string) {
  return (answer: RawAnswer): void => {
    const { schemas, status, scimType } = JSON.parse(answer.body) as Record<string, unknown>
    assert.deepEqual([schemas, status, scimType], [[schema], '429', undefined])
    assert.equal(answer.headers['content-type'], mediaType)
  }
}

function scimV1Shape(answer: RawAnswer): void {
  const { Errors } = JSON.parse(answer.body) as { Errors: readonly { code: string }[] }
  assert.equal(Errors[0]?.code, '429')
}

function restShape(answer: RawAnswer): void {
  const { errors } = JSON.parse(answer.body) as { errors: readonly { code: string }[] }
  assert.equal(errors[0]?.code, 'too.many.requests')
}

function adminShape(answer: RawAnswer): void {
  assert.equal(answer.headers['content-type'], 'application/problem+json')
  assert.equal((JSON.parse(answer.body) as { code: string }).code, 'too_many_requests')
}
