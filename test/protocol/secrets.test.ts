import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { makeCredential } from '../../src/access/credential.ts'
import { type Caller, refused, send } from '../support/admin-api.ts'
import { aCode, aUserClient, CALLBACK, postForm, pageInTime } from '../support/an-authorization.ts'
import { type RunningApp, startApp } from '../support/start-app.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

type Secret = {
  readonly secretId: string
  readonly hint: string
  readonly retiresAt: string | null
  readonly kept: boolean
  readonly lastUsedAt: string | null
  readonly lastUsedFrom: string | null
  readonly lastUsedAgent: string | null
}

describe('secrets of a client', () => {
  let app: RunningApp
  let page: Caller
  let now = Date.now()
  before(async () => {
    app = await startApp({ clock: () => now })
    page = pageInTime(app, () => now)
  })
  after(() => app.close())

  let count = 0
  async function aClient(): Promise<{ readonly clientId: string; readonly secret: string }> {
    const clientId = `Rotating${(count += 1)}`
    const made = await page('POST', '/clients', { clientId, scopes: ['scim'] })
    assert.equal(made.status, 201)
    return { clientId, secret: String(made.json['secret']) }
  }
  const regenerate = async (clientId: string, body = {}) =>
    String((await page('POST', `/clients/${clientId}/secret`, { revokeTokens: false, ...body })).json['secret'])
  const works = async (clientId: string, secret: string) => {
    const { status, json } = await postForm(
      `${app.base}/oauth/token`,
      { grant_type: 'client_credentials' },
      `${clientId}:${secret}`,
    )
    if (status !== 200) assert.deepEqual([status, json['error']], [401, 'invalid_client'])
    return status === 200
  }
  const secretsOf = async (clientId: string) =>
    (await page('GET', `/clients/${clientId}`)).json['secrets'] as readonly [Secret, ...Secret[]]
  const older = async (clientId: string): Promise<Secret> => {
    const found = (await secretsOf(clientId)).find(({ retiresAt }) => retiresAt !== null)
    assert.ok(found !== undefined)
    return found
  }
  /** Uses are written in batches, five seconds later at the most. */
  async function untilNoted(
    clientId: string,
    secret: (secrets: readonly Secret[]) => Secret | undefined,
  ): Promise<Secret> {
    for (let i = 0; i < 100; i += 1) {
      const found = secret(await secretsOf(clientId))
      if (found !== undefined && found.lastUsedAt !== null) return found
      await new Promise((later) => setTimeout(later, 100))
    }
    return assert.fail('no use was noted')
  }
  const currentOf = (secrets: readonly Secret[]) => secrets.find(({ retiresAt }) => retiresAt === null)

  test('a use is noted with when, from where and by which agent', async () => {
    const { clientId, secret } = await aClient()
    const answer = await fetch(`${app.base}/oauth/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${clientId}:${secret}`)}`, 'user-agent': 'Okta SCIM Client 1.0.0' },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    })
    const { access_token } = (await answer.json()) as { access_token: string }
    const used = await untilNoted(clientId, currentOf)
    assert.deepEqual([used.lastUsedFrom, used.lastUsedAgent], ['127.0.0.1', 'Okta SCIM Client 1.0.0'])
    assert.equal(used.lastUsedAt, new Date(now).toISOString())
    await fetch(`${app.scimBase}/Users?count=1`, {
      headers: { authorization: `Bearer ${access_token}`, 'user-agent': `x${'y'.repeat(500)}` },
    })
    for (let i = 0; ; i += 1) {
      const [token] = (await page('GET', `/clients/${clientId}/tokens`)).json['tokens'] as readonly Secret[]
      if (typeof token?.lastUsedAt === 'string') {
        assert.equal(token.lastUsedAgent?.length, 200)
        break
      }
      assert.ok(i < 100)
      await new Promise((later) => setTimeout(later, 100))
    }
  })

  test('both secrets work until the end of the overlap', async () => {
    const { clientId, secret } = await aClient()
    const next = await regenerate(clientId, { overlapMinutes: 60 })
    assert.deepEqual([await works(clientId, secret), await works(clientId, next)], [true, true])
    now += HOUR
    assert.deepEqual([await works(clientId, secret), await works(clientId, next)], [false, true])
  })

  test('the older one retires by itself when the new one is in use and nobody used the older one for an hour', async () => {
    const { clientId, secret } = await aClient()
    const next = await regenerate(clientId)
    now += 2 * HOUR
    assert.equal(await works(clientId, secret), true, 'nobody uses the new one yet')
    await works(clientId, next)
    await untilNoted(clientId, currentOf)
    now += 30 * MINUTE
    assert.equal(await works(clientId, secret), true, 'used by somebody who has not changed yet')
    await untilNoted(clientId, (secrets) =>
      secrets.find(({ retiresAt, lastUsedAt }) => retiresAt !== null && lastUsedAt === new Date(now).toISOString()),
    )
    assert.equal((await older(clientId)).retiresAt, new Date(now + HOUR).toISOString())
    now += 61 * MINUTE
    assert.deepEqual([await works(clientId, secret), await works(clientId, next)], [false, true])
  })

  test('a prolonged one stays to its end, used or not', async () => {
    const { clientId, secret } = await aClient()
    const next = await regenerate(clientId)
    await works(clientId, next)
    await untilNoted(clientId, currentOf)
    const { secretId } = await older(clientId)
    const prolonged = await page('PATCH', `/clients/${clientId}/secrets/${secretId}`, { minutes: 10_080 })
    assert.deepEqual(
      [prolonged.status, prolonged.json['retiresAt']],
      [200, new Date(now + 10_080 * MINUTE).toISOString()],
    )
    assert.equal((await older(clientId)).kept, true)
    now += 100 * HOUR
    assert.equal(await works(clientId, secret), true)
    now += 68 * HOUR
    assert.equal(await works(clientId, secret), false)
    refused(
      await page('PATCH', `/clients/${clientId}/secrets/${secretId}`, { minutes: 60 }),
      409,
      'secret_is_current',
      /ended already/,
    )
  })

  test('an older secret is retired now, the current one only replaced, and an unknown one is not found', async () => {
    const { clientId, secret } = await aClient()
    const next = await regenerate(clientId)
    const current = currentOf(await secretsOf(clientId))
    const path = `/clients/${clientId}/secrets/${(await older(clientId)).secretId}`
    refused(await page('PATCH', path, { minutes: 10_081 }), 400, 'body_invalid')
    assert.equal((await page('PATCH', path, { minutes: 0 })).status, 200)
    assert.deepEqual([await works(clientId, secret), await works(clientId, next)], [false, true])
    refused(
      await page('PATCH', `/clients/${clientId}/secrets/${current?.secretId ?? ''}`, { minutes: 0 }),
      409,
      'secret_is_current',
      /Regenerate/,
    )
    refused(await page('PATCH', `/clients/${clientId}/secrets/nothing`, { minutes: 0 }), 404, 'secret_not_found')
  })

  describe('a credential that was found', () => {
    const identify = (credential: string) => page('POST', '/credentials/identify', { credential })
    const revoke = (credential: string) => page('POST', '/credentials/revoke', { credential })

    test('is told by its checksum and its digest, and never repeated', async () => {
      const { clientId, secret } = await aClient()
      for (const pasted of [secret, `  ${secret}\n`]) {
        const { status, json } = await identify(pasted)
        assert.deepEqual(
          [status, json['kind'], json['clientId'], json['live'], json['current']],
          [200, 'secret', clientId, true, true],
        )
        assert.ok(!JSON.stringify(json).includes(secret))
      }
      const token = await identify(`Bearer ${app.token}`)
      assert.deepEqual(
        [token.json['kind'], token.json['clientId'], token.json['live']],
        ['accessToken', 'OktaSCIM', true],
      )
      const session = await identify(app.session)
      assert.deepEqual([session.json['kind'], session.json['username']], ['session', app.administrator.username])
    })

    test('is foreign without the right checksum, and unknown where nobody keeps it', async () => {
      for (const foreign of ['', 'xoxb-1', app.token.slice(0, -1), `${app.token}x`, 'muster_cs_short']) {
        assert.deepEqual((await identify(foreign)).json, { kind: 'foreign', live: false }, foreign)
      }
      for (const kind of ['cs', 'at', 'rt', 'ss', 'ac', 'st'] as const) {
        const made = makeCredential(kind, randomBytes)
        assert.deepEqual((await identify(made)).json, { kind: 'unknown', live: false })
        refused(await revoke(made), 404, 'credential_unknown')
      }
    })

    test('is revoked on the spot: tokens, sessions, and an older secret', async () => {
      const client = await aUserClient(app, page, 'Leaking')
      const tokens = (
        await client.post('/oauth/token', {
          grant_type: 'authorization_code',
          code: await aCode(page, client, 'okta-universal-directory'),
          redirect_uri: CALLBACK,
        })
      ).json
      const opens = async (token: unknown, path = '/scim/v2/Users?count=1') =>
        (await send(app.base, 'GET', path, undefined, { authorization: `Bearer ${String(token)}` })).status === 200
      assert.equal(await opens(tokens['access_token']), true)
      const revoked = await revoke(String(tokens['refresh_token']))
      assert.deepEqual([revoked.status, revoked.json['kind'], revoked.json['live']], [200, 'refreshToken', false])
      assert.equal(await opens(tokens['access_token']), false, 'all of its authorization')
      assert.equal((await revoke(String(tokens['refresh_token']))).json['live'], false, 'twice is no error')

      const { sessionToken } = (
        await send(app.base, 'POST', '/SAAS/API/1.0/REST/auth/system/login', { ...app.administrator, issueToken: true })
      ).json
      assert.equal(await opens(sessionToken, '/api/v1/session'), true)
      await revoke(String(sessionToken))
      assert.equal(await opens(sessionToken, '/api/v1/session'), false)

      const { clientId, secret } = await aClient()
      refused(await revoke(secret), 409, 'secret_is_current', /replace now/)
      const next = await regenerate(clientId)
      assert.equal((await revoke(secret)).json['live'], false)
      assert.deepEqual([await works(clientId, secret), await works(clientId, next)], [false, true])
    })

    test('is nothing that an auditor, a token of one directory or a stranger can ask about', async () => {
      assert.equal(
        (await send(app.base, 'POST', '/api/v1/credentials/identify', { credential: app.token })).status,
        401,
      )
      const made = await page('POST', '/clients', { clientId: 'OneDirectory', directory: 'okta-universal-directory' })
      const { json } = await postForm(
        `${app.base}/oauth/token`,
        { grant_type: 'client_credentials' },
        `OneDirectory:${String(made.json['secret'])}`,
      )
      const bound = await send(
        app.base,
        'POST',
        '/api/v1/credentials/identify',
        { credential: app.token },
        { authorization: `Bearer ${String(json['access_token'])}` },
      )
      assert.equal(bound.status, 403)
    })
  })
})
