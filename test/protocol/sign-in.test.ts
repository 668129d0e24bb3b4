import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { rawRequest } from '../support/raw-http.ts'
import { type RunningApp, startApp } from '../support/start-app.ts'

const PATH = '/SAAS/API/1.0/REST/auth/system/login'

describe('signing in over HTTP', () => {
  let app: RunningApp
  before(async () => void (app = await startApp({ directory: false })))
  after(() => app.close())

  const post = (body: unknown, contentType = 'application/json') =>
    rawRequest(app.base, {
      path: PATH,
      headers: [`Content-Type: ${contentType}`],
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })

  test('name and password are answered with a session token that works as HZN and as Bearer', async () => {
    const answer = await post({ ...app.administrator, issueToken: true })
    assert.equal(answer.status, 200, answer.body)
    assert.equal(answer.headers['cache-control'], 'no-store')
    const { sessionToken, ...rest } = JSON.parse(answer.body) as { sessionToken: string }
    assert.match(sessionToken, /^muster_ss_/)
    assert.deepEqual(rest, { tokenType: 'HZN', expiresIn: 28_800, scope: 'admin' })
    for (const scheme of ['HZN', 'Bearer', 'hzn', 'bearer']) {
      const list = await rawRequest(app.base, {
        method: 'GET',
        path: '/SAAS/jersey/manager/api/oauth2clients',
        headers: [`Authorization: ${scheme} ${sessionToken}`],
      })
      assert.equal(list.status, 200, scheme)
    }
  })

  test('unknown name and wrong password are byte for byte the same', async () => {
    const { username, password } = app.administrator
    const answers = [await post({ username: 'nobody', password }), await post({ username, password: 'wrong' })]
    const [unknown, wrong] = answers.map(({ status, headers: { date: _date, ...headers }, body }) => ({
      status,
      headers,
      body,
    }))
    assert.deepEqual(unknown, wrong)
    assert.equal(unknown?.status, 401)
    assert.ok(unknown?.headers['www-authenticate'] !== undefined)
    assert.deepEqual(JSON.parse(unknown?.body ?? ''), {
      errors: [{ code: 'unauthorized', message: 'The username or the password is not right.', parameters: null }],
    })
  })

  for (const [what, body, status, words] of [
    ['no body', '', 400, /body is empty/],
    ['no JSON', 'username=a', 400, /not JSON/],
    ['no password', { username: 'a' }, 400, /password is missing/],
    ['an empty password', { username: 'a', password: '' }, 400, /password is empty; it must be text that is not empty/],
    ['a password that is an array', { username: 'a', password: ['x'] }, 400, /password is an array/],
    ['a password that is an object', { username: 'a', password: { $ne: '' } }, 400, /password is an object/],
    ['a password that is a number', { username: 'a', password: 5 }, 400, /password is a number/],
    ['a username that is null', { username: null, password: 'x' }, 400, /username is null/],
    ['a megabyte', { username: 'a', password: 'x'.repeat(1_048_576) }, 413, /exceeds the limit/],
  ] as const) {
    test(`${what} is answered ${status} with a reason`, async () => {
      const answer = await post(body)
      assert.equal(answer.status, status, answer.body)
      assert.match(answer.body.replaceAll('\\"', '"'), words)
    })
  }

  test('a form is not JSON', async () => {
    assert.equal((await post('username=a&password=b', 'application/x-www-form-urlencoded')).status, 415)
  })

  test('the eleventh wrong password in a minute waits whole seconds', async () => {
    for (let i = 0; i < 10; i += 1) assert.equal((await post({ username: 'guessed', password: 'wrong' })).status, 401)
    const limited = await post({ username: 'GUESSED', password: 'wrong' })
    assert.equal(limited.status, 429)
    assert.match(limited.headers['retry-after'] ?? '', /^[1-9]\d?$/)
    assert.equal((await post(app.administrator)).status, 200)
  })

  test('only POST is answered', async () => {
    const answer = await rawRequest(app.base, { method: 'GET', path: PATH })
    assert.deepEqual([answer.status, answer.headers['allow']], [405, 'POST'])
  })
})
