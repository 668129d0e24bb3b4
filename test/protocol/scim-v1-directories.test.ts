import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { JsonObject } from '../../src/shared/json.ts'
import {
  ask,
  created,
  errorOf,
  filterOf,
  namesIn,
  provisioned,
  startV1,
  WORKSPACE,
  type V1,
} from '../support/scim-v1.ts'
import { createDirectory } from '../support/start-app.ts'

/** access-contract §4.6: one tenant, several directories, each with its domains. */
describe('SCIM 1.1: domains and directories', () => {
  let v1: V1
  let bound: string
  let second: string
  before(async () => {
    v1 = await startV1()
    const { token } = v1.app
    second = String(
      (await createDirectory(v1.app.base, token, 'Second', ['second.example', '2.example']))['directoryId'],
    )
    await fetch(`${v1.app.base}/SAAS/jersey/manager/api/connectormanagement/directoryconfigs`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ type: 'LOCAL_DIRECTORY', name: 'Local', domains: ['local.example'] }),
    })
    bound = await tokenOf(v1, 'second')
  })
  after(() => v1.close())

  const inSecond = (userName: string): JsonObject =>
    provisioned(userName, { [WORKSPACE]: { internalUserType: 'PROVISIONED', domain: 'Second.Example' } })

  test('the domain chooses the directory, and the same name may be in both', async () => {
    const here = await created(v1, '/Users', provisioned('ann'))
    const there = await created(v1, '/Users', inSecond('ann'))
    assert.notEqual(here.id, there.id)
    assert.equal((there[WORKSPACE] as JsonObject)['directoryUuid'], second)
    const again = await v1.ask('POST', '/Users', inSecond('ANN'))
    assert.equal(again.status, 409)
    assert.match(errorOf(again).description, /userName/)
    const found = await v1.ask('GET', `/Users?${filterOf('userName eq "ann" and domain eq "SECOND.example"')}`)
    assert.equal(found.json['totalResults'], 1)
    assert.match(found.text, new RegExp(there.id))
  })

  test('groups are told apart alike', async () => {
    const body = (domain: string) => ({ displayName: 'Crew', [WORKSPACE]: { domain } })
    await created(v1, '/Groups', body('OKTA.COM'))
    await created(v1, '/Groups', body('2.example'))
    assert.equal((await v1.ask('POST', '/Groups', body('okta.com'))).status, 409)
  })

  test('without a domain nobody guesses', async () => {
    for (const answer of [
      await v1.ask('GET', `/Users?${filterOf('userName eq "ann"')}`),
      await v1.ask('POST', '/Users', { userName: 'homeless' }),
    ]) {
      assert.equal(answer.status, 400)
      assert.match(errorOf(answer).description, /several directories.*OKTA\.COM, second\.example, 2\.example/)
    }
  })

  test('an id is found wherever it is, and a domain of another directory is refused', async () => {
    const user = await created(v1, '/Users', inSecond('found'))
    assert.equal((await v1.ask('GET', `/Users/${user.id}`)).status, 200)
    for (const body of [
      { [WORKSPACE]: { domain: 'OKTA.COM' } },
      { [WORKSPACE]: { domain: ['OKTA.COM'] } },
      { [WORKSPACE]: { domain: 0 } },
      { domain: 'OKTA.COM' },
      { [`${WORKSPACE}:domain`]: 'OKTA.COM' },
      { 'urn:scim:schemas:core:1.0': { [WORKSPACE]: { domain: 'OKTA.COM' } } },
      { 'urn:ietf:params:scim:schemas:extension:ws1b:2.0:User': { domain: 'OKTA.COM' }, [WORKSPACE]: {} },
    ]) {
      const moved = await v1.ask('PATCH', `/Users/${user.id}`, body)
      assert.equal(moved.status, 400, JSON.stringify(body))
      assert.match(errorOf(moved).description, /^User domain name specified for the user resource doesn't belong/)
    }
    const renamed = await v1.ask('PATCH', `/Users/${user.id}`, { [WORKSPACE]: { domain: '2.example' } })
    assert.equal((renamed.json[WORKSPACE] as JsonObject)['domain'], '2.example')
    const put = await v1.ask('PUT', `/Users/${user.id}`, { userName: 'found' })
    assert.equal((put.json[WORKSPACE] as JsonObject)['domain'], '2.example', 'a PUT that does not say it keeps it')
    assert.equal((await v1.ask('DELETE', `/Users/${user.id}`)).status, 204)
    assert.equal((await v1.ask('GET', `/Users/${user.id}`)).status, 404)
  })

  test('directoryUuid names the directory', async () => {
    const list = await v1.ask('GET', `/Users?directoryUuid=${second.toUpperCase()}`)
    assert.deepEqual(namesIn(list), ['ann'])
    assert.equal((await v1.ask('GET', '/Users?directoryUuid=nothing')).status, 404)
  })

  test('the domain of a local directory takes no provisioned users', async () => {
    const body = provisioned('local', { [WORKSPACE]: { internalUserType: 'PROVISIONED', domain: 'LOCAL.example' } })
    const answer = await v1.ask('POST', '/Users', body)
    assert.equal(answer.status, 400)
    assert.match(errorOf(answer).description, /^User creation is not supported for specified directory id\./)
  })

  test('a token that is bound to a directory sees that one alone, and needs no domain', async () => {
    const list = await ask(bound, 'GET', `${v1.base}/Users?${filterOf('userName eq "ann"')}`)
    assert.equal(list.json['totalResults'], 1)
    const made = await ask(
      bound,
      'POST',
      `${v1.base}/Users`,
      provisioned('mine', { [WORKSPACE]: { internalUserType: 'PROVISIONED' } }),
    )
    assert.equal(made.status, 201, made.text)
    assert.equal((made.json[WORKSPACE] as JsonObject)['domain'], 'second.example')
    const foreign = await created(v1, '/Users', provisioned('foreign'))
    for (const method of ['GET', 'DELETE']) {
      assert.equal((await ask(bound, method, `${v1.base}/Users/${foreign.id}`)).status, 404)
    }
    assert.equal((await ask(bound, 'PATCH', `${v1.base}/Users/${foreign.id}`, { active: false })).status, 404)
    for (const domain of ['OKTA.COM', 'local.example', 'nowhere.example']) {
      const body = provisioned('x', { [WORKSPACE]: { internalUserType: 'PROVISIONED', domain } })
      const refused = await ask(bound, 'POST', `${v1.base}/Users`, body)
      assert.equal(refused.status, 400)
      const { description } = errorOf(refused)
      assert.match(description, /^User domain name specified for the user resource doesn't belong to the directory\./)
      assert.doesNotMatch(description, /Okta Universal|Local/, 'other directories do not exist for it')
    }
    const elsewhere = await ask(bound, 'GET', `${v1.base}/Users?${filterOf('domain eq "OKTA.COM"')}`)
    assert.equal(elsewhere.json['totalResults'], 0, 'a filter that nobody meets is no error')
  })

  test('who came without a domain is found under the first one of the directory', async () => {
    const made = await ask(bound, 'POST', `${v1.base}/Users`, { userName: 'nameless' })
    assert.equal(made.status, 201)
    const byFirst = await ask(
      bound,
      'GET',
      `${v1.base}/Users?${filterOf('domain eq "second.EXAMPLE" and userName eq "nameless"')}`,
    )
    assert.equal(byFirst.json['totalResults'], 1)
    const byOther = await ask(
      bound,
      'GET',
      `${v1.base}/Users?${filterOf('domain eq "2.example" and userName eq "nameless"')}`,
    )
    assert.equal(byOther.json['totalResults'], 0)
  })
})

/** A client that may do everything in one directory and nothing outside. */
async function tokenOf(v1: V1, directory: string): Promise<string> {
  const post = async (path: string, body: JsonObject): Promise<Record<string, unknown>> => {
    const answer = await fetch(`${v1.app.base}/api/v1${path}`, {
      method: 'POST',
      headers: { authorization: `HZN ${v1.app.session}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    assert.equal(answer.status, 201, await answer.clone().text())
    return (await answer.json()) as Record<string, unknown>
  }
  await post('/clients', { clientId: 'bound', directory })
  return String((await post('/clients/bound/tokens', {}))['token'])
}
