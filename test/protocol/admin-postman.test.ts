import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { apiOf, type Caller, type JsonObject } from '../support/admin-api.ts'
import { runPostman } from '../support/newman.ts'
import { type RunningApp, startApp } from '../support/start-app.ts'

describe('the Postman collection of a client', () => {
  let app: RunningApp
  let api: Caller
  before(async () => {
    app = await startApp({ directory: false })
    api = apiOf(app.base, `HZN ${app.session}`)
  })
  after(() => app.close())

  /** Runs the client's own collection with its secret pasted in; answers the requests and their status. */
  const run = async (clientId: string, secret: string): Promise<readonly (readonly [string, number | undefined])[]> => {
    const { json } = await api('GET', `/clients/${clientId}/postman`)
    assert.equal(JSON.stringify(json).includes('muster_'), false, 'nothing secret is in it')
    const { run: done } = await runPostman({ ...json, envVar: [{ key: 'clientSecret', value: secret }] })
    assert.deepEqual(
      done.failures.map(({ error }) => error.message),
      [],
    )
    return done.executions.map(({ item, response }) => [item.name, response?.code] as const)
  }
  const create = async (settings: JsonObject): Promise<string> => {
    const made = await api('POST', '/clients', settings)
    assert.equal(made.status, 201, JSON.stringify(made.json))
    return String(made.json['secret'])
  }

  test('does the guide: a token, a directory, a search', async () => {
    assert.deepEqual(await run('Guide', await create({ clientId: 'Guide' })), [
      ['Get an access token', 200],
      ['Create a directory of type Other', 201],
      ['Find a user', 200],
    ])
  })

  test('holds for a client bound to a directory what it may do there', async () => {
    await api('POST', '/directories', { name: 'Second', domains: ['second.example'] })
    assert.deepEqual(await run('Bound', await create({ clientId: 'Bound', directory: 'second', scopes: ['scim'] })), [
      ['Get an access token', 200],
      ['Find a user', 200],
    ])
  })

  test('asks for no token where people sign in to get one', async () => {
    await create({ clientId: 'People', accessType: 'user', redirectUris: ['https://app.example.com/callback'] })
    const { collection, environment } = (await api('GET', '/clients/People/postman')).json as Record<string, JsonObject>
    assert.deepEqual(
      (collection?.['item'] as JsonObject[] | undefined)?.map(({ name }) => name),
      ['Find a user'],
    )
    assert.equal(environment?.['_postman_variable_scope'], 'environment')
  })
})
