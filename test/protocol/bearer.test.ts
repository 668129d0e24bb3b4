import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { makeCredential } from '../../src/access/credential.ts'
import { type RawAnswer, rawRequest } from '../support/raw-http.ts'
import { createDirectory, requestToken, type RunningApp, startApp } from '../support/start-app.ts'
import { startTwoTenants, type TwoTenants } from '../support/start-two-tenants.ts'

const SURFACES = {
  users: { path: '/scim/v2/Users', type: 'application/scim+json' },
  groups: { path: '/usergroup/scim/v2/Groups', type: 'application/scim+json' },
  console: { path: '/api/v1/directories', type: 'application/problem+json' },
  clients: { path: '/SAAS/jersey/manager/api/oauth2clients', type: 'application/json' },
  directories: { path: '/SAAS/jersey/manager/api/connectormanagement/directoryconfigs', type: 'application/json' },
} as const

const ACCESS_USER = 'urn:ietf:params:scim:schemas:extension:ws1b:2.0:User'
const NEVER_ISSUED = makeCredential('at', randomBytes)

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
      ['BT-03', 'the scheme Negotiate', () => ['Authorization: Negotiate YII='], 401, UNAUTHENTICATED],
      ['BT-03', 'the scheme ApiKey', (good: string) => [`Authorization: ApiKey ${good}`], 401, UNAUTHENTICATED],
      ['BB-06', 'the scheme Digest', () => ['Authorization: Digest username="a"'], 401, UNAUTHENTICATED],
      ['BB-07', 'noise of the right length', () => [`Authorization: Bearer muster_at_${'k'.repeat(49)}`], 401, INVALID],
      ['BB-07', 'noise with a prefix of ours', () => ['Authorization: muster_at_x'], 401, INVALID],
      [
        'BB-08',
        'a well-formed token that was never issued',
        () => [`Authorization: Bearer ${NEVER_ISSUED}`],
        401,
        INVALID,
      ],
      [
        'BB-18',
        'a well-formed set-up token',
        () => [`Authorization: Bearer ${makeCredential('st', randomBytes)}`],
        401,
        INVALID,
      ],
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
      [
        'BB-24',
        'a JWT that signs nothing (AT-03)',
        () => ['Authorization: Bearer eyJhbGciOiJub25lIn0.e30.'],
        401,
        INVALID,
      ],
    ] as const) {
      test(`${id}: ${surface} answer ${status} to ${what}`, async () => {
        const answer = await get(path, ...header(app.token))
        assert.equal(answer.status, status, answer.body)
        assert.match(challengeOf(answer), challenge)
        assert.equal(answer.headers['content-type'], type)
        assert.ok(!answer.body.includes(app.token) && !answer.body.includes(app.clientSecret))
      })
    }

    test(`BT-09: ${surface} take no second Authorization header, not even the same one`, async () => {
      const good = `Authorization: Bearer ${app.token}`
      for (const other of [good, `Authorization: Bearer ${NEVER_ISSUED}`, `Authorization: Basic ${btoa('a:b')}`]) {
        for (const headers of [
          [good, other],
          [other, good],
        ]) {
          const answer = await get(path, ...headers)
          assert.equal(answer.status, 400, answer.body)
          assert.equal(answer.headers['content-type'], type)
        }
      }
    })

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

  test('BT-11: of a good token no prefix opens anything, and nothing with a change or an addition', async () => {
    const { token } = app
    const spoiled = [
      ...Array.from({ length: token.length - 1 }, (_, cut) => token.slice(0, cut + 1)),
      ...['a', '0', '-', '_', '.', '~', '+', '/'].map((end) => token.slice(0, -1) + end).filter((one) => one !== token),
      `${token}a`,
      `a${token}`,
      `${token}=`,
      `${token}==`,
      `${token.slice(0, 20)}-${token.slice(20)}`,
      `${token}.${token}`,
    ]
    const refused = await get(SURFACES.users.path, `Authorization: Bearer ${NEVER_ISSUED}`)
    for (const one of spoiled) {
      const answer = await get(SURFACES.users.path, `Authorization: Bearer ${one}`)
      assert.deepEqual(
        [answer.status, answer.body, challengeOf(answer)],
        [401, refused.body, challengeOf(refused)],
        one.slice(0, 12),
      )
    }
  })

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

  const send = (method: string, path: string, token: string, body: unknown = {}, ...headers: readonly string[]) =>
    rawRequest(app.base, {
      method,
      path,
      headers: [`Authorization: Bearer ${token}`, 'Content-Type: application/json', ...headers],
      body: JSON.stringify(body),
    })

  test('BB-12: the tokens of a client that is stopped or deleted are refused at once', async () => {
    const token = await requestToken(app.base, 'Stopped', await client('Stopped'))
    const users = () => get(SURFACES.users.path, `Authorization: Bearer ${token}`)
    assert.equal((await users()).status, 200)
    const stop = (enabled: boolean) => send('PATCH', '/api/v1/clients/Stopped', app.session, { enabled })
    assert.equal((await stop(false)).status, 200)
    const refused = await users()
    assert.equal(refused.status, 401)
    assert.match(challengeOf(refused), INVALID)
    assert.equal((await stop(true)).status, 200)
    assert.equal((await users()).status, 200)
    assert.equal(
      (
        await rawRequest(app.base, {
          method: 'DELETE',
          path: `${SURFACES.clients.path}/Stopped`,
          headers: [`Authorization: Bearer ${app.token}`],
        })
      ).status,
      204,
    )
    assert.equal((await users()).status, 401)
  })

  test('BB-13, BB-15, BB-17: a token bound to a directory sees that one alone, and nothing once it is gone', async () => {
    const second = await createDirectory(app.base, app.token, 'Second', ['SECOND.EXAMPLE'])
    const made = await send('POST', '/api/v1/clients', app.session, {
      clientId: 'Bound',
      scopes: ['scim'],
      directory: 'second',
    })
    assert.equal(made.status, 201, made.body)
    const token = await requestToken(app.base, 'Bound', (JSON.parse(made.body) as { secret: string }).secret)
    const first = '/directories/okta-universal-directory/scim/v2/Users'
    const user = await send('POST', first, app.token, { userName: 'first@example.com' })
    const { id } = JSON.parse(user.body) as { id: string }
    const own = await send('POST', '/scim/v2/Users', token, { userName: 'first@example.com' })
    assert.equal(own.status, 201, own.body)

    // in the other directory, under its own address and through its own: as if there were nothing
    for (const method of ['GET', 'PUT', 'PATCH', 'DELETE']) {
      const body = { userName: 'taken.over@example.com', Operations: [{ op: 'replace', path: 'active', value: false }] }
      for (const path of [`${first}/${id}`, `/scim/v2/Users/${id}`, `/directories/second/scim/v2/Users/${id}`]) {
        const answer = await send(method, path, token, body)
        assert.equal(answer.status, 404, `${method} ${path}: ${answer.body}`)
      }
    }
    assert.equal((await send('POST', first, token, { userName: 'eve' })).status, 404)
    assert.equal(
      (await send('POST', '/scim/v2/Users', token, { userName: 'eve', [ACCESS_USER]: { domain: 'OKTA.COM' } })).status,
      400,
    )
    assert.match(
      (await get(`/scim/v2/Users?filter=id%20eq%20%22${id}%22`, `Authorization: Bearer ${token}`)).body,
      /"totalResults":0/,
    )
    assert.equal((await get(SURFACES.console.path, `Authorization: Bearer ${token}`)).status, 403)
    assert.equal((await send('GET', `${first}/${id}`, app.token)).body.includes('first@example.com'), true)

    assert.equal(
      (await send('DELETE', `${SURFACES.directories.path}/${String(second['directoryId'])}`, app.token)).status,
      200,
    )
    const orphaned = await get(SURFACES.users.path, `Authorization: Bearer ${token}`)
    assert.ok([401, 404].includes(orphaned.status), `${orphaned.status}: ${orphaned.body}`)
    assert.equal(orphaned.headers['content-type'], 'application/scim+json')
    assert.ok([401, 404].includes((await send('POST', SURFACES.users.path, token, { userName: 'eve' })).status))
  })

  test('BB-19: a token in a form is not read', async () => {
    const answer = await rawRequest(app.base, {
      path: SURFACES.users.path,
      headers: ['Content-Type: application/x-www-form-urlencoded'],
      body: `access_token=${app.token}`,
    })
    assert.equal(answer.status, 401)
    assert.match(challengeOf(answer), UNAUTHENTICATED)
  })

  test('BB-21: a session cookie counts on our own API alone, and for writes only from our own pages', async () => {
    const cookie = `Cookie: __Host-muster_session=${app.session}`
    assert.equal((await get(SURFACES.console.path, cookie)).status, 200)
    for (const { path } of [SURFACES.users, SURFACES.groups, SURFACES.clients, SURFACES.directories])
      assert.equal((await get(path, cookie)).status, 401, path)
    for (const headers of [
      ['Origin: https://evil.example'],
      ['Sec-Fetch-Site: cross-site'],
      ['Sec-Fetch-Site: same-site', 'Origin: http://localhost'],
      [],
    ]) {
      const answer = await rawRequest(app.base, {
        path: SURFACES.console.path,
        headers: [cookie, 'Content-Type: application/json', ...headers],
        body: '{"name":"Forged","domains":["FORGED.EXAMPLE"]}',
      })
      assert.equal(answer.status, 403, answer.body)
    }
  })

  test('BB-22: beside a token a cookie does not count', async () => {
    const cookie = `Cookie: __Host-muster_session=${app.session}`
    const answer = await get(SURFACES.console.path, `Authorization: Bearer ${NEVER_ISSUED}`, cookie)
    assert.equal(answer.status, 401)
    assert.match(challengeOf(answer), INVALID)
  })
})

