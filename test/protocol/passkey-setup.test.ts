import assert from 'node:assert/strict'
import { after, beforeEach, describe, test } from 'node:test'
import { pino } from 'pino'
import { type App, startApp } from '../../src/app.ts'
import { pageOf, refused, send, type JsonObject } from '../support/admin-api.ts'
import { assertAsDescribed, type ApiDocument } from '../support/api-document.ts'
import { aStore, type AStore } from '../support/a-store.ts'
import { authenticator } from '../support/authenticator.ts'

const MINUTE = 60_000

describe('the first administrator with a passkey, over HTTP', () => {
  let store: AStore
  let app: App | undefined
  let base = ''
  let token = ''
  let device: ReturnType<typeof authenticator>
  let late = 0
  let log: string[] = []

  const stop = async (): Promise<void> => {
    await app?.close()
    await store?.remove()
    app = undefined
  }
  beforeEach(async () => {
    await stop()
    log = []
    store = await aStore()
    app = await startApp({
      config: {
        host: '127.0.0.1',
        port: 0,
        ...store.place,
        publicUrl: undefined,
        logLevel: 'debug',
        firstAdministrator: undefined,
      },
      logger: pino({ level: 'trace' }, { write: (line) => void log.push(line) }),
      clock: () => Date.now() + late,
    })
    const link = new URL(app.setupUrl ?? '')
    base = link.origin
    token = new URLSearchParams(link.hash.slice(1)).get('token') ?? ''
    device = authenticator(base)
  })
  after(stop)

  const begin = (body: object) => send(base, 'POST', '/api/v1/setup/passkey/challenge', body)
  const finish = (body: object) => send(base, 'POST', '/api/v1/setup/passkey', body)
  const created = async (username: string, flaws = {}) => {
    const begun = await begin({ token, username })
    assert.equal(begun.status, 200, JSON.stringify(begun.json))
    return device.create(begun.json as Parameters<typeof device.create>[0], flaws)
  }

  test('makes an owner who has no password, is signed in, and signs in again with the passkey', async () => {
    assert.equal(new URL(base).hostname, 'localhost', 'a passkey belongs to a name')
    const begun = await begin({ token, username: 'ada' })
    assert.deepEqual((begun.json['user'] as JsonObject)['name'], 'ada')
    const { credential, answer } = device.create(begun.json as Parameters<typeof device.create>[0])
    const done = await finish({ token, username: 'ada', name: 'Laptop', credential: answer })
    assert.equal(done.status, 201, JSON.stringify(done.json))
    assert.equal(done.headers.get('cache-control'), 'no-store')
    const page = pageOf(base, (done.headers.get('set-cookie') ?? '').split(';')[0] ?? '')
    assert.deepEqual(((await page('GET', '/session')).json['administrator'] as JsonObject)['role'], 'owner')
    const own = (await page('GET', '/passkeys')).json
    assert.deepEqual([own['password'], (own['passkeys'] as JsonObject[]).length], [false, 1])
    const told = (await page('GET', '/audit')).json['entries'] as JsonObject[]
    assert.deepEqual(
      told.map(({ act }) => act),
      ['session.open', 'setup.claim', 'setup.issue', 'tenant.create'],
    )
    const document = (await page('GET', '/openapi.json')).json as unknown as ApiDocument
    assertAsDescribed(document, 'POST /api/v1/setup/passkey/challenge', begun)
    assertAsDescribed(document, 'POST /api/v1/setup/passkey', done)

    const request = (await send(base, 'POST', '/api/v1/session/passkey/challenge')).json
    const assertion = device.get(request as Parameters<typeof device.get>[0], credential)
    assert.equal((await send(base, 'POST', '/api/v1/session/passkey', { credential: assertion })).status, 200)
    for (const again of [
      await begin({ token, username: 'eve' }),
      await finish({ token, username: 'ada', name: 'x', credential: answer }),
    ]) {
      refused(again, 404, 'setup_done')
    }
  })

  test('a passkey that counts backwards is refused and reported, and the log holds nothing of what was sent', async () => {
    const { credential, answer } = await created('ada')
    const done = await finish({ token, username: 'ada', name: 'Laptop', credential: answer })
    assert.equal(done.status, 201)
    const request = async () => {
      const { json } = await send(base, 'POST', '/api/v1/session/passkey/challenge')
      return json as Parameters<typeof device.get>[0]
    }
    const good = device.get(await request(), credential)
    assert.equal((await send(base, 'POST', '/api/v1/session/passkey', { credential: good })).status, 200)
    assert.deepEqual(
      log.filter((line) => line.includes('counted backwards')),
      [],
    )
    const copy = device.get(await request(), credential, { counter: 1 })
    refused(await send(base, 'POST', '/api/v1/session/passkey', { credential: copy }), 401, 'sign_in_refused')
    const [report = '', ...others] = log.filter((line) => line.includes('counted backwards'))
    assert.deepEqual(others, [])
    const { level, administratorId } = JSON.parse(report) as { level: number; administratorId: string }
    assert.deepEqual([level, Buffer.from(administratorId).toString('base64url')], [40, credential.userHandle])
    const sent = [
      token,
      String(done.json['sessionToken']),
      answer.id,
      good.response.signature,
      good.response.clientDataJSON,
    ]
    for (const text of sent) assert.ok(log.every((line) => !line.includes(text)))
  })

  test('refuses what does not fit, and the link stays good', async () => {
    refused(await begin({ token: 'x', username: 'ada' }), 401, 'setup_link_invalid')
    refused(await begin({ token, username: ' ada' }), 400, 'username_invalid', undefined, 'username')
    refused(await begin({ token }), 400, 'body_invalid', /username is missing/)
    for (const flaws of [{ origin: 'https://evil.example' }, { rpId: 'evil.example' }, { unverified: true }]) {
      const { answer } = await created('ada', flaws)
      refused(await finish({ token, username: 'ada', name: 'x', credential: answer }), 400, 'passkey_invalid')
    }
    const { answer } = await created('ada')
    refused(await finish({ token: 'x', username: 'ada', name: 'x', credential: answer }), 401, 'setup_link_invalid')
    refused(
      await finish({ token, username: 'eve', name: 'x', credential: answer }),
      400,
      'passkey_invalid',
      /something else/,
    )
    refused(await finish({ token, username: 'ada', name: 'x', credential: answer }), 400, 'passkey_invalid', /was used/)
    const slow = await created('ada')
    late += 6 * MINUTE
    refused(
      await finish({ token, username: 'ada', name: 'x', credential: slow.answer }),
      400,
      'passkey_invalid',
      /expired/,
    )
    const numbered = base.replace('localhost', '127.0.0.1')
    const elsewhere = await send(numbered, 'POST', '/api/v1/setup/passkey/challenge', { token, username: 'ada' })
    refused(elsewhere, 409, 'passkeys_unavailable', /localhost/)
    const good = await created('ada')
    assert.equal((await finish({ token, username: 'ada', name: 'x', credential: good.answer })).status, 201)
  })

  test('a challenge of the set-up opens nothing else', async () => {
    const { credential, answer } = await created('ada')
    const { clientDataJSON } = answer.response
    const { challenge } = JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString()) as { challenge: string }
    const assertion = device.get({ challenge, rpId: 'localhost' }, credential)
    refused(await send(base, 'POST', '/api/v1/session/passkey', { credential: assertion }), 401, 'sign_in_refused')
  })

  test('of passkeys and passwords that claim one link at once, one wins', async () => {
    const made = await Promise.all(['ada', 'grace', 'mary', 'joan'].map((username) => created(username)))
    const claims = await Promise.all([
      ...made.map(({ answer }, i) =>
        finish({ token, username: ['ada', 'grace', 'mary', 'joan'][i], name: 'x', credential: answer }),
      ),
      ...['eve', 'dorothy'].map((username) =>
        send(base, 'POST', '/api/v1/setup', { token, username, password: 'quiet lantern harbour seven' }),
      ),
    ])
    assert.equal(claims.filter(({ status }) => status === 201).length, 1)
    for (const { status } of claims) assert.ok([201, 401, 404].includes(status), String(status))
  })
})
