import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { type Caller, apiOf, type JsonObject } from '../support/admin-api.ts'
import { aCode, aUserClient, type AuthorizedClient, CALLBACK, signedInPage } from '../support/an-authorization.ts'
import { rawRequest } from '../support/raw-http.ts'
import { requestToken, type RunningApp, startApp } from '../support/start-app.ts'

const DAY = 86_400_000

type Notice = JsonObject & { readonly kind: string; readonly clientId: string; readonly stage: number }

describe('what expires while it is in use', () => {
  let now = Date.UTC(2026, 0, 15, 12)
  let app: RunningApp
  before(async () => void (app = await startApp({ clock: () => now })))
  after(() => app.close())

  const asAdministrator = async (): Promise<Caller> => signedInPage(app)
  const notices = async (): Promise<readonly Notice[]> =>
    ((await (await asAdministrator())('GET', '/notices')).json as { notices: readonly Notice[] }).notices
  const shown = async (): Promise<readonly string[]> =>
    (await notices()).map(({ kind, clientId, stage }) => `${kind} ${clientId} ${stage}`)

  /** Uses are written some seconds after they happen. */
  async function until(wanted: readonly string[]): Promise<void> {
    const given = Date.now() + 15_000
    while (Date.now() < given && JSON.stringify(await shown()) !== JSON.stringify(wanted)) await pause(200)
    assert.deepEqual(await shown(), wanted)
  }
  const useToken = async (token: string): Promise<void> => {
    const answer = await rawRequest(app.base, {
      method: 'GET',
      path: '/scim/v2/Users',
      headers: [`Authorization: Bearer ${token}`, 'User-Agent: Okta SCIM Client 1.0.0'],
    })
    assert.equal(answer.status, 200, answer.body)
  }

  test('a token of a year is announced when 30 days are left, not before, and only while it is used', async () => {
    now += 334 * DAY
    await useToken(app.token)
    assert.deepEqual(await shown(), [])
    now += DAY - 1
    assert.deepEqual(await shown(), [])
    now += 1
    await until(['accessToken OktaSCIM 30'])
    const [notice] = await notices()
    assert.equal(notice?.['expiresAt'], new Date(now + 30 * DAY).toISOString())
    assert.equal(notice?.['lastUsedAgent'], 'Okta SCIM Client 1.0.0')
    assert.equal(notice?.['renewAt'], `${app.base}/console/settings/oauth/clients/OktaSCIM`)
    assert.match(String(notice?.['renew']), /Generate a new token on the page of the client/)
  })

  test('it goes through the stages', async () => {
    now += 16 * DAY
    assert.deepEqual(await shown(), ['accessToken OktaSCIM 14'])
    now += 7 * DAY
    assert.deepEqual(await shown(), ['accessToken OktaSCIM 7'])
    now += 6 * DAY
    assert.deepEqual(await shown(), ['accessToken OktaSCIM 1'])
  })

  test('it is gone when another token is used in its place, and while its client is disabled', async () => {
    const page = await asAdministrator()
    assert.equal((await page('PATCH', '/clients/OktaSCIM', { enabled: false })).status, 200)
    assert.deepEqual(await shown(), [])
    assert.equal((await page('PATCH', '/clients/OktaSCIM', { enabled: true })).status, 200)
    assert.deepEqual(await shown(), ['accessToken OktaSCIM 1'])
    await useToken(await requestToken(app.base, 'OktaSCIM', app.clientSecret))
    await until([])
  })

  test('tokens that are fetched for hours are not announced', async () => {
    const page = await asAdministrator()
    const made = await page('POST', '/clients', {
      clientId: 'Hourly',
      grantTypes: ['client_credentials'],
      scopes: ['admin:read', 'scim'],
      accessTokenTtl: 180,
    })
    await useToken(await requestToken(app.base, 'Hourly', String(made.json['secret'])))
    await pause(5_500)
    assert.deepEqual(await shown(), [])
  })

  describe('an authorization', () => {
    let client: AuthorizedClient
    let refreshToken = ''
    const refresh = async (): Promise<void> => {
      const answer = await client.post('/oauth/token', { grant_type: 'refresh_token', refresh_token: refreshToken })
      assert.equal(answer.status, 200, answer.text)
      refreshToken = String(answer.json['refresh_token'])
    }
    before(async () => {
      const page = await asAdministrator()
      client = await aUserClient(app, page, 'OktaOAuth', { accessTokenTtl: 180, refreshTokenIdleTtl: 14_400 })
      const code = await aCode(page, client, 'okta-universal-directory')
      const answer = await client.post('/oauth/token', {
        grant_type: 'authorization_code',
        code,
        redirect_uri: CALLBACK,
      })
      assert.equal(answer.status, 200, answer.text)
      refreshToken = String(answer.json['refresh_token'])
    })

    test('that lies idle is announced before its refresh token ends', async () => {
      now += 3 * DAY - 1
      assert.deepEqual(await shown(), [])
      now += 1
      assert.deepEqual(await shown(), ['refreshToken OktaOAuth 7'])
      now += 6 * DAY
      assert.deepEqual(await shown(), ['refreshToken OktaOAuth 1'])
    })

    test('that is used is not', async () => {
      await refresh()
      assert.deepEqual(await shown(), [])
      now += 2 * DAY
      await refresh()
      assert.deepEqual(await shown(), [])
    })
  })

  test('a secret that was regenerated is announced while somebody uses the old one', async () => {
    const page = await asAdministrator()
    assert.deepEqual(await shown(), [])
    const done = await page('POST', '/clients/Hourly/secret', { overlapMinutes: 10_080, revokeTokens: false })
    assert.equal(done.status, 200, JSON.stringify(done.json))
    const [secret] = await notices()
    assert.deepEqual([secret?.kind, secret?.clientId, secret?.stage], ['secret', 'Hourly', 7])
    assert.match(String(secret?.['hint']), /^\w{4}$/)
    await requestToken(app.base, 'Hourly', String(done.json['secret']))
    now += 3_600_001
    await until([])
  })

  test('notices are for who may read all of the tenant', async () => {
    const asked = (authorization: string) => apiOf(app.base, authorization)('GET', '/notices')
    assert.equal((await asked('Bearer nothing')).status, 401)
    const page = await asAdministrator()
    const made = await page('POST', '/clients', {
      clientId: 'Writer',
      grantTypes: ['client_credentials'],
      scopes: ['scim'],
    })
    const writer = await requestToken(app.base, 'Writer', String(made.json['secret']))
    assert.equal((await asked(`Bearer ${writer}`)).status, 403)
  })
})
