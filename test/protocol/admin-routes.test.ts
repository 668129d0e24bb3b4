import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { allRoutes, type RouteDeps } from '../../src/http/all-routes.ts'
import type { Route } from '../../src/http/route.ts'
import { apiOf, pageOf, refused, send, signIn, type JsonObject } from '../support/admin-api.ts'
import { type RunningApp, startApp } from '../support/start-app.ts'

// records are made of the dependencies without using them
const routes = allRoutes({} as unknown as RouteDeps)
const ours = routes.filter(({ path }) => path.startsWith('/api/v1/'))
const guarded = ours.filter(({ access }) => access !== 'open')
const nameOf = ({ method, path }: Route): string => `${method} ${path}`

/** Where somebody else is signed in. */
const OWNERS = 'GET /api/v1/administrators/:id/sessions'

/** A question changes nothing, however it is asked (RFC 7644 §3.4.3). */
const isReading = (route: Route): boolean =>
  nameOf(route) !== OWNERS && (route.method === 'GET' || /\/(?:\.search|question)$/.test(route.path))

/** What an administrator does to their own sign-in, which an auditor has too. */
const OWN = [
  'DELETE /api/v1/session',
  'DELETE /api/v1/sessions',
  'DELETE /api/v1/sessions/:id',
  'POST /api/v1/password',
  'DELETE /api/v1/password',
  'POST /api/v1/passkeys/challenge',
  'POST /api/v1/passkeys',
  'PATCH /api/v1/passkeys/:id',
  'DELETE /api/v1/passkeys/:id',
  'POST /api/v1/second-factor/totp',
  'POST /api/v1/second-factor',
  'POST /api/v1/second-factor/recovery-codes',
  'DELETE /api/v1/second-factor',
]
const OPEN = [
  'GET /api/v1/setup',
  'POST /api/v1/setup',
  'POST /api/v1/session',
  'POST /api/v1/session/passkey/challenge',
  'POST /api/v1/session/passkey',
  'POST /api/v1/setup/passkey/challenge',
  'POST /api/v1/setup/passkey',
]

test('every address of the admin API that is open authenticates its callers itself', () => {
  assert.deepEqual(ours.filter(({ access }) => access === 'open').map(nameOf), OPEN)
})

test('every write demands the scope admin or scim, every reading admin:read or scim:read', () => {
  for (const route of guarded) {
    const scim = route.path.includes('/scim/v2')
    const reads = isReading(route) || OWN.includes(nameOf(route))
    const wanted = scim ? (reads ? 'scim:read' : 'scim') : reads ? 'admin:read' : 'admin'
    assert.equal(route.access, wanted, nameOf(route))
  }
})

test('the session of the console opens the admin API and nothing else', () => {
  for (const route of routes) assert.equal(route.session === true, ours.includes(route), nameOf(route))
})

test('what a caller bound to one directory may call names a directory, or lists the one', () => {
  const list = 'GET /api/v1/directories'
  for (const route of guarded) {
    const names = /:slug/.test(route.path) || nameOf(route) === list
    const wanted = names && nameOf(route) !== 'DELETE /api/v1/directories/:slug'
    assert.equal(route.perDirectory === true, wanted, nameOf(route))
  }
  const rest = routes.filter(({ path }) => path.startsWith('/SAAS/jersey/manager/api/'))
  assert.deepEqual(
    rest
      .filter(({ perDirectory }) => perDirectory === true)
      .map(nameOf)
      .filter((name) => !/scim/.test(name)),
    [],
  )
})

