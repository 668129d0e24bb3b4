import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { pino } from 'pino'
import { type App, startApp } from '../../src/app.ts'
import { aStore, type AStore } from '../support/a-store.ts'
import { rawRequest } from '../support/raw-http.ts'

const PATH = '/api/v1/setup'
const OWNER = { username: 'ada', password: 'correct horse battery staple' }

describe('the set-up link over HTTP', () => {
  let store: AStore
  let app: App
  const start = () =>
    startApp({
      config: {
        host: '127.0.0.1',
        port: 0,
        ...store.place,
        publicUrl: undefined,
        logLevel: 'silent',
        firstAdministrator: undefined,
      },
      logger: pino({ level: 'silent' }),
    })
  before(async () => {
    store = await aStore()
    app = await start()
  })
  after(async () => {
    await app.close()
    await store.remove()
  })

  const get = () => rawRequest(app.url, { method: 'GET', path: PATH })
  const post = (body: unknown) =>
    rawRequest(app.url, { path: PATH, headers: ['Content-Type: application/json'], body: JSON.stringify(body) })
  const problem = (body: string) => JSON.parse(body) as { code: string; detail: string; field?: string }

  test('is open on an empty store, and its address is printed', async () => {
    const answer = await get()
    assert.deepEqual([answer.status, answer.body, answer.headers['cache-control']], [200, '{"open":true}', 'no-store'])
    assert.match(app.setupUrl ?? '', /\/console\/setup#token=muster_st_/)
  })

  test('takes no guessed token, no short password and no half a body', async () => {
    const token = new URLSearchParams(new URL(app.setupUrl ?? '').hash.slice(1)).get('token')
    for (const [body, status, code, words] of [
      [{ token: 'x', ...OWNER }, 401, 'setup_link_invalid', /unknown, used or expired/],
      [{ token, ...OWNER, password: 'short' }, 400, 'password_invalid', /5 characters .+ at least 15/],
      [{ token, ...OWNER, username: ' ada' }, 400, 'username_invalid', /no space at its ends/],
      [{ token, username: 'ada' }, 400, 'body_invalid', /password is missing/],
      [{ token, username: ['ada'], password: OWNER.password }, 400, 'body_invalid', /username is an array/],
    ] as const) {
      const answer = await post(body)
      assert.equal(answer.status, status, answer.body)
      assert.equal(answer.headers['content-type'], 'application/problem+json')
      assert.equal(problem(answer.body).code, code)
      assert.match(problem(answer.body).detail, words)
    }
  })

  test('of eight claims at once one wins; then it is closed, also after a restart', async () => {
    const token = new URLSearchParams(new URL(app.setupUrl ?? '').hash.slice(1)).get('token')
    const claims = await Promise.all(Array.from({ length: 8 }, () => post({ token, ...OWNER })))
    const won = claims.filter(({ status }) => status === 201)
    assert.equal(won.length, 1)
    for (const { status } of claims) assert.ok([201, 401, 404].includes(status))
    const { sessionToken } = JSON.parse(won[0]?.body ?? '') as { sessionToken: string }
    const log = await rawRequest(app.url, {
      method: 'GET',
      path: '/api/v1/audit',
      headers: [`Authorization: HZN ${sessionToken}`],
    })
    assert.deepEqual(
      (JSON.parse(log.body) as { entries: { act: string }[] }).entries.map(({ act }) => act),
      ['session.open', 'setup.claim', 'setup.issue', 'tenant.create'],
      'those who lost leave nothing',
    )
    assert.equal(won[0]?.headers['cache-control'], 'no-store')
    const list = {
      method: 'GET',
      path: '/SAAS/jersey/manager/api/oauth2clients',
      headers: [`Authorization: HZN ${sessionToken}`],
    }
    assert.equal((await rawRequest(app.url, list)).status, 200)
    await app.close()
    app = await start()
    assert.equal(app.setupUrl, undefined)
    for (const answer of [await get(), await post({ token, ...OWNER })]) {
      assert.deepEqual([answer.status, problem(answer.body).code], [404, 'setup_done'])
    }
    const login = {
      path: '/SAAS/API/1.0/REST/auth/system/login',
      headers: ['Content-Type: application/json'],
      body: JSON.stringify(OWNER),
    }
    assert.equal((await rawRequest(app.url, login)).status, 200)
  })
})
