import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { allRoutes, type RouteDeps } from '../../src/http/all-routes.ts'
import { send, signIn, type ApiAnswer, type JsonObject } from '../support/admin-api.ts'
import { assertAsDescribed, operationFor, operationsOf, type ApiDocument } from '../support/api-document.ts'
import { codeFor } from '../support/authenticator-app.ts'
import { authenticator } from '../support/authenticator.ts'
import { type RunningApp, startApp } from '../support/start-app.ts'

const all = allRoutes({} as unknown as RouteDeps).filter(({ path }) => path.startsWith('/api/v1/'))
// SCIM is there in small letters too, which is not worth a second entry
const routes = all.filter(({ path }) => !/\/scim\/v2\/[a-z]/.test(path))
const PASSWORD = 'quiet lantern harbour seven'
const DIRECTORY = '/directories/okta-universal-directory'

describe('the description of the admin API', () => {
  let app: RunningApp
  let document: ApiDocument
  const tried = new Set<string>()
  before(async () => {
    app = await startApp()
    const answer = await send(app.base, 'GET', '/api/v1/openapi.json', undefined, {
      authorization: `HZN ${app.session}`,
    })
    document = answer.json as unknown as ApiDocument
  })
  after(() => app.close())

  /** Asks, and holds the answer to the document. */
  const ask = async (method: string, path: string, body?: unknown, session = app.session): Promise<ApiAnswer> => {
    const answer = await send(app.base, method, `/api/v1${path}`, body, { authorization: `HZN ${session}` })
    const operation = operationFor(document, method, `/api/v1${path}`)
    assertAsDescribed(document, operation, answer)
    if (answer.status < 400) tried.add(operation)
    return answer
  }

  test('lists exactly the addresses that are there', () => {
    const there = routes.map(({ method, path }) => `${method} ${path.replaceAll(/:([a-z]+)/g, '{$1}')}`)
    assert.deepEqual([...operationsOf(document)].toSorted(), there.toSorted())
  })

  test('asks for the scope that each route asks for', () => {
    for (const { method, path, access } of routes) {
      const { security } = document.paths[path.replaceAll(/:([a-z]+)/g, '{$1}')]?.[method.toLowerCase()] ?? {}
      assert.deepEqual(security, access === 'open' ? [] : [{ bearer: [access] }, { session: [] }], `${method} ${path}`)
    }
  })

  test('names every parameter, gives every operation an id of its own, and refers to nothing that is missing', () => {
    const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods))
    assert.equal(new Set(operations.map(({ operationId }) => operationId)).size, operations.length)
    for (const [path, methods] of Object.entries(document.paths)) {
      const names = [...path.matchAll(/\{([a-z]+)\}/g)].map(([, name]) => name)
      for (const { parameters } of Object.values(methods)) {
        assert.deepEqual(
          parameters.filter((one) => one.in === 'path').map(({ name }) => name),
          names,
          path,
        )
      }
    }
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/([A-Za-z]+)"/g)]
    for (const [, name = ''] of references) assert.ok(name in document.components.schemas, name)
    assert.ok(references.length > operations.length)
  })

  test('says the truth about the answer of every operation', async () => {
    const set = await send(app.base, 'GET', '/api/v1/setup')
    assertAsDescribed(document, 'GET /api/v1/setup', set)
    const signedIn = await send(app.base, 'POST', '/api/v1/session', app.administrator)
    assertAsDescribed(document, 'POST /api/v1/session', signedIn)
    const session = /muster_ss_\w+/.exec(signedIn.headers.get('set-cookie') ?? '')?.[0] ?? ''

    await ask('GET', '/notices')
    await ask('GET', '/session', undefined, session)
    const sessions = (await ask('GET', '/sessions', undefined, session)).json['sessions'] as JsonObject[]
    const other = sessions.find(({ current }) => current === false)
    assert.equal(sessions.length, 2)
    await ask('DELETE', `/session`, undefined, session)
    await ask('DELETE', `/sessions/${String(other?.['id'])}`)
    app = { ...app, session: await freshSession() }
    await ask('DELETE', '/sessions')

    await ask('POST', '/clients', {
      clientId: 'described',
      directory: 'okta-universal-directory',
      displayName: 'Described',
    })
    await ask('GET', '/clients/check?clientId=described')
    await ask('GET', '/clients/check?clientId=free')
    await ask('POST', '/clients/described/tokens', { lifetimeMinutes: 5 })
    await ask('GET', '/clients')
    await ask('GET', '/clients/described')
    await ask('PATCH', '/clients/described', { displayName: 'As described', directory: null })
    const { tokens } = (await ask('GET', '/clients/described/tokens')).json
    await ask('DELETE', `/clients/described/tokens/${String((tokens as JsonObject[])[0]?.['tokenId'])}`)
    await ask('POST', '/clients/described/secret', { revokeTokens: true, overlapMinutes: 5 })
    await ask('POST', '/oauth2clients/described/secret', { revokeTokens: false })
    const secrets = (await ask('GET', '/clients/described')).json['secrets'] as JsonObject[]
    await ask('PATCH', `/clients/described/secrets/${String(secrets[1]?.['secretId'])}`, { minutes: 30 })
    await ask('POST', '/credentials/identify', { credential: app.session })
    await ask('POST', '/credentials/revoke', { credential: await freshSession() })
    await ask('GET', '/clients/described/postman')
    const jwk = { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' }
    const key = await ask('POST', '/clients/described/keys', { jwk })
    await ask('GET', '/clients/described/keys')
    await ask('DELETE', `/clients/described/keys/${String(key.json['keyId'])}`)
    await ask('DELETE', '/clients/described')

    await ask('POST', '/clients', {
      clientId: 'approved',
      grantTypes: ['authorization_code'],
      scopes: ['scim'],
      redirectUris: ['https://app.example.com/callback'],
    })
    const query = 'response_type=code&client_id=approved'
    await ask('POST', '/authorizations/question', { query })
    await ask('POST', '/authorizations', { query, approve: false })

    const template = await ask('POST', '/templates', { name: 'Short', accessTokenTtl: 60, scopes: ['scim'] })
    await ask('GET', '/templates')
    await ask('DELETE', `/templates/${String(template.json['id'])}`)

    await ask('POST', '/directories', { type: 'LOCAL_DIRECTORY', name: 'Second', domains: ['second.example'] })
    await ask('GET', '/directories')
    await ask('GET', '/directories/second')
    await ask('GET', '/directories/check?name=Second&domain=second.example&except=second')
    await ask('GET', '/directories/check?domain=second.example')
    await ask('PATCH', '/directories/second', { domains: ['other.example'] })
    await ask('DELETE', '/directories/second?confirm=Second')

    const scim = `${DIRECTORY}/scim/v2`
    const user = (
      await send(
        app.base,
        'POST',
        `/api/v1${scim}/Users`,
        { userName: 'ada.quill@example.com' },
        { authorization: `HZN ${app.session}` },
      )
    ).json
    await send(app.base, 'DELETE', `/api/v1${scim}/Users/${String(user['id'])}`, undefined, {
      authorization: `HZN ${app.session}`,
    })
    await ask('GET', `${DIRECTORY}/changes?count=1`)
    await ask('GET', `${DIRECTORY}/deleted?resourceType=User`)
    await ask('POST', `${DIRECTORY}/deleted/${String(user['id'])}/restore`)
    const group = (
      await send(
        app.base,
        'POST',
        `/api/v1${scim}/Groups`,
        { displayName: 'Waiting', members: [{ value: 'late' }] },
        { authorization: `HZN ${app.session}` },
      )
    ).json
    await ask('GET', `${DIRECTORY}/groups/${String(group['id'])}/parked`)

    await askDefinitions()

    const administrator = await ask('POST', '/administrators', {
      username: 'auditor',
      password: PASSWORD,
      role: 'auditor',
    })
    await ask('GET', '/administrators')
    const account = { username: String(administrator.json['username']), password: PASSWORD }
    const own = (method: string, path = '', body?: unknown) => ask(method, `/second-factor${path}`, body)
    const { secret } = (await own('POST', '/totp')).json
    await own('POST', '', { code: codeFor(secret) })
    await own('GET')
    await own('POST', '/recovery-codes')
    await own('DELETE')
    const theirSession = /muster_ss_\w+/.exec(await signIn(app.base, account))?.[0]
    const begun = (await ask('POST', '/second-factor/totp', undefined, theirSession)).json
    await ask('POST', '/second-factor', { code: codeFor(begun['secret']) }, theirSession)
    await ask('DELETE', `/administrators/${String(administrator.json['id'])}/second-factor`)
    for (let i = 0; i < 2; i += 1) await send(app.base, 'POST', '/api/v1/session', account)
    const theirs = `/administrators/${String(administrator.json['id'])}/sessions`
    const [signedInNow] = (await ask('GET', theirs)).json['sessions'] as JsonObject[]
    await ask('DELETE', `${theirs}/${String(signedInNow?.['id'])}`)
    await ask('DELETE', theirs)
    await ask('PATCH', `/administrators/${String(administrator.json['id'])}`, { disabled: true })
    await ask('DELETE', `/administrators/${String(administrator.json['id'])}`)
    await ask('POST', '/password', { current: app.administrator.password, next: PASSWORD })
    await askPasskeys()
    await ask('GET', '/tenant')
    await ask('PATCH', '/tenant', { undoDays: 20, changeDays: 400 })
    await ask('GET', '/audit?count=500')
    await ask('GET', '/openapi.json')

    // each of these is tried in a place of its own
    for (const elsewhere of [
      'POST /api/v1/session',
      'GET /api/v1/setup',
      'POST /api/v1/setup',
      'POST /api/v1/setup/passkey/challenge',
      'POST /api/v1/setup/passkey',
      'GET /api/v1/docs',
      'GET /api/v1/audit/export',
    ])
      tried.add(elsewhere)
    const untried = operationsOf(document).filter((name) => !tried.has(name) && !/\/scim\/v2(?:\/|$)/.test(name))
    assert.deepEqual(untried, [])
  })

  async function askDefinitions(): Promise<void> {
    const id = 'urn:example:params:scim:schemas:extension:shift:2.0:User'
    const subAttributes = [{ name: 'value', type: 'string', canonicalValues: ['early', 'late'] }]
    const attributes = [{ name: 'shifts', type: 'complex', multiValued: true, subAttributes }]
    const extension = { id, name: 'Shift', attributes, extends: [{ resourceType: 'User' }] }
    await ask('POST', `${DIRECTORY}/extensions`, extension)
    await ask('GET', `${DIRECTORY}/extensions`)
    await ask('GET', `${DIRECTORY}/extensions/${id}`)
    await ask('PUT', `${DIRECTORY}/extensions/${id}`, { ...extension, description: 'When somebody works' })
    await ask('DELETE', `${DIRECTORY}/extensions/${id}`)
    const schema = { id: 'urn:example:params:scim:schemas:core:2.0:Desk', name: 'Desk', attributes }
    const desk = { name: 'Desk', endpoint: '/Desks', schema }
    await ask('POST', `${DIRECTORY}/resource-types`, desk)
    await ask('GET', `${DIRECTORY}/resource-types`)
    await ask('GET', `${DIRECTORY}/resource-types/Desk`)
    await ask('PUT', `${DIRECTORY}/resource-types/Desk`, { ...desk, description: 'Where somebody works' })
    await ask('DELETE', `${DIRECTORY}/resource-types/Desk`)
    await ask('GET', `${DIRECTORY}/schema-history`)
  }

  /** Passkeys belong to a host name, so these ask under one. */
  const askPasskeys = async (): Promise<void> => {
    const { base } = app
    app = { ...app, base: base.replace('127.0.0.1', 'localhost') }
    const device = authenticator(app.base)
    const creation = (await ask('POST', '/passkeys/challenge')).json as Parameters<typeof device.create>[0]
    const { credential, answer } = device.create(creation)
    const passkey = await ask('POST', '/passkeys', { name: 'Described', credential: answer })
    await ask('GET', '/passkeys')
    await ask('PATCH', `/passkeys/${String(passkey.json['id'])}`, { name: 'As described' })
    const request = (await ask('POST', '/session/passkey/challenge')).json as Parameters<typeof device.get>[0]
    await ask('POST', '/session/passkey', { credential: device.get(request, credential) })
    await ask('DELETE', '/password')
    await ask('POST', '/password', { next: PASSWORD })
    await ask('DELETE', `/passkeys/${String(passkey.json['id'])}`)
    app = { ...app, base }
  }

  const freshSession = async (): Promise<string> => {
    const answer = await send(app.base, 'POST', '/api/v1/session', app.administrator)
    return /muster_ss_\w+/.exec(answer.headers.get('set-cookie') ?? '')?.[0] ?? ''
  }

  test('has a page for people that runs no script and loads nothing', async () => {
    const answer = await fetch(`${app.base}/api/v1/docs`, { headers: { authorization: `HZN ${app.session}` } })
    const page = await answer.text()
    for (const { method, path } of routes) {
      assert.ok(page.includes(`<span class="method">${method}</span> <code>${path}</code>`), `${method} ${path}`)
    }
    assert.doesNotMatch(page, /<script|<link|<img|\son[a-z]+=|\sstyle=|url\(|@import/i)
    const style = /<style>([^]*?)<\/style>/.exec(page)?.[1] ?? ''
    const digest = createHash('sha256').update(style).digest('base64')
    const policy = answer.headers.get('content-security-policy') ?? ''
    assert.ok(policy.includes(`style-src 'sha256-${digest}'`) && policy.startsWith("default-src 'none'"), policy)
    const anchors = new Set([...page.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id))
    for (const [, target] of page.matchAll(/href="#([^"]+)"/g)) assert.ok(anchors.has(target), `#${target}`)
  })

  test('is for administrators alone', async () => {
    for (const path of ['/api/v1/openapi.json', '/api/v1/docs']) {
      assert.equal((await send(app.base, 'GET', path)).status, 401, path)
    }
  })
})
