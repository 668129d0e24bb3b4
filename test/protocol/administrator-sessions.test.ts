import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { apiOf, type ApiAnswer, pageOf, refused, send, signIn, type JsonObject } from '../support/admin-api.ts'
import { type RunningApp, startApp } from '../support/start-app.ts'

const MINUTE = 60_000
const PASSWORD = 'quiet lantern harbour seven'

describe('sessions of administrators', () => {
  let app: RunningApp
  let late = 0
  before(async () => void (app = await startApp({ clock: () => Date.now() + late, directory: false })))
  after(() => app.close())

  const page = async (credentials: { username: string; password: string } = app.administrator) =>
    pageOf(app.base, await signIn(app.base, { username: credentials.username, password: credentials.password }))
  const addAdministrator = async (username: string, role = 'administrator') => {
    const made = await (await page())('POST', '/administrators', { username, password: PASSWORD, role })
    assert.equal(made.status, 201, JSON.stringify(made.json))
    return { id: String(made.json['id']), username, password: PASSWORD }
  }
  const sessionsIn = (answer: ApiAnswer) => answer.json['sessions'] as JsonObject[]

  test('a session says where and with what somebody signed in, and when it ends', async () => {
    const answer = await send(app.base, 'POST', '/api/v1/session', app.administrator, { 'user-agent': 'Firefox 151' })
    const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? ''
    const [shown] = sessionsIn(await pageOf(app.base, cookie)('GET', '/sessions'))
    assert.deepEqual(
      [shown?.['current'], shown?.['signedInFrom'], shown?.['signedInAgent'], shown?.['idleMinutes']],
      [true, '127.0.0.1', 'Firefox 151', 30],
    )
    const hours = (Date.parse(String(shown?.['expiresAt'])) - Date.parse(String(shown?.['createdAt']))) / 3_600_000
    assert.equal(hours, 8)
  })

  test('a session that nobody uses ends after thirty minutes, on every address, and is listed no more', async () => {
    const token = (await signIn(app.base, app.administrator)).split('=')[1] ?? ''
    const quiet = apiOf(app.base, `HZN ${token}`)
    late += 31 * MINUTE
    refused(await quiet('GET', '/session'), 401, 'invalid_token', /This session expired .* Sign in again/)
    const clients = await send(app.base, 'GET', '/SAAS/jersey/manager/api/oauth2clients', undefined, {
      authorization: `HZN ${token}`,
    })
    assert.equal(clients.status, 401)
    const here = await page()
    assert.equal(sessionsIn(await here('GET', '/sessions')).length, 1)
    const identified = await here('POST', '/credentials/identify', { credential: token })
    assert.equal(identified.json['live'], false, JSON.stringify(identified.json))
  })

  test('a session in use goes on', async () => {
    const [used, unused] = [await page(), await page()]
    late += 25 * MINUTE
    assert.equal((await used('GET', '/session')).status, 200)
    const noted = (shown: JsonObject | undefined) =>
      Date.parse(String(shown?.['lastUsedAt'])) > Date.now() + late - MINUTE
    // uses are written some seconds later, together
    for (const until = Date.now() + 20_000; Date.now() < until;) {
      if (noted(sessionsIn(await used('GET', '/sessions')).find(({ current }) => current === true))) break
      await new Promise((resolve) => setTimeout(resolve, 250))
    }
    late += 25 * MINUTE
    assert.equal((await used('GET', '/session')).status, 200)
    assert.equal((await unused('GET', '/session')).status, 401)
  })

  test('signing in over a session ends the one it was', async () => {
    const cookie = await signIn(app.base, app.administrator)
    const again = await send(app.base, 'POST', '/api/v1/session', app.administrator, { cookie })
    assert.equal(again.status, 200)
    assert.equal((await pageOf(app.base, cookie)('GET', '/session')).status, 401)
    const now = again.headers.get('set-cookie')?.split(';')[0] ?? ''
    assert.equal((await pageOf(app.base, now)('GET', '/session')).status, 200)
    // a refused one ends nothing
    const wrong = { ...app.administrator, password: 'not the password at all' }
    assert.equal((await send(app.base, 'POST', '/api/v1/session', wrong, { cookie: now })).status, 401)
    assert.equal((await pageOf(app.base, now)('GET', '/session')).status, 200)
  })

  test('all others end at once, and this one stays', async () => {
    const here = await page()
    const elsewhere = [await page(), await page()]
    const ended = await here('DELETE', '/sessions')
    assert.ok(Number(ended.json['ended']) >= 2, JSON.stringify(ended.json))
    for (const one of elsewhere) assert.equal((await one('GET', '/session')).status, 401)
    assert.equal((await here('GET', '/session')).status, 200)
    assert.deepEqual((await here('DELETE', '/sessions')).json, { ended: 0 })
  })

  test('an owner sees and ends the sessions of everybody', async () => {
    const grace = await addAdministrator('grace.hopper')
    const [first, second, third] = [await page(grace), await page(grace), await page(grace)]
    const owner = await page()
    const path = `/administrators/${grace.id}/sessions`
    const listed = sessionsIn(await owner('GET', path))
    assert.deepEqual([listed.length, listed.some(({ current }) => current === true)], [3, false])
    assert.equal((await owner('DELETE', `${path}/${String(listed[2]?.['id'])}`)).status, 204)
    assert.equal((await first('GET', '/session')).status, 401)
    refused(await owner('DELETE', `${path}/${String(listed[2]?.['id'])}`), 404, 'session_not_found')
    assert.deepEqual((await owner('DELETE', path)).json, { ended: 2 })
    for (const one of [second, third]) assert.equal((await one('GET', '/session')).status, 401)
    assert.equal((await owner('GET', '/session')).status, 200)
  })

  test('nobody else does, and nobody ends a session by another’s name', async () => {
    const ada = await addAdministrator('ada.lovelace')
    const auditor = await addAdministrator('quiet.reader', 'auditor')
    const session = await page(ada)
    const [own] = sessionsIn(await session('GET', '/sessions'))
    const path = `/administrators/${ada.id}/sessions`
    for (const method of ['GET', 'DELETE']) {
      refused(await session(method, path), 403, 'owner_only')
      refused(await (await page(auditor))(method, path), 403, 'insufficient_scope')
      refused(await apiOf(app.base, `Bearer ${app.token}`)(method, path), 403, 'owner_only')
    }
    const owner = await page()
    refused(
      await owner('DELETE', `/administrators/${auditor.id}/sessions/${String(own?.['id'])}`),
      404,
      'session_not_found',
    )
    refused(await owner('DELETE', `/sessions/${String(own?.['id'])}`), 404, 'session_not_found')
    refused(await owner('GET', '/administrators/nobody/sessions'), 404, 'administrator_not_found')
    assert.equal((await session('GET', '/session')).status, 200)
  })

  test('a client has no sessions', async () => {
    const client = apiOf(app.base, `Bearer ${app.token}`)
    for (const method of ['GET', 'DELETE']) refused(await client(method, '/sessions'), 403, 'no_session')
  })
})
