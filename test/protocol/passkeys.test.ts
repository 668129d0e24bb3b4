import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { apiOf, type ApiAnswer, pageOf, refused, send, signIn, type JsonObject } from '../support/admin-api.ts'
import { certifiedAttestation, selfAttestation } from '../support/attestation.ts'
import { authenticator, type Credential, type Flaws } from '../support/authenticator.ts'
import { rawRequest } from '../support/raw-http.ts'
import { type RunningApp, startApp } from '../support/start-app.ts'

const MINUTE = 60_000
const PASSWORD = 'quiet lantern harbour seven'

describe('passkeys of administrators over HTTP', () => {
  let app: RunningApp
  /** Passkeys belong to a name. */
  let base = ''
  let device: ReturnType<typeof authenticator>
  let late = 0
  const clock = () => Date.now() + late
  before(async () => {
    app = await startApp({ clock, directory: false })
    base = app.base.replace('127.0.0.1', 'localhost')
    device = authenticator(base)
  })
  after(() => app.close())

  const post = (path: string, body?: unknown) => send(base, 'POST', `/api/v1${path}`, body)
  const cookieOf = (answer: ApiAnswer): string => (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  const asked = async () =>
    (await post('/session/passkey/challenge')).json as unknown as Parameters<typeof device.get>[0]
  /** The page of somebody who signs in with a password at this moment. */
  const page = async (credentials = app.administrator) => pageOf(base, await signIn(base, credentials))
  const newRequest = async (api: Awaited<ReturnType<typeof page>>) => {
    const begun = await api('POST', '/passkeys/challenge')
    assert.equal(begun.status, 200, JSON.stringify(begun.json))
    return begun.json as unknown as Parameters<typeof device.create>[0]
  }
  const addPasskey = async (credentials = app.administrator, name = 'Laptop', of = device): Promise<Credential> => {
    const api = await page(credentials)
    const { credential, answer } = of.create(await newRequest(api))
    const added = await api('POST', '/passkeys', { name, credential: answer })
    assert.equal(added.status, 201, JSON.stringify(added.json))
    return credential
  }
  const use = async (credential: Credential, flaws: Flaws = {}, more: object = {}) =>
    post('/session/passkey', { credential: device.get(await asked(), credential, flaws), ...more })
  const addAdministrator = async (username: string): Promise<{ username: string; password: string }> => {
    const made = await (
      await page()
    )('POST', '/administrators', { username, password: PASSWORD, role: 'administrator' })
    assert.equal(made.status, 201, JSON.stringify(made.json))
    return { username, password: PASSWORD }
  }

  const idOf = async (username: string): Promise<string> => {
    const { administrators } = (await (await page())('GET', '/administrators')).json
    return String((administrators as JsonObject[]).find((one) => one['username'] === username)?.['id'])
  }

  test('a passkey that was added with a password signs in, with and without the name', async () => {
    const credential = await addPasskey()
    for (const more of [{}, { username: app.administrator.username }, { username: 'FIRST.administrator' }]) {
      const answer = await use(credential, {}, more)
      assert.equal(answer.status, 200, JSON.stringify(answer.json))
      assert.equal((answer.json['administrator'] as JsonObject)['username'], app.administrator.username)
      assert.equal(answer.headers.get('cache-control'), 'no-store')
      assert.equal((await pageOf(base, cookieOf(answer))('GET', '/session')).status, 200)
    }
    const { passkeys, password } = (await (await page())('GET', '/passkeys')).json
    const [shown] = passkeys as JsonObject[]
    assert.equal(password, true)
    assert.deepEqual(Object.keys(shown ?? {}), ['id', 'name', 'host', 'createdAt', 'lastUsedAt'])
    assert.deepEqual([shown?.['name'], shown?.['host']], ['Laptop', 'localhost'])
    assert.ok(String(shown?.['lastUsedAt']) >= String(shown?.['createdAt']))
  })

  test('what a browser is asked for names its host, wants the person verified, and tells of nobody', async () => {
    const { challenge, ...request } = await asked()
    assert.deepEqual(request, { rpId: 'localhost', timeout: 300_000, userVerification: 'required' })
    assert.equal(Buffer.from(challenge, 'base64url').length, 32)
    assert.notEqual((await asked()).challenge, challenge)
    const options = (await newRequest(await page())) as unknown as JsonObject
    assert.deepEqual(options['authenticatorSelection'], {
      residentKey: 'required',
      requireResidentKey: true,
      userVerification: 'required',
    })
    assert.equal(options['attestation'], 'none')
    const already = options['excludeCredentials'] as JsonObject[]
    assert.deepEqual(
      already.map(({ type, transports }) => [type, transports]),
      [['public-key', ['internal']]],
    )
  })

  describe('signing in refuses, with one answer for every reason,', () => {
    let own: Credential
    let others: Credential
    let stranger: Credential
    let first: unknown
    before(async () => {
      const grace = await addAdministrator('grace.hopper')
      own = await addPasskey(app.administrator, 'Own')
      others = await addPasskey(grace, 'Grace’s')
      stranger = device.create({
        challenge: 'x',
        rp: { id: 'localhost' },
        user: { id: own.userHandle, name: 'x' },
      }).credential
    })

    /** The refusal, and that it is byte for byte the first one. */
    const check = ({ status, headers, json }: ApiAnswer): void => {
      assert.deepEqual([status, json['code']], [401, 'sign_in_refused'], JSON.stringify(json))
      assert.equal(headers.get('set-cookie'), null)
      const { date: _date, ...rest } = Object.fromEntries(headers)
      first ??= { rest, json }
      assert.deepEqual({ rest, json }, first)
    }
    const rows: readonly (readonly [string, () => Promise<ApiAnswer>])[] = [
      ['another origin', () => use(own, { origin: 'http://localhost.evil.example' })],
      ['the same host over another scheme', () => use(own, { origin: base.replace('http:', 'https:') })],
      ['another port', () => use(own, { origin: 'http://localhost:1' })],
      ['another RP id', () => use(own, { rpId: 'evil.example' })],
      ['the user handle of somebody else', () => use(own, { userHandle: others.userHandle })],
      ['no user handle', () => use(own, { userHandle: null })],
      ['a person who was not verified', () => use(own, { unverified: true })],
      ['nobody present', () => use(own, { absent: true })],
      ['a credential nobody knows', () => use(stranger)],
      [
        'a signature of another key',
        () => use(own, { key: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey }),
      ],
      ['the answer to another kind of question', () => use(own, { type: 'webauthn.create' })],
      ['a challenge that was never made', () => use(own, { challenge: Buffer.alloc(32).toString('base64url') })],
      ['a name that is somebody else’s', () => use(own, {}, { username: 'grace.hopper' })],
      ['a name that nobody has', () => use(own, {}, { username: 'nobody' })],
      [
        'client data that is no JSON',
        async () => {
          const answer = device.get(await asked(), own)
          const response = { ...answer.response, clientDataJSON: Buffer.from('{').toString('base64url') }
          return post('/session/passkey', { credential: { ...answer, response } })
        },
      ],
      [
        'data that is cut off',
        async () => {
          const answer = device.get(await asked(), own)
          const response = { ...answer.response, authenticatorData: answer.response.authenticatorData.slice(0, 20) }
          return post('/session/passkey', { credential: { ...answer, response } })
        },
      ],
      [
        'a challenge that was used',
        async () => {
          const credential = device.get(await asked(), own)
          assert.equal((await post('/session/passkey', { credential })).status, 200)
          return post('/session/passkey', { credential })
        },
      ],
      [
        'a challenge that was used by a refusal',
        async () => {
          const options = await asked()
          await post('/session/passkey', { credential: device.get(options, own, { unverified: true }) })
          return post('/session/passkey', { credential: device.get(options, own) })
        },
      ],
      [
        'a challenge of six minutes ago',
        async () => {
          const options = await asked()
          late += 6 * MINUTE
          return post('/session/passkey', { credential: device.get(options, own) })
        },
      ],
      [
        'a challenge that was made to add a passkey',
        async () => {
          const { challenge } = await newRequest(await page())
          return post('/session/passkey', { credential: device.get({ challenge, rpId: 'localhost' }, own) })
        },
      ],
      [
        'a challenge that was made under another name of the server',
        async () => {
          const elsewhere = await rawRequest(app.base, {
            path: '/api/v1/session/passkey/challenge',
            method: 'POST',
            headers: [`Host: ${new URL(base).host.replace('localhost', 'other.localhost')}`],
          })
          const { challenge } = JSON.parse(elsewhere.body) as { challenge: string }
          return post('/session/passkey', { credential: device.get({ challenge, rpId: 'localhost' }, own) })
        },
      ],
      [
        'a counter that stands still',
        async () => {
          assert.equal((await use(own)).status, 200)
          return use(own, { counter: own.counter })
        },
      ],
      [
        'a counter that went back',
        async () => {
          assert.equal((await use(own)).status, 200)
          return use(own, { counter: own.counter - 1 })
        },
      ],
      ['a counter that went back to zero', () => use(own, { counter: 0 })],
    ]
    for (const [what, attempt] of rows) {
      test(what, async () => {
        // a minute later, so that what was refused before does not count
        late += MINUTE + 1
        check(await attempt())
      })
    }

    test('and what is refused is refused for that reason: the same passkey signs in when nothing is wrong', async () => {
      late += MINUTE + 1
      const fresh = await addPasskey(app.administrator, 'Fresh')
      assert.equal((await use(fresh)).status, 200)
      assert.equal((await use(others, {}, { username: 'grace.hopper' })).status, 200)
    })

    test('an administrator who is disabled, and one who is removed', async () => {
      const account = await addAdministrator('mary.jackson')
      const credential = await addPasskey(account)
      assert.equal((await use(credential)).status, 200)
      const owner = await page()
      const path = `/administrators/${await idOf('mary.jackson')}`
      await owner('PATCH', path, { disabled: true })
      check(await use(credential))
      await owner('PATCH', path, { disabled: false })
      assert.equal((await use(credential)).status, 200)
      await owner('DELETE', path)
      check(await use(credential))
      // the credential is free again: nothing of it stayed
      const again = await addAdministrator('mary.jackson')
      assert.deepEqual((await (await page(again))('GET', '/passkeys')).json['passkeys'], [])
    })
  })

  test('of eight sign-ins at once with one answer, one succeeds', async () => {
    late += MINUTE + 1
    const credential = await addPasskey(app.administrator, 'Raced')
    const answer = device.get(await asked(), credential)
    const all = await Promise.all(Array.from({ length: 8 }, () => post('/session/passkey', { credential: answer })))
    assert.equal(all.filter(({ status }) => status === 200).length, 1)
    for (const { status } of all) assert.ok([200, 401].includes(status), String(status))
  })

  test('the eleventh refusal in a minute waits, and the password goes on working', async () => {
    late += MINUTE + 1
    const credential = await addPasskey(app.administrator, 'Slowed')
    for (let i = 0; i < 10; i += 1) assert.equal((await use(credential, { unverified: true })).status, 401)
    const slowed = await use(credential)
    refused(slowed, 429, 'too_many_failures', /passkeys from this address/)
    assert.match(slowed.headers.get('retry-after') ?? '', /^[1-9]\d?$/)
    assert.equal((await post('/session', app.administrator)).status, 200)
    late += MINUTE + 1
    assert.equal((await use(credential)).status, 200)
  })

  test('an address gets sixty challenges a minute', async () => {
    late += MINUTE + 1
    for (let i = 0; i < 60; i += 1) assert.equal((await post('/session/passkey/challenge')).status, 200)
    refused(await post('/session/passkey/challenge'), 429, 'too_many_failures')
    late += MINUTE + 1
  })

  test('a passkey that does not count signs in again and again', async () => {
    const cloud = authenticator(base, { step: 0 })
    const credential = await addPasskey(app.administrator, 'Cloud', cloud)
    for (let i = 0; i < 3; i += 1) {
      const answer = await post('/session/passkey', { credential: cloud.get(await asked(), credential) })
      assert.equal(answer.status, 200, JSON.stringify(answer.json))
    }
  })

  test('adding one refuses what does not fit, and keeps nothing of it', async () => {
    late += MINUTE + 1
    const account = await addAdministrator('katherine.johnson')
    const api = await page(account)
    const flaws: readonly (readonly [string, Flaws])[] = [
      ['another origin', { origin: 'https://evil.example' }],
      ['another RP id', { rpId: 'evil.example' }],
      ['nobody verified', { unverified: true }],
      ['nobody present', { absent: true }],
      ['another question', { type: 'webauthn.get' }],
      ['another challenge', { challenge: Buffer.alloc(32).toString('base64url') }],
      ['an algorithm that was not offered', { algorithm: -35 }],
      ['an attestation with a certificate', { attestation: certifiedAttestation }],
      ['an attestation of another format', { attestation: ['android-key', () => new Map()] }],
      ['none that says something', { attestation: ['none', () => new Map([['alg', -7]])] }],
    ]
    for (const [what, flaw] of flaws) {
      const { answer } = device.create(await newRequest(api), flaw)
      const added = await api('POST', '/passkeys', { name: what, credential: answer })
      assert.deepEqual([added.status, added.json['code']], [400, 'passkey_invalid'], what)
    }
    const { answer, credential } = device.create(await newRequest(api))
    for (const name of ['', ' x', 'x'.repeat(65), 'a\nb']) {
      refused(await api('POST', '/passkeys', { name, credential: answer }), 400, 'passkey_name_invalid', /64/, 'name')
    }
    refused(
      await api('POST', '/passkeys', { name: 'x', credential: 'y' }),
      400,
      'body_invalid',
      /credential/,
      'credential',
    )
    const other = { ...answer, id: Buffer.alloc(32, 1).toString('base64url') }
    refused(await api('POST', '/passkeys', { name: 'x', credential: other }), 400, 'passkey_invalid')
    refused(await api('POST', '/passkeys', { name: 'x', credential: answer }), 400, 'passkey_invalid', /was used/)
    assert.deepEqual((await api('GET', '/passkeys')).json['passkeys'], [])
    // made for one administrator, sent by another
    const someone = await page()
    const theirs = device.create(await newRequest(api)).answer
    refused(await someone('POST', '/passkeys', { name: 'x', credential: theirs }), 400, 'passkey_invalid')
    // one that attests itself, as browsers may leave it
    const again = device.create(await newRequest(api), { attestation: selfAttestation })
    assert.equal((await api('POST', '/passkeys', { name: 'Once', credential: again.answer })).status, 201)
    assert.equal((await use(again.credential)).status, 200)
    assert.equal((await use(credential)).status, 401)
  })

  test('a session of eleven minutes ago changes no way to sign in', async () => {
    const account = await addAdministrator('dorothy.vaughan')
    const api = await page(account)
    const credential = await addPasskey(account)
    const [passkey] = (await api('GET', '/passkeys')).json['passkeys'] as JsonObject[]
    const { answer } = device.create(await newRequest(api))
    late += 11 * MINUTE
    for (const [method, path, body] of [
      ['POST', '/passkeys/challenge', undefined],
      ['POST', '/passkeys', { name: 'Late', credential: answer }],
      ['DELETE', `/passkeys/${String(passkey?.['id'])}`, undefined],
      ['DELETE', '/password', undefined],
    ] as const) {
      refused(await api(method, path, body), 403, 'sign_in_again', /Sign in again/)
    }
    assert.equal((await api('PATCH', `/passkeys/${String(passkey?.['id'])}`, { name: 'Renamed' })).status, 204)
    const signedIn = await use(credential)
    const now = pageOf(base, cookieOf(signedIn))
    assert.equal((await now('DELETE', '/password')).status, 204)
    assert.equal((await api('GET', '/session')).status, 401, 'the other sessions end')
  })

  test('the last way in stays, whichever it is', async () => {
    late += MINUTE + 1
    const account = await addAdministrator('joan.clarke')
    const api = await page(account)
    refused(await api('DELETE', '/password'), 409, 'last_way_in', /Add a passkey first/)
    const credential = await addPasskey(account, 'Only')
    assert.equal((await api('DELETE', '/password')).status, 204)
    const own = (await api('GET', '/passkeys')).json
    assert.equal(own['password'], false)
    const id = String((own['passkeys'] as JsonObject[])[0]?.['id'])
    refused(await api('DELETE', `/passkeys/${id}`), 409, 'last_way_in', /Set a password/)
    refused(await post('/session', account), 401, 'sign_in_refused')
    assert.equal((await use(credential)).status, 200)

    // a password is set where there was none, and then the passkey can go
    assert.equal((await api('POST', '/password', { next: PASSWORD })).status, 204)
    assert.equal((await post('/session', account)).status, 200)
    refused(await api('POST', '/password', { next: 'another long enough password' }), 400, 'password_wrong')
    assert.equal((await api('DELETE', `/passkeys/${id}`)).status, 204)
    refused(await api('DELETE', `/passkeys/${id}`), 404, 'passkey_not_found')
    assert.equal((await use(credential)).status, 401)
  })

  test('nobody reaches the passkeys of somebody else', async () => {
    late += MINUTE + 1
    const account = await addAdministrator('hedy.lamarr')
    await addPasskey(account, 'Hers')
    const [hers] = (await (await page(account))('GET', '/passkeys')).json['passkeys'] as JsonObject[]
    const owner = await page()
    const path = `/passkeys/${String(hers?.['id'])}`
    refused(await owner('PATCH', path, { name: 'Mine' }), 404, 'passkey_not_found')
    refused(await owner('DELETE', path), 404, 'passkey_not_found')
    const client = apiOf(base, `Bearer ${app.token}`)
    refused(await client('GET', '/passkeys'), 403, 'no_session')
    refused(await client('POST', '/passkeys/challenge'), 403, 'no_session')
  })

  test('an address that is a number says what to do', async () => {
    const here = (path: string) => send(app.base, 'POST', path)
    refused(await here('/api/v1/session/passkey/challenge'), 409, 'passkeys_unavailable', /localhost/)
  })

  test('nothing in the store is a challenge as it was sent', async () => {
    const { challenge } = await asked()
    const { user } = (await newRequest(await page())) as { user: { id: string } }
    const files = await app.store.contents()
    // what is searched for would be found: the administrator's id is there in clear
    const id = Buffer.from(user.id, 'base64url').toString()
    assert.ok(files.some((file) => file.includes(id)))
    assert.ok(files.every((file) => !file.includes(challenge)))
  })
})