describe('the tokens of another tenant', () => {
  let tenants: TwoTenants
  before(async () => void (tenants = await startTwoTenants()))
  after(() => tenants.app.close())

  const INVALID = /error="invalid_token"/
  const own = (method: string, path: string, body = '') =>
    rawRequest(tenants.app.base, {
      method,
      path,
      headers: [`Authorization: Bearer ${tenants.app.token}`, 'Content-Type: application/json'],
      body,
    })
  const foreign = (method: string, path: string, body = '') =>
    tenants.ask({
      method,
      path,
      headers: [`Authorization: HZN ${tenants.session}`, 'Content-Type: application/json'],
      body,
    })

  test('BB-14: count for nothing here, and those of ours nothing there', async () => {
    for (const { path } of Object.values(SURFACES)) {
      assert.equal((await foreign('GET', path)).status, 200, path)
      const here = await rawRequest(tenants.app.base, {
        method: 'GET',
        path,
        headers: [`Authorization: Bearer ${tenants.session}`],
      })
      const there = await tenants.ask({ method: 'GET', path, headers: [`Authorization: Bearer ${tenants.app.token}`] })
      const noise = await rawRequest(tenants.app.base, {
        method: 'GET',
        path,
        headers: [`Authorization: Bearer ${NEVER_ISSUED}`],
      })
      for (const answer of [here, there]) {
        assert.deepEqual([answer.status, answer.body], [401, noise.body])
        assert.match(answer.headers['www-authenticate'] ?? '', INVALID)
      }
    }
    assert.equal(
      (
        await tenants.ask({
          method: 'GET',
          path: SURFACES.console.path,
          headers: [`Authorization: Bearer ${tenants.setupToken}`],
        })
      ).status,
      401,
    )
  })

  test('SC-34, PA-33, DB-07: the same names and domains are free, and the ids of one are unknown to the other', async () => {
    const user = await own('POST', '/scim/v2/Users', '{"userName":"ann@example.com","externalId":"1"}')
    const group = await own('POST', '/scim/v2/Groups', '{"displayName":"Staff"}')
    const { id } = JSON.parse(user.body) as { id: string }
    const { id: groupId } = JSON.parse(group.body) as { id: string }
    assert.equal(
      (await foreign('POST', '/scim/v2/Users', '{"userName":"ann@example.com","externalId":"1"}')).status,
      201,
    )
    assert.equal((await foreign('POST', '/scim/v2/Groups', '{"displayName":"Staff"}')).status, 201)
    const unknown = '01890000-0000-7000-8000-000000000000'
    const body = '{"userName":"x","displayName":"x","Operations":[{"op":"replace","path":"displayName","value":"x"}]}'
    for (const [kind, known] of [
      ['Users', id],
      ['Groups', groupId],
    ] as const) {
      for (const method of ['GET', 'PUT', 'PATCH', 'DELETE']) {
        const answer = await foreign(method, `/scim/v2/${kind}/${known}`, body)
        const nobody = await foreign(method, `/scim/v2/${kind}/${unknown}`, body)
        assert.deepEqual([answer.status, answer.body.replace(known, unknown)], [404, nobody.body])
      }
    }
    const { items } = JSON.parse((await own('GET', SURFACES.directories.path)).body) as {
      items: { directoryId: string }[]
    }
    for (const method of ['GET', 'DELETE'])
      assert.equal((await foreign(method, `${SURFACES.directories.path}/${items[0]?.directoryId}`)).status, 404)
    // a member of another tenant is one that does not exist
    const group2 = await foreign(
      'POST',
      '/scim/v2/Groups',
      JSON.stringify({ displayName: 'Mixed', members: [{ value: id }] }),
    )
    assert.match(group2.body, /"members":\[\]/)
    assert.equal((await own('GET', `/scim/v2/Users/${id}`)).body, user.body)
    assert.equal((await own('GET', `/scim/v2/Groups/${groupId}`)).body, group.body)
  })
})
