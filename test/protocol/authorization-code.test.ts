import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type Caller, refused, send } from '../support/admin-api.ts'
import {
  aCode,
  approve,
  aUserClient,
  type AuthorizedClient,
  CALLBACK,
  newPkce,
  type OAuthAnswer,
  requestOf,
  pageInTime,
} from '../support/an-authorization.ts'
import { rawRequest } from '../support/raw-http.ts'
import { createDirectory, type RunningApp, startApp } from '../support/start-app.ts'

const TOKEN = '/SAAS/auth/oauthtoken'
const DIRECTORY = 'okta-universal-directory'

describe('the authorization code grant', () => {
  let app: RunningApp
  let page: Caller
  let now = Date.now()
  let client: AuthorizedClient
  let other: AuthorizedClient
  before(async () => {
    app = await startApp({ clock: () => now })
    await createDirectory(app.base, app.token, 'Second', ['SECOND.COM'])
    page = pageInTime(app, () => now)
    client = await aUserClient(app, page, 'OktaCode')
    other = await aUserClient(app, page, 'OtherCode')
  })
  after(() => app.close())

  const scim = (token: unknown, method: string, path: string, body?: unknown) =>
    send(app.base, method, path, body, { authorization: `Bearer ${String(token)}` })
  const redeem = (code: string, form: Record<string, string> = {}, by = client) =>
    by.post(TOKEN, { grant_type: 'authorization_code', code, redirect_uri: CALLBACK, ...form })
  const refresh = (token: unknown, form: Record<string, string> = {}, by = client) =>
    by.post(TOKEN, { grant_type: 'refresh_token', refresh_token: String(token), ...form })
  const granted = (answer: OAuthAnswer) => {
    assert.equal(answer.status, 200, answer.text)
    assert.equal(answer.headers.get('cache-control'), 'no-store')
    return answer.json
  }
  const isRefused = (answer: OAuthAnswer, error = 'invalid_grant') => {
    assert.deepEqual([answer.status, answer.json['error']], [400, error], answer.text)
    assert.match(String(answer.json['error_description']), /\.$/)
  }
  const works = async (token: unknown) => (await scim(token, 'GET', '/scim/v2/Users?count=1')).status === 200

  test('a code gives an access token for the directory that was chosen, and a refresh token', async () => {
    const pkce = newPkce()
    const query = requestOf('OktaCode', {
      state: 'a b&c',
      code_challenge: pkce.challenge,
      code_challenge_method: 'S256',
    })
    const back = await approve(page, query, 'second')
    assert.equal(`${back.origin}${back.pathname}`, CALLBACK)
    assert.equal(back.searchParams.get('state'), 'a b&c')
    assert.equal(back.searchParams.get('iss'), app.base)
    const tokens = granted(await redeem(back.searchParams.get('code') ?? '', { code_verifier: pkce.verifier }))
    assert.match(String(tokens['access_token']), /^muster_at_/)
    assert.match(String(tokens['refresh_token']), /^muster_rt_/)
    assert.deepEqual(
      [tokens['token_type'], tokens['expires_in'], tokens['scope']],
      ['Bearer', 10_800, 'scim scim:read'],
    )

    const made = await scim(tokens['access_token'], 'POST', '/scim/v2/Users', { userName: 'ines@second.example' })
    assert.equal(made.status, 201, JSON.stringify(made.json))
    const id = String(made.json['id'])
    assert.equal((await scim(app.token, 'GET', `/directories/second/scim/v2/Users/${id}`)).status, 200)
    assert.equal((await scim(tokens['access_token'], 'GET', `/directories/${DIRECTORY}/scim/v2/Users`)).status, 404)
    assert.equal((await scim(tokens['access_token'], 'GET', '/api/v1/clients')).status, 403)
    assert.equal(await works(tokens['refresh_token']), false, 'a refresh token opens nothing')
  })

  test('a client that is bound to a directory stays bound, whatever is chosen', async () => {
    const bound = await aUserClient(app, page, 'BoundCode', { directory: DIRECTORY })
    const question = await page('POST', '/authorizations/question', { query: requestOf('BoundCode') })
    assert.deepEqual([question.status, question.json['directory']], [200, DIRECTORY])
    const tokens = granted(await redeem(await aCode(page, bound, 'second'), {}, bound))
    assert.equal((await scim(tokens['access_token'], 'GET', '/directories/second/scim/v2/Users')).status, 404)
    assert.equal((await scim(tokens['access_token'], 'GET', `/directories/${DIRECTORY}/scim/v2/Users`)).status, 200)
  })

  test('the whole tenant is given only to a client that manages it', async () => {
    refused(
      await page('POST', '/authorizations', { query: requestOf('OktaCode'), approve: true, directory: null }),
      400,
      'directory_not_chosen',
      /Choose the directory/,
      'directory',
    )
    refused(
      await page('POST', '/authorizations', { query: requestOf('OktaCode'), approve: true, directory: 'nowhere' }),
      404,
      'directory_not_found',
    )
    const manager = await aUserClient(app, page, 'Manager', { scopes: ['admin'] })
    const tokens = granted(await redeem(await aCode(page, manager, null), {}, manager))
    assert.equal((await scim(tokens['access_token'], 'GET', '/api/v1/clients')).status, 200)
  })

  test('what the page asks names the client, its scopes and where the answer goes', async () => {
    const { status, json } = await page('POST', '/authorizations/question', {
      query: requestOf('OktaCode', { scope: 'scim' }),
    })
    assert.equal(status, 200)
    assert.deepEqual(json, {
      clientId: 'OktaCode',
      displayName: 'OktaCode',
      redirectUri: CALLBACK,
      scopes: ['scim'],
      directory: null,
      refreshes: true,
      accessTokenTtl: 180,
      refreshTokenTtl: 129_600,
      refreshTokenIdleTtl: 14_400,
    })
  })

  test('denying sends the client away with access_denied and its state', async () => {
    const done = await page('POST', '/authorizations', { query: requestOf('OktaCode', { state: 's' }), approve: false })
    const back = new URL(String(done.json['redirectTo']))
    assert.deepEqual(
      [back.searchParams.get('error'), back.searchParams.get('state'), back.searchParams.has('code')],
      ['access_denied', 's', false],
    )
  })

  test('an auditor and a token cannot approve', async () => {
    const auditor = { username: 'edda.auditor', password: 'correct horse battery staple', role: 'auditor' }
    assert.equal((await page('POST', '/administrators', auditor)).status, 201)
    const body = { query: requestOf('OktaCode'), approve: true, directory: DIRECTORY }
    const login = await send(app.base, 'POST', '/api/v1/session', {
      username: auditor.username,
      password: auditor.password,
    })
    const cookie = (login.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
    const asAuditor = await send(app.base, 'POST', '/api/v1/authorizations', body, {
      cookie,
      'sec-fetch-site': 'same-origin',
    })
    assert.equal(asAuditor.status, 403)
    assert.equal((await send(app.base, 'POST', '/api/v1/authorizations', body)).status, 401)
  })

  describe('the browser', () => {
    const location = async (query: string, path = '/SAAS/auth/oauth2/authorize') => {
      const answer = await rawRequest(app.base, { method: 'GET', path: `${path}?${query}` })
      assert.equal(answer.status, 303, answer.body)
      return answer.headers['location'] ?? ''
    }

    test('TE-22: goes to the page that asks an administrator', async () => {
      const query = requestOf('OktaCode', { state: 'x' })
      assert.equal(await location(query), `/console/authorize#${query}`)
      assert.equal(await location(query, '/oauth/authorize'), `/console/authorize#${query}`)
    })

    for (const [what, query, error] of [
      ['another response type', requestOf('OktaCode', { response_type: 'token' }), 'unsupported_response_type'],
      ['no response type', requestOf('OktaCode', { response_type: '' }), 'invalid_request'],
      ['a scope that the client is not registered for', requestOf('OktaCode', { scope: 'admin' }), 'invalid_scope'],
      ['PKCE that proves nothing', requestOf('OktaCode', { code_challenge: 'x'.repeat(43) }), 'invalid_request'],
      [
        'plain PKCE',
        requestOf('OktaCode', { code_challenge: 'x'.repeat(43), code_challenge_method: 'plain' }),
        'invalid_request',
      ],
      [
        'a challenge that is no digest',
        requestOf('OktaCode', { code_challenge: 'x', code_challenge_method: 'S256' }),
        'invalid_request',
      ],
      ['a scope twice', `${requestOf('OktaCode', { scope: 'scim' })}&scope=scim`, 'invalid_request'],
      ['an answer that it wants posted', requestOf('OktaCode', { response_mode: 'form_post' }), 'invalid_request'],
    ] as const) {
      test(`brings ${what} back to the client as ${error}`, async () => {
        const back = new URL(await location(`${query}&state=s`))
        assert.equal(`${back.origin}${back.pathname}`, CALLBACK)
        assert.deepEqual(
          [back.searchParams.get('error'), back.searchParams.get('state'), back.searchParams.get('iss')],
          [error, 's', app.base],
        )
      })
    }

    for (const [what, query, words] of [
      ['an unknown client', requestOf('Nobody'), /no client "Nobody"/],
      ['a client id in other letters', requestOf('oktacode'), /no client/],
      ['no client id', 'response_type=code', /no client_id/],
      ['two client ids', `${requestOf('OktaCode')}&client_id=OtherCode`, /more than once/],
      ['a foreign address', requestOf('OktaCode', { redirect_uri: 'https://evil.example/' }), /no redirect URI/],
      ['an address with more on it', requestOf('OktaCode', { redirect_uri: `${CALLBACK}?x=1` }), /no redirect URI/],
      ['broken encoding', 'client_id=%zz', /cannot be read/],
    ] as const) {
      test(`is never sent to where ${what} would like`, async () => {
        assert.equal(await location(query), `/console/authorize#${query}`)
        refused(
          await page('POST', '/authorizations', { query, approve: true, directory: DIRECTORY }),
          400,
          'authorization_invalid',
          words,
        )
      })
    }
  })

  test("Okta's callback can be registered before its app has a name", async () => {
    const pattern = 'https://system-admin.oktapreview.com/admin/app/cpc/{appName}/oauth/callback'
    await aUserClient(app, page, 'Preview', { redirectUris: [pattern] })
    const ask = (redirect_uri: string) =>
      page('POST', '/authorizations/question', { query: requestOf('Preview', { redirect_uri }) })
    assert.equal((await ask(pattern.replace('{appName}', 'acme_muster_1'))).status, 200)
    for (const wrong of [
      pattern,
      pattern.replace('{appName}', 'a/../b'),
      pattern.replace('{appName}', ''),
      pattern.replace('{appName}', 'a').replace('oktapreview', 'okta'),
      pattern.replace('{appName}', 'a').replace('system-admin.', 'evil-'),
      `${pattern.replace('{appName}', 'a')}/x`,
    ]) {
      assert.equal((await ask(wrong)).status, 400, wrong)
    }
    await aUserClient(app, page, 'NotOkta', { redirectUris: ['https://evil.example/{appName}/callback'] })
    const elsewhere = { redirect_uri: 'https://evil.example/x/callback' }
    assert.equal(
      (await page('POST', '/authorizations/question', { query: requestOf('NotOkta', elsewhere) })).status,
      400,
    )
  })

  test('a code is good once: the second time ends what the first time gave', async () => {
    const code = await aCode(page, client, DIRECTORY)
    const tokens = granted(await redeem(code))
    assert.equal(await works(tokens['access_token']), true)
    isRefused(await redeem(code))
    assert.equal(await works(tokens['access_token']), false)
    isRefused(await refresh(tokens['refresh_token']))
  })

  test('of twenty who redeem one code at once one gets tokens, and they end', async () => {
    const code = await aCode(page, client, DIRECTORY)
    const answers = await Promise.all(Array.from({ length: 20 }, () => redeem(code)))
    const good = answers.filter(({ status }) => status === 200)
    assert.equal(good.length, 1)
    for (const answer of answers) if (answer.status !== 200) isRefused(answer)
    assert.equal(await works(good[0]?.json['access_token']), false)
  })

  for (const [what, form] of [
    ['another redirect address', { redirect_uri: `${CALLBACK}/` }],
    ['no redirect address', { redirect_uri: '' }],
    ['a verifier where no challenge was sent', { code_verifier: newPkce().verifier }],
  ] as const) {
    test(`a code is not redeemed with ${what}`, async () => {
      const code = await aCode(page, client, DIRECTORY)
      isRefused(await redeem(code, form))
      granted(await redeem(code))
    })
  }

  test('a code is not redeemed without the verifier, or with another one', async () => {
    const pkce = newPkce()
    const code = await aCode(page, client, DIRECTORY, {
      code_challenge: pkce.challenge,
      code_challenge_method: 'S256',
    })
    isRefused(await redeem(code))
    isRefused(await redeem(code, { code_verifier: newPkce().verifier }))
    isRefused(await redeem(code, { code_verifier: pkce.challenge }))
    granted(await redeem(code, { code_verifier: pkce.verifier }))
  })

  test('a code is not redeemed by another client, after a minute, or in a damaged form', async () => {
    const code = await aCode(page, client, DIRECTORY)
    isRefused(await redeem(code, {}, other))
    isRefused(await redeem(code.slice(0, -1)))
    isRefused(await redeem(''), 'invalid_request')
    now += 61_000
    isRefused(await redeem(code))
  })

  test('a refresh token gives the next pair, and never more than was approved', async () => {
    const first = granted(await redeem(await aCode(page, client, DIRECTORY)))
    const narrow = granted(await refresh(first['refresh_token'], { scope: 'scim:read' }))
    assert.equal(narrow['scope'], 'scim:read')
    assert.equal((await scim(narrow['access_token'], 'POST', '/scim/v2/Users', { userName: 'x' })).status, 403)
    const whole = granted(await refresh(narrow['refresh_token']))
    assert.equal(whole['scope'], 'scim scim:read', 'a narrower access token takes nothing away for good')
    isRefused(await refresh(whole['refresh_token'], { scope: 'admin' }), 'invalid_scope')
    isRefused(await refresh(whole['refresh_token'], {}, other))
    granted(await refresh(whole['refresh_token']))
  })

  test('who lost the answer may ask again for half a minute; later it is a copy, and everything ends', async () => {
    const first = granted(await redeem(await aCode(page, client, DIRECTORY)))
    const lost = granted(await refresh(first['refresh_token']))
    now += 20_000
    const again = granted(await refresh(first['refresh_token']))
    assert.notEqual(again['refresh_token'], lost['refresh_token'])
    now += 11_000
    assert.equal(await works(again['access_token']), true)
    isRefused(await refresh(first['refresh_token']))
    for (const { access_token, refresh_token } of [first, lost, again]) {
      assert.equal(await works(access_token), false)
      isRefused(await refresh(refresh_token))
    }
  })

  test('a refresh token that nobody uses ends with the idle time, and one in use never needs anybody', async () => {
    const brief = await aUserClient(app, page, 'Brief', { refreshTokenTtl: 100, refreshTokenIdleTtl: 40 })
    const minutes = (count: number) => void (now += count * 60_000)
    let tokens = granted(await redeem(await aCode(page, brief, DIRECTORY), {}, brief))
    for (let i = 0; i < 10; i += 1) {
      minutes(39)
      tokens = granted(await refresh(tokens['refresh_token'], {}, brief))
    }
    minutes(40)
    isRefused(await refresh(tokens['refresh_token'], {}, brief))
  })

  test('a client that may not refresh gets no refresh token', async () => {
    const once = await aUserClient(app, page, 'Once', { grantTypes: ['authorization_code'] })
    const tokens = granted(await redeem(await aCode(page, once, DIRECTORY), {}, once))
    assert.equal(tokens['refresh_token'], undefined)
    isRefused(await refresh('muster_rt_x', {}, once), 'unauthorized_client')
  })

  test('RV-07: disabling the client, removing the directory and regenerating with revocation end what was approved', async () => {
    const doomed = await aUserClient(app, page, 'Doomed')
    await createDirectory(app.base, app.token, 'Third', ['THIRD.COM'])
    const tokens = granted(await redeem(await aCode(page, doomed, 'third'), {}, doomed))
    assert.equal((await page('PATCH', '/clients/Doomed', { enabled: false })).status, 200)
    assert.equal(await works(tokens['access_token']), false)
    assert.equal((await refresh(tokens['refresh_token'], {}, doomed)).status, 401)
    assert.equal((await page('PATCH', '/clients/Doomed', { enabled: true })).status, 200)
    assert.equal(await works(tokens['access_token']), true)
    assert.equal((await page('DELETE', '/directories/third?confirm=Third')).status, 200)
    assert.equal(await works(tokens['access_token']), false)
    const more = granted(await redeem(await aCode(page, doomed, DIRECTORY), {}, doomed))
    await page('POST', '/clients/Doomed/secret', { overlapMinutes: 60, revokeTokens: true })
    assert.equal(await works(more['access_token']), false)
    isRefused(await refresh(more['refresh_token'], {}, doomed))
  })

  test('live tokens are listed by kind, and revoking a refresh token ends its family', async () => {
    const listed = await aUserClient(app, page, 'Listed')
    const tokens = granted(await redeem(await aCode(page, listed, DIRECTORY), {}, listed))
    const list = async () =>
      (await page('GET', '/clients/Listed/tokens')).json['tokens'] as readonly { tokenId: string; kind: string }[]
    const live = await list()
    assert.deepEqual(live.map(({ kind }) => kind).toSorted(), ['access', 'refresh'])
    const refreshId = live.find(({ kind }) => kind === 'refresh')?.tokenId ?? ''
    assert.equal((await page('DELETE', `/clients/Listed/tokens/${refreshId}`)).status, 204)
    assert.equal(await works(tokens['access_token']), false)
    assert.deepEqual(await list(), [])
  })
})
