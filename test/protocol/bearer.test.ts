import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type RawAnswer, rawRequest } from '../support/raw-http.ts'
import { requestToken, type RunningApp, startApp } from '../support/start-app.ts'

const SURFACES = {
  users: { path: '/scim/v2/Users', type: 'application/scim+json' },
  clients: { path: '/SAAS/jersey/manager/api/oauth2clients', type: 'application/json' },
  directories: { path: '/SAAS/jersey/manager/api/connectormanagement/directoryconfigs', type: 'application/json' },
} as const

describe('bearer tokens', () => {
  let app: RunningApp
  let now = Date.now()
  before(async () => void (app = await startApp({ clock: () => now })))
  after(() => app.close())

  const get = (path: string, ...headers: readonly string[]) => rawRequest(app.base, { method: 'GET', path, headers })

  async function client(clientId: string, settings: Record<string, unknown> = {}): Promise<string> {
    const answer = await rawRequest(app.base, {
      path: SURFACES.clients.path,
      headers: [`Authorization: Bearer ${app.token}`, 'Content-Type: application/json'],
      body: JSON.stringify({ clientId, authGrantTypes: 'client_credentials', ...settings }),
    })
    return (JSON.parse(answer.body) as { secret: string }).secret
  }

  const regenerate = (clientId: string) =>
    rawRequest(app.base, {
      path: `/api/v1/oauth2clients/${clientId}/secret`,
      headers: [`Authorization: Bearer ${app.token}`, 'Content-Type: application/json'],
      body: '{"overlapMinutes":0,"revokeTokens":true}',
    })

  const challengeOf = ({ headers }: RawAnswer) => headers['www-authenticate'] ?? ''

  const UNAUTHENTICATED = /^Bearer realm="scim"$/
  const MALFORMED = /^Bearer realm="scim", error="invalid_request"/
  const INVALID = /^Bearer realm="scim", error="invalid_token", error_description="[\x20-\x21\x23-\x5b\x5d-\x7e]+"$/

  for (const [surface, { path, type }] of Object.entries(SURFACES)) {
    for (const [id, what, header, status, challenge] of [
      ['BB-01', 'no header', () => [], 401, UNAUTHENTICATED],
      ['BB-02', 'a scheme alone', () => ['Authorization: Bearer'], 400, MALFORMED],
      ['BB-02', 'a scheme and a space', () => ['Authorization: Bearer '], 400, MALFORMED],
      ['BB-03', 'two tokens', (good: string) => [`Authorization: Bearer ${good} ${good}`], 400, MALFORMED],
      ['BB-04', 'a comma', (good: string) => [`Authorization: Bearer, ${good}`], 400, MALFORMED],
      ['BB-04', 'quotes', (good: string) => [`Authorization: Bearer "${good}"`], 400, MALFORMED],
      ['BB-06', 'the scheme Token', (good: string) => [`Authorization: Token ${good}`], 401, UNAUTHENTICATED],
      ['BB-06', 'the scheme Basic', () => [`Authorization: Basic ${btoa('a:b')}`], 401, UNAUTHENTICATED],
      ['BB-06', 'the scheme Digest', () => ['Authorization: Digest username="a"'], 401, UNAUTHENTICATED],
      ['BB-07', 'noise of the right length', () => [`Authorization: Bearer muster_at_${'k'.repeat(49)}`], 401, INVALID],
      [
        'BB-09',
        'a token without its end',
        (good: string) => [`Authorization: Bearer ${good.slice(0, -1)}`],
        401,
        INVALID,
      ],
      ['BB-09', 'a padded token', (good: string) => [`Authorization: Bearer ${good}=`], 401, INVALID],
      [
        'BB-09',
        'a token in another case',
        (good: string) => [`Authorization: Bearer ${good.toLowerCase()}`],
        401,
        INVALID,
      ],
      ['BB-18', 'a client secret', () => [`Authorization: Bearer ${app.clientSecret}`], 401, INVALID],
      ['BB-23', 'a token of eight kilobytes', () => [`Authorization: Bearer ${'a'.repeat(8_192)}`], 401, INVALID],
      ['BB-24', 'a JWT that signs nothing', () => ['Authorization: Bearer eyJhbGciOiJub25lIn0.e30.'], 401, INVALID],
    ] as const) {
      test(`${id}: ${surface} answer ${status} to ${what}`, async () => {
        const answer = await get(path, ...header(app.token))
        assert.equal(answer.status, status, answer.body)
        assert.match(challengeOf(answer), challenge)
        assert.equal(answer.headers['content-type'], type)
        assert.ok(!answer.body.includes(app.token) && !answer.body.includes(app.clientSecret))
      })
    }

    for (const scheme of ['Bearer', 'bearer', 'BEARER', 'HZN', 'hzn']) {
      test(`BB-05: ${surface} take the scheme ${scheme}`, async () => {
        const answer = await get(path, `Authorization: ${scheme} ${app.token}`)
        assert.equal(answer.status, 200, answer.body)
        assert.match(answer.headers['cache-control'] ?? '', /no-store/)
      })
    }

    test(`BB-19, BB-20: ${surface} never read a token from the address`, async () => {
      const alone = await get(`${path}?access_token=${app.token}`)
      assert.equal(alone.status, 401)
      assert.match(challengeOf(alone), UNAUTHENTICATED)
      const both = await get(`${path}?access_token=${app.token}`, `Authorization: Bearer ${app.token}`)
      assert.equal(both.status, 400)
      assert.match(challengeOf(both), MALFORMED)
    })

    test(`BB-21: ${surface} do not read a cookie`, async () => {
      const answer = await get(path, `Cookie: HZN=${app.session}`)
      assert.equal(answer.status, 401)
    })
  }

  test('BB-11: a revoked token is refused in the words for a damaged one', async () => {
    const secret = await client('Revoked')
    const token = await requestToken(app.base, 'Revoked', secret)
    const { path } = SURFACES.users
    assert.equal((await get(path, `Authorization: Bearer ${token}`)).status, 200)
    assert.equal((await regenerate('Revoked')).status, 200)
    const revoked = await get(path, `Authorization: Bearer ${token}`)
    const damaged = await get(path, `Authorization: Bearer ${token.slice(0, -1)}`)
    assert.deepEqual(
      [revoked.status, revoked.body, challengeOf(revoked)],
      [damaged.status, damaged.body, challengeOf(damaged)],
    )
  })

  test('BB-10: a token that has expired says when, to who holds it', async () => {
    const token = await requestToken(app.base, 'Minute', await client('Minute', { accessTokenTTL: 1 }))
    now += 59_999
    assert.equal((await get(SURFACES.users.path, `Authorization: Bearer ${token}`)).status, 200)
    now += 1
    const expired = await get(SURFACES.users.path, `Authorization: Bearer ${token}`)
    assert.equal(expired.status, 401)
    assert.match(challengeOf(expired), /error="invalid_token", error_description="This access token expired on 20/)
    assert.match(expired.body, /Generate a new token for the client Minute/)
  })

  test('BB-16: who may only read cannot write', async () => {
    const token = await requestToken(app.base, 'Reader', await client('Reader', { scope: 'scim:read' }))
    assert.equal((await get(SURFACES.users.path, `Authorization: Bearer ${token}`)).status, 200)
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      const answer = await rawRequest(app.base, {
        method,
        path: method === 'POST' ? SURFACES.users.path : `${SURFACES.users.path}/1`,
        headers: [`Authorization: Bearer ${token}`, 'Content-Type: application/scim+json'],
        body: '{"userName":"eve"}',
      })
      assert.equal(answer.status, 403, method)
      assert.match(challengeOf(answer), /error="insufficient_scope".*scope="scim"/)
    }
  })

  test('BB-17: who provisions people cannot administer', async () => {
    const token = await requestToken(app.base, 'Scim', await client('Scim', { scope: 'scim' }))
    for (const { path } of [SURFACES.clients, SURFACES.directories]) {
      const answer = await get(path, `Authorization: Bearer ${token}`)
      assert.equal(answer.status, 403)
      assert.match(challengeOf(answer), /error="insufficient_scope".*scope="admin"/)
    }
  })
})