describe('over HTTP', () => {
  let app: RunningApp
  let cookie = ''
  let auditor = ''
  before(async () => {
    app = await startApp()
    cookie = await signIn(app.base, app.administrator)
    const account = { username: 'auditor', password: 'quiet lantern harbour seven' }
    const made = await pageOf(app.base, cookie)('POST', '/administrators', { ...account, role: 'auditor' })
    assert.equal(made.status, 201, JSON.stringify(made.json))
    auditor = await signIn(app.base, account)
  })
  after(() => app.close())

  const addressOf = ({ path }: Route): string =>
    path.replace(':slug', 'okta-universal-directory').replaceAll(/:[a-z]+/gi, 'nothing')
  const bodyOf = ({ body }: Route): unknown => (body === 'none' ? undefined : {})
  const ask = (route: Route, headers: Record<string, string>) =>
    send(app.base, route.method, addressOf(route), bodyOf(route), headers)

  test('nothing that is guarded answers a stranger', async () => {
    for (const route of guarded) {
      const answer = await ask(route, {})
      assert.equal(answer.status, 401, nameOf(route))
      assert.match(answer.headers.get('www-authenticate') ?? '', /^Bearer /, nameOf(route))
    }
  })

  test('a cookie counts for no write that comes from elsewhere', async () => {
    const strangers: readonly Record<string, string>[] = [
      {},
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'none' },
      { 'sec-fetch-site': 'cross-site', origin: app.base },
      { origin: 'null' },
      { origin: 'https://evil.example' },
      { origin: `${app.base}.evil.example` },
    ]
    for (const route of guarded.filter(({ method }) => method !== 'GET')) {
      for (const headers of strangers) {
        const answer = await ask(route, { cookie, ...headers })
        assert.equal(answer.status, 403, `${nameOf(route)} with ${JSON.stringify(headers)}`)
      }
    }
  })

  test('a form of another kind than JSON is no body for a write', async () => {
    for (const route of guarded.filter(({ body }) => body !== 'none')) {
      for (const type of ['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data; boundary=x']) {
        const answer = await ask(route, { cookie, 'sec-fetch-site': 'same-origin', 'content-type': type })
        assert.equal(answer.status, 415, `${nameOf(route)} as ${type}`)
      }
    }
  })

  test('an auditor reads everything and writes nothing', async () => {
    const page = { cookie: auditor, 'sec-fetch-site': 'same-origin' }
    for (const route of guarded.filter((one) => !OWN.includes(nameOf(one)))) {
      const { status } = await ask(route, page)
      if (isReading(route)) assert.ok(![401, 403, 500].includes(status), `${nameOf(route)} answered ${status}`)
      else assert.equal(status, 403, nameOf(route))
    }
  })

  test('a token for SCIM opens the directories’ people and nothing of the administration', async () => {
    const owner = apiOf(app.base, `HZN ${app.session}`)
    await owner('POST', '/clients', { clientId: 'people-only', scopes: ['scim'] })
    const { json } = await owner('POST', '/clients/people-only/tokens', {})
    for (const route of guarded) {
      const { status } = await ask(route, { authorization: `Bearer ${String(json['token'])}` })
      if (route.path.includes('/scim/v2')) assert.ok(![401, 403, 500].includes(status), `${nameOf(route)}: ${status}`)
      else assert.equal(status, 403, nameOf(route))
    }
  })

  test('a token bound to a directory reaches that one and nothing of the tenant', async () => {
    const owner = apiOf(app.base, `HZN ${app.session}`)
    await owner('POST', '/directories', { name: 'Other people', domains: ['other.example'] })
    await owner('POST', '/clients', { clientId: 'bound', directory: 'okta-universal-directory' })
    const { json } = await owner('POST', '/clients/bound/tokens', {})
    const bound = apiOf(app.base, `Bearer ${String(json['token'])}`)
    for (const route of guarded.filter(({ perDirectory }) => perDirectory !== true)) {
      refused(await ask(route, { authorization: `Bearer ${String(json['token'])}` }), 403, 'bound_to_directory')
    }
    const seen = (await bound('GET', '/directories')).json['directories'] as JsonObject[]
    assert.deepEqual(
      seen.map(({ slug }) => slug),
      ['okta-universal-directory'],
    )
    for (const path of ['', '/changes', '/deleted']) {
      assert.equal((await bound('GET', `/directories/okta-universal-directory${path}`)).status, 200, path)
      refused(await bound('GET', `/directories/other-people${path}`), 404, 'directory_not_found')
    }
    assert.equal((await bound('GET', '/directories/other-people/scim/v2/Users')).status, 404)
    refused(await bound('PATCH', '/directories/other-people', { name: 'Mine' }), 404, 'directory_not_found')
  })

  test('an Authorization header wins over the cookie', async () => {
    const answer = await send(app.base, 'GET', '/api/v1/session', undefined, {
      cookie,
      authorization: 'Bearer nothing',
    })
    refused(answer, 401, 'invalid_token')
  })
})
