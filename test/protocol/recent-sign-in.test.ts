import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { allRoutes, type RouteDeps } from '../../src/http/all-routes.ts'
import { apiOf, pageOf, refused, send, signIn } from '../support/admin-api.ts'
import { type RunningApp, startApp } from '../support/start-app.ts'

const MINUTE = 60_000

// records are made of the dependencies without using them
const routes = allRoutes({} as unknown as RouteDeps)
const guarded = routes.filter(({ recentSignIn }) => recentSignIn === true)

/** What would outlast a stolen session. */
const WANTED = [
  'POST /SAAS/jersey/manager/api/oauth2clients',
  'DELETE /SAAS/jersey/manager/api/connectormanagement/directoryconfigs/:id',
  'POST /api/v1/clients',
  'POST /api/v1/oauth2clients/:id/secret',
  'POST /api/v1/clients/:id/secret',
  'PATCH /api/v1/clients/:id/secrets/:secret',
  'POST /api/v1/clients/:id/tokens',
  'POST /api/v1/clients/:id/keys',
  'POST /api/v1/authorizations',
  'DELETE /api/v1/directories/:slug',
  'POST /api/v1/administrators',
  'PATCH /api/v1/administrators/:id',
  'DELETE /api/v1/administrators/:id',
  'POST /api/v1/passkeys/challenge',
  'POST /api/v1/passkeys',
  'DELETE /api/v1/passkeys/:id',
  'DELETE /api/v1/password',
  'POST /api/v1/second-factor/totp',
  'POST /api/v1/second-factor',
  'POST /api/v1/second-factor/recovery-codes',
  'DELETE /api/v1/second-factor',
  'DELETE /api/v1/administrators/:id/second-factor',
]

test('what would outlast a stolen session asks for a recent sign-in, by its record', () => {
  assert.deepEqual(guarded.map(({ method, path }) => `${method} ${path}`).toSorted(), WANTED.toSorted())
})

describe('a sign-in of more than ten minutes ago', () => {
  let app: RunningApp
  let late = 0
  before(async () => void (app = await startApp({ clock: () => Date.now() + late })))
  after(() => app.close())

  const addressOf = (path: string): string => path.replaceAll(/:[a-z]+/g, 'nothing')
  const ask = (route: (typeof routes)[number], headers: Record<string, string>) =>
    send(app.base, route.method, addressOf(route.path), route.body === 'none' ? undefined : {}, headers)

  test('is refused by every such operation, from a page and from a script, and changes nothing', async () => {
    const cookie = await signIn(app.base, app.administrator)
    const page = pageOf(app.base, cookie)
    const token = { authorization: `HZN ${cookie.split('=')[1] ?? ''}` }
    const seen = async () =>
      Promise.all(['clients', 'directories', 'administrators'].map(async (of) => (await page('GET', `/${of}`)).json))
    const before = await seen()
    late += 9 * MINUTE
    for (const route of guarded) {
      const answer = await ask(route, route.session === true ? { cookie, 'sec-fetch-site': 'same-origin' } : token)
      assert.ok(![401, 403].includes(answer.status), `${route.path} after nine minutes: ${answer.status}`)
    }
    late += 2 * MINUTE
    for (const route of guarded) {
      for (const headers of [token, { cookie, 'sec-fetch-site': 'same-origin' }]) {
        const answer = await ask(route, headers)
        if (route.session === true) refused(answer, 403, 'sign_in_again', /Sign in again, then repeat it\.$/)
        else if ('cookie' in headers) assert.equal(answer.status, 401)
        else {
          assert.equal(answer.status, 403)
          assert.match(JSON.stringify(answer.json['errors']), /Sign in again, then repeat it\./)
        }
      }
    }
    assert.deepEqual(await seen(), before)
    const again = pageOf(app.base, await signIn(app.base, app.administrator))
    assert.equal((await again('POST', '/clients', { clientId: 'after-signing-in' })).status, 201)
  })

  test('stops no reading, no sign-out and no end of a session', async () => {
    const page = pageOf(app.base, await signIn(app.base, app.administrator))
    const other = pageOf(app.base, await signIn(app.base, app.administrator))
    late += 11 * MINUTE
    assert.equal((await page('GET', '/clients')).status, 200)
    assert.equal((await page('DELETE', '/sessions')).status, 200)
    assert.equal((await other('GET', '/session')).status, 401)
    assert.equal((await page('DELETE', '/session')).status, 204)
  })

  test('is nothing that the token of a client could have: scripts go on', async () => {
    late += 60 * MINUTE
    const script = apiOf(app.base, `Bearer ${app.token}`)
    assert.equal((await script('POST', '/clients', { clientId: 'made-by-a-script' })).status, 201)
    assert.equal((await script('POST', '/clients/made-by-a-script/tokens', {})).status, 201)
  })

  test('sets no first password, but changes one against the old one', async () => {
    const page = pageOf(app.base, await signIn(app.base, app.administrator))
    late += 11 * MINUTE
    const { password } = app.administrator
    assert.equal((await page('POST', '/password', { current: password, next: password })).status, 204)
  })
})
