import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import { type ApiAnswer, type Caller, pageOf, refused, send, signIn, type JsonObject } from '../support/admin-api.ts'
import { codeFor } from '../support/authenticator-app.ts'
import { type RunningApp, startApp } from '../support/start-app.ts'

const STEP = 30_000
const MINUTE = 60_000
const PASSWORD = 'quiet lantern harbour seven'
type Account = { readonly id: string; readonly username: string; readonly password: string }

describe('the second factor of an administrator', () => {
  let app: RunningApp
  // the middle of a step, so that a slow machine does not slip into the next
  let now = Math.floor(Date.now() / STEP) * STEP + STEP / 2
  before(async () => void (app = await startApp({ clock: () => now, directory: false })))
  after(() => app.close())
  // limits of tries, and the steps that were used, are over
  beforeEach(() => void (now += 6 * MINUTE))

  const post = (body: unknown) => send(app.base, 'POST', '/api/v1/session', body)
  const cookieOf = (answer: ApiAnswer): string => (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  const ownerPage = async () => pageOf(app.base, await signIn(app.base, app.administrator))
  const credentials = ({ username, password }: Account) => ({ username, password })
  let count = 0
  const anAccount = async (role = 'administrator'): Promise<Account> => {
    const username = `administrator.${(count += 1)}`
    const made = await (await ownerPage())('POST', '/administrators', { username, password: PASSWORD, role })
    assert.equal(made.status, 201, JSON.stringify(made.json))
    return { id: String(made.json['id']), username, password: PASSWORD }
  }
  /** An account with an app, its recovery codes and the page it was set up on; the code of that step is used. */
  const protectedAccount = async (role?: string) => {
    const account = await anAccount(role)
    const page = pageOf(app.base, await signIn(app.base, credentials(account)))
    const secret = String((await page('POST', '/second-factor/totp')).json['secret'])
    const confirmed = await page('POST', '/second-factor', { code: codeFor(secret, now) })
    assert.equal(confirmed.status, 201, JSON.stringify(confirmed.json))
    now += STEP
    return { ...account, page, secret, codes: confirmed.json['recoveryCodes'] as string[] }
  }
  const isNoSession = (answer: ApiAnswer, code: string, words?: RegExp) => {
    refused(answer, code === 'too_many_failures' ? 429 : 401, code, words)
    assert.equal(answer.headers.get('set-cookie'), null)
  }

  test('counts once a code has come back, and then password and code sign in together', async () => {
    const account = await anAccount('auditor')
    const cookie = await signIn(app.base, credentials(account))
    const elsewhere = pageOf(app.base, await signIn(app.base, credentials(account)))
    const page = pageOf(app.base, cookie)
    const { secret, uri } = (await page('POST', '/second-factor/totp')).json
    assert.match(String(secret), /^[A-Z2-7]{32}$/)
    assert.equal(new URL(String(uri)).searchParams.get('secret'), secret)
    assert.deepEqual((await page('GET', '/second-factor')).json, { since: null, recoveryCodesLeft: 0 })
    assert.equal((await post(credentials(account))).status, 200, 'it does not count yet')

    refused(await page('POST', '/second-factor', { code: '000000' }), 400, 'confirmation_wrong', /clock/, 'code')
    const confirmed = await page('POST', '/second-factor', { code: codeFor(secret, now) })
    assert.equal(confirmed.status, 201)
    assert.equal(confirmed.headers.get('cache-control'), 'no-store')
    const codes = confirmed.json['recoveryCodes'] as string[]
    assert.equal(new Set(codes).size, 10)
    for (const code of codes) assert.match(code, /^([0-9a-hjkmnp-tv-z]{4}-){3}[0-9a-hjkmnp-tv-z]{4}$/)
    assert.deepEqual((await page('GET', '/second-factor')).json, {
      since: new Date(now).toISOString(),
      recoveryCodesLeft: 10,
    })
    assert.equal((await elsewhere('GET', '/session')).status, 401, 'the other sessions end')
    refused(await page('POST', '/second-factor/totp'), 409, 'second_factor_there')
    refused(await page('POST', '/second-factor', { code: codeFor(secret, now) }), 409, 'second_factor_there')

    isNoSession(await post(credentials(account)), 'code_needed', /second factor/)
    isNoSession(await post({ ...credentials(account), code: codeFor(secret, now) }), 'code_wrong', /used before/)
    now += STEP
    const signedIn = await post({ ...credentials(account), code: ` ${codeFor(secret, now).replace(/^.../, '$& ')} ` })
    assert.equal(signedIn.status, 200, JSON.stringify(signedIn.json))
    assert.equal((await pageOf(app.base, cookieOf(signedIn))('GET', '/session')).status, 200)
  })

  test('each step of a sign-in empty, out of order, twice, of another account, or late gives no session', async () => {
    const [ada, grace] = [await protectedAccount(), await protectedAccount()]
    now += STEP
    const code = codeFor(ada.secret, now)
    for (const empty of [{}, { code: '' }, { code: ' - ' }]) {
      isNoSession(await post({ ...credentials(ada), ...empty }), 'code_needed')
    }
    // the code first, without the password or with a wrong one: nothing tells that it was right, and it stays good
    refused(await post({ username: ada.username, code }), 400, 'body_invalid')
    refused(await post({ username: ada.username, password: '', code }), 401, 'sign_in_refused')
    const wrong = { ...credentials(ada), password: 'not the password at all' }
    const [withCode, without] = [await post({ ...wrong, code }), await post(wrong)]
    assert.deepEqual(withCode.json, without.json)
    isNoSession(withCode, 'sign_in_refused')
    isNoSession(await post({ ...credentials(grace), code }), 'code_wrong')
    isNoSession(await post({ ...credentials(ada), code: codeFor(ada.secret, now - 2 * STEP) }), 'code_wrong')
    isNoSession(await post({ ...credentials(ada), code: codeFor(ada.secret, now + 2 * STEP) }), 'code_wrong')
    isNoSession(await post({ ...credentials(ada), code: 'abcdef' }), 'code_wrong')
    for (const type of [['123456'], { $ne: 1 }, 123_456, null]) {
      refused(await post({ ...credentials(ada), code: type }), 400, 'body_invalid', /code/)
    }
    assert.equal((await post({ ...credentials(ada), code })).status, 200)
    isNoSession(await post({ ...credentials(ada), code }), 'code_wrong')
    // one from before the last one is as good as used
    isNoSession(await post({ ...credentials(ada), code: codeFor(ada.secret, now - STEP) }), 'code_wrong')
  })

  test('of many at once one gets in with a code, with one of an app and with one of recovery', async () => {
    const { secret, codes, ...account } = await protectedAccount()
    for (const kind of ['app', 'recovery']) {
      now += 6 * MINUTE
      const code = kind === 'app' ? codeFor(secret, now) : codes[0]
      const answers = await Promise.all(Array.from({ length: 4 }, () => post({ ...credentials(account), code })))
      assert.deepEqual(
        answers.map(({ status }) => status).toSorted((a, b) => a - b),
        [200, 401, 401, 401],
      )
    }
  })

  test('a recovery code is good once, however it is written, and new ones take the place of the old', async () => {
    const { page, codes, ...account } = await protectedAccount()
    const [first = '', second = '', third = ''] = codes
    assert.equal((await post({ ...credentials(account), code: first })).status, 200)
    isNoSession(await post({ ...credentials(account), code: first }), 'code_wrong')
    assert.equal(
      (await post({ ...credentials(account), code: ` ${second.toUpperCase().replaceAll('-', ' ')}` })).status,
      200,
    )
    assert.equal((await page('GET', '/second-factor')).json['recoveryCodesLeft'], 8)
    const again = (await page('POST', '/second-factor/recovery-codes')).json['recoveryCodes'] as string[]
    assert.equal((await page('GET', '/second-factor')).json['recoveryCodesLeft'], 10)
    isNoSession(await post({ ...credentials(account), code: third }), 'code_wrong')
    assert.equal((await post({ ...credentials(account), code: again[9] })).status, 200)
    const other = await protectedAccount()
    isNoSession(await post({ ...credentials(other), code: again[0] }), 'code_wrong')
  })

  test('after five wrong codes even the right one waits, for this account alone, and the password tells nothing more', async () => {
    const { secret, ...account } = await protectedAccount()
    const other = await protectedAccount()
    for (let i = 0; i < 5; i += 1) isNoSession(await post({ ...credentials(account), code: '12345' }), 'code_wrong')
    const waiting = await post({ ...credentials(account), code: codeFor(secret, now) })
    isNoSession(waiting, 'too_many_failures', /passkey/)
    assert.match(waiting.headers.get('retry-after') ?? '', /^[1-9]\d*$/)
    assert.equal((await post({ ...credentials(other), code: codeFor(other.secret, now) })).status, 200)
    now += 5 * MINUTE
    assert.equal((await post({ ...credentials(account), code: codeFor(secret, now) })).status, 200)
  })

  test('half a sign-in does not make wrong passwords forgotten', async () => {
    const account = await protectedAccount()
    const wrong = { ...credentials(account), password: 'not the password at all' }
    for (let i = 0; i < 9; i += 1) isNoSession(await post(wrong), 'sign_in_refused')
    isNoSession(await post(credentials(account)), 'code_needed')
    isNoSession(await post(wrong), 'sign_in_refused')
    isNoSession(await post(credentials(account)), 'too_many_failures')
  })

  test('a script is told what to do, and may send a code', async () => {
    const { secret, ...account } = await protectedAccount()
    const login = (more: object) =>
      send(app.base, 'POST', '/SAAS/API/1.0/REST/auth/system/login', { ...credentials(account), ...more })
    const told = await login({})
    assert.equal(told.status, 401)
    assert.match(told.headers.get('www-authenticate') ?? '', /^Bearer /)
    assert.match(JSON.stringify(told.json['errors']), /code\.needed.*token of a service client/)
    assert.equal((await login({ code: codeFor(secret, now) })).status, 200)
    assert.match(JSON.stringify((await login({ code: codeFor(secret, now) })).json['errors']), /code\.wrong/)
  })

  test('it is removed by its owner, and then the password is enough; the other sessions end', async () => {
    const { page, secret, codes, ...account } = await protectedAccount()
    const elsewhere = pageOf(app.base, cookieOf(await post({ ...credentials(account), code: codeFor(secret, now) })))
    assert.equal((await page('DELETE', '/second-factor')).status, 204)
    assert.equal((await elsewhere('GET', '/session')).status, 401)
    assert.equal((await page('GET', '/session')).status, 200)
    assert.equal((await post(credentials(account))).status, 200)
    refused(await page('DELETE', '/second-factor'), 404, 'second_factor_missing')
    refused(await page('POST', '/second-factor/recovery-codes'), 404, 'second_factor_missing')
    refused(await page('POST', '/second-factor', { code: '123456' }), 404, 'second_factor_missing')
    // what is set up again shares nothing with what was
    const again = String((await page('POST', '/second-factor/totp')).json['secret'])
    assert.notEqual(again, secret)
    assert.equal((await page('POST', '/second-factor', { code: codeFor(again, now) })).status, 201)
    isNoSession(await post({ ...credentials(account), code: codes[5] }), 'code_wrong')
  })

  test('an owner takes it away from who lost it, and nobody else does', async () => {
    const { page, ...account } = await protectedAccount()
    const path = `/administrators/${account.id}/second-factor`
    const other = await anAccount()
    refused(await pageOf(app.base, await signIn(app.base, credentials(other)))('DELETE', path), 403, 'owner_only')
    const owner: Caller = await ownerPage()
    const own = (await owner('GET', '/session')).json['administrator'] as JsonObject
    refused(await owner('DELETE', `/administrators/${String(own['id'])}/second-factor`), 409, 'not_oneself')
    refused(await owner('DELETE', '/administrators/nobody/second-factor'), 404, 'administrator_not_found')
    refused(await owner('DELETE', `/administrators/${other.id}/second-factor`), 404, 'second_factor_missing')
    assert.equal((await owner('DELETE', path)).status, 204)
    assert.equal((await page('GET', '/session')).status, 401, 'their sessions end')
    assert.equal((await post(credentials(account))).status, 200)
    // and what belonged to an account goes with it
    const gone = await protectedAccount()
    const again = await ownerPage()
    assert.equal((await again('DELETE', `/administrators/${gone.id}`)).status, 204)
    isNoSession(await post(credentials(gone)), 'sign_in_refused')
    const left = Buffer.concat(await app.store.contents()).toString('latin1')
    if (app.store.database !== undefined) assert.ok(!left.includes(gone.secret), 'its secret is still kept')
  })

  test('recovery codes lie in the store as digests', async () => {
    const { codes } = await protectedAccount()
    const kept = Buffer.concat(await app.store.contents()).toString('latin1')
    for (const code of codes) {
      assert.ok(!kept.includes(code) && !kept.includes(code.replaceAll('-', '')))
    }
  })
})
