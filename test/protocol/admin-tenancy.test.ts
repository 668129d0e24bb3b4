import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { apiOf, signIn, type Caller, type JsonObject } from '../support/admin-api.ts'
import { rawRequest } from '../support/raw-http.ts'
import { startTwoTenants, type TwoTenants } from '../support/start-two-tenants.ts'

const DIRECTORY = '/directories/okta-universal-directory'

describe('two tenants', () => {
  let tenants: TwoTenants
  let home: Caller
  before(async () => {
    tenants = await startTwoTenants()
    home = apiOf(tenants.app.base, `HZN ${tenants.app.session}`)
  })
  after(() => tenants.app.close())

  /** The other tenant's administrator asks there. */
  const there = async (method: string, path: string, body?: unknown) => {
    const answer = await tenants.ask({
      method,
      path: `/api/v1${path}`,
      headers: [
        `Authorization: HZN ${tenants.session}`,
        ...(body === undefined ? [] : ['Content-Type: application/json']),
      ],
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return { status: answer.status, json: answer.body === '' ? {} : (JSON.parse(answer.body) as JsonObject) }
  }

  test('have the same names without meeting', async () => {
    for (const [path, body] of [
      ['/clients', { clientId: 'Twin' }],
      ['/templates', { name: 'Twin' }],
      ['/directories', { name: 'Twin', domains: ['twin.example'] }],
      ['/administrators', { username: 'twin', password: 'quiet lantern harbour seven', role: 'auditor' }],
    ] as const) {
      assert.equal((await home('POST', path, body)).status, 201, path)
      assert.equal((await there('POST', path, body)).status, 201, path)
    }
  })

  test('what belongs to one is not there for the other, whatever is asked of it', async () => {
    const client = await home('POST', '/clients', { clientId: 'at-home' })
    await home('POST', '/clients/at-home/tokens', {})
    const tokens = (await home('GET', '/clients/at-home/tokens')).json['tokens'] as JsonObject[]
    const template = await home('POST', '/templates', { name: 'At home' })
    await home('POST', '/directories', { name: 'At home', domains: ['home.example'] })
    const administrators = (await home('GET', '/administrators')).json['administrators'] as JsonObject[]
    const sessions = (await home('GET', '/sessions')).json['sessions'] as JsonObject[]
    const user = await home('POST', `${DIRECTORY}/scim/v2/Users`, { userName: 'at.home@example.com' })
    await home('DELETE', `${DIRECTORY}/scim/v2/Users/${String(user.json['id'])}`)
    assert.equal(client.status, 201)

    const [token, owner, session] = [tokens[0]?.['tokenId'], administrators[0]?.['id'], sessions[0]?.['id']].map(String)
    for (const [method, path, body] of [
      ['GET', '/clients/at-home'],
      ['PATCH', '/clients/at-home', { displayName: 'Mine' }],
      ['DELETE', '/clients/at-home'],
      ['POST', '/clients/at-home/secret', { revokeTokens: true }],
      ['GET', '/clients/at-home/tokens'],
      ['POST', '/clients/at-home/tokens', {}],
      ['DELETE', `/clients/at-home/tokens/${token}`],
      ['GET', '/clients/at-home/postman'],
      ['DELETE', `/templates/${String(template.json['id'])}`],
      ['GET', '/directories/at-home'],
      ['PATCH', '/directories/at-home', { name: 'Mine' }],
      ['DELETE', '/directories/at-home?confirm=At%20home'],
      ['GET', '/directories/at-home/changes'],
      ['GET', '/directories/at-home/deleted'],
      ['GET', '/directories/at-home/scim/v2/Users'],
      ['POST', `${DIRECTORY}/deleted/${String(user.json['id'])}/restore`],
      ['PATCH', `/administrators/${owner}`, { disabled: true }],
      ['DELETE', `/administrators/${owner}`],
      ['DELETE', `/sessions/${session}`],
    ] as const) {
      assert.equal((await there(method, path, body)).status, 404, `${method} ${path}`)
    }
    assert.deepEqual((await there('GET', `${DIRECTORY}/changes`)).json['changes'], [])
    assert.deepEqual((await there('GET', `${DIRECTORY}/deleted`)).json['deleted'], [])
    const seen = JSON.stringify([
      (await there('GET', '/clients')).json,
      (await there('GET', '/templates')).json,
      (await there('GET', '/directories')).json,
      (await there('GET', '/directories/check?name=At%20home&domain=home.example')).json,
      (await there('GET', '/clients/check?clientId=at-home')).json,
    ])
    assert.doesNotMatch(seen, /at.home/i)
    assert.equal((await home('GET', '/clients/at-home')).status, 200, 'and all of it is still there')
  })

  test('a session of one opens nothing of the other, in a header or in the cookie', async () => {
    const cookie = await signIn(tenants.app.base, tenants.app.administrator)
    for (const header of [`Authorization: HZN ${tenants.app.session}`, `Cookie: ${cookie}`]) {
      const answer = await tenants.ask({ method: 'GET', path: '/api/v1/clients', headers: [header] })
      assert.equal(answer.status, 401, header)
    }
  })

  test('a host name belongs to one of them', async () => {
    assert.equal((await there('PATCH', '/tenant', { hosts: ['id.example.com'] })).status, 200)
    const taken = await home('PATCH', '/tenant', { hosts: ['localhost', 'ID.example.com'] })
    assert.deepEqual([taken.status, taken.json['code'], taken.json['field']], [409, 'host_taken', 'hosts'])
    assert.deepEqual((await home('GET', '/tenant')).json['hosts'], ['localhost', '127.0.0.1'])
  })

  test('the host name that is in use cannot be taken away', async () => {
    const asked = (host: string, hosts: readonly string[]) =>
      rawRequest(tenants.app.base, {
        method: 'PATCH',
        path: '/api/v1/tenant',
        headers: [`Host: ${host}`, `Authorization: HZN ${tenants.session}`, 'Content-Type: application/json'],
        body: JSON.stringify({ hosts }),
      })
    await there('PATCH', '/tenant', { hosts: ['one.example.com', 'two.example.com'] })
    // the server reads the list of hosts again after the change, not within it
    let locked = await asked('one.example.com', ['two.example.com'])
    while (locked.status === 421) locked = await asked('one.example.com', ['two.example.com'])
    assert.equal(locked.status, 409, locked.body)
    assert.match(locked.body, /You are using one\.example\.com at this moment/)
    assert.equal((await asked('two.example.com', ['two.example.com'])).status, 200)
  })
})
