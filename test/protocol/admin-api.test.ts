import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { refused, send as sendTo, type ApiAnswer, type JsonObject } from '../support/admin-api.ts'
import { type RunningApp, startApp } from '../support/start-app.ts'

type Json = JsonObject

describe('the admin API', () => {
  let app: RunningApp
  let cookie = ''
  before(async () => {
    app = await startApp()
  })
  after(() => app.close())

  const send = (method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<ApiAnswer> =>
    sendTo(app.base, method, path, body, headers)
  const api = (method: string, path: string, body?: unknown) =>
    send(method, `/api/v1${path}`, body, { authorization: `HZN ${app.session}` })

  test('signing in sets a cookie that only counts for requests from our own pages', async () => {
    const signedIn = await send('POST', '/api/v1/session', app.administrator)
    assert.equal(signedIn.status, 200)
    assert.equal((signedIn.json['administrator'] as Json)['role'], 'owner')
    const header = signedIn.headers.get('set-cookie') ?? ''
    assert.match(
      header,
      /^__Host-muster_session=muster_ss_\w+; Secure; Path=\/; HttpOnly; SameSite=Strict; Max-Age=28800$/,
    )
    cookie = header.split(';')[0] ?? ''

    assert.equal((await send('GET', '/api/v1/session', undefined, { cookie })).status, 200)
    const template = { name: 'From a page' }
    refused(await send('POST', '/api/v1/templates', template, { cookie }), 403, 'cross_site')
    refused(
      await send('POST', '/api/v1/templates', template, { cookie, 'sec-fetch-site': 'cross-site' }),
      403,
      'cross_site',
    )
    refused(
      await send('POST', '/api/v1/templates', template, { cookie, origin: 'https://evil.example' }),
      403,
      'cross_site',
    )
    assert.equal(
      (await send('POST', '/api/v1/templates', template, { cookie, 'sec-fetch-site': 'same-origin' })).status,
      201,
    )
    assert.equal((await send('POST', '/api/v1/templates', { name: 'Older' }, { cookie, origin: app.base })).status, 201)
  })

  test('the cookie opens no SCIM, OAuth or Access address', async () => {
    for (const path of ['/scim/v2/Users', '/usergroup/scim/v2/Users', '/SAAS/jersey/manager/api/oauth2clients']) {
      assert.equal((await send('GET', path, undefined, { cookie })).status, 401, path)
    }
    const users = '/api/v1/directories/okta-universal-directory/scim/v2/Users'
    assert.equal((await send('GET', users, undefined, { cookie })).status, 200)
  })

  test('a wrong password is refused with one sentence for every reason', async () => {
    refused(await send('POST', '/api/v1/session', { ...app.administrator, password: 'wrong' }), 401, 'sign_in_refused')
    refused(await send('POST', '/api/v1/session', { username: 'nobody', password: 'wrong' }), 401, 'sign_in_refused')
  })

  test('signing out ends the session at once', async () => {
    const signedIn = await send('POST', '/api/v1/session', app.administrator)
    const own = (signedIn.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
    const gone = await send('DELETE', '/api/v1/session', undefined, { cookie: own, 'sec-fetch-site': 'same-origin' })
    assert.equal(gone.status, 204)
    assert.match(gone.headers.get('set-cookie') ?? '', /Max-Age=0/)
    assert.equal((await send('GET', '/api/v1/session', undefined, { cookie: own })).status, 401)
  })

  test('a client is made, shown, changed, given a token and deleted', async () => {
    const made = await api('POST', '/clients', { clientId: 'Console', accessTokenTtl: 525_600 })
    assert.equal(made.status, 201, JSON.stringify(made.json))
    assert.match(String(made.json['secret']), /^muster_cs_/)
    refused(await api('POST', '/clients', { clientId: 'CONSOLE' }), 409, 'client_id_taken', /existing client Console/)
    refused(await api('POST', '/clients', { clientId: 'a b' }), 400, 'client_id_invalid')
    assert.equal((await api('GET', '/clients/check?clientId=cONSOLE')).json['available'], false)
    assert.equal((await api('GET', '/clients/check?clientId=Other')).json['available'], true)

    const shown = await api('GET', '/clients/Console')
    assert.equal(JSON.stringify(shown.json).includes(String(made.json['secret'])), false)
    assert.equal((shown.json['secrets'] as Json[])[0]?.['hint'], String(made.json['secret']).slice(-4))
    assert.equal((await api('PATCH', '/clients/Console', { accessTokenTtl: 60 })).json['accessTokenTtl'], 60)
    refused(await api('PATCH', '/clients/Console', { directory: 'nowhere' }), 404, 'directory_not_found')

    refused(await api('POST', '/clients/Console/tokens', { lifetimeMinutes: 61 }), 400, 'ttl_invalid', /from 1 to 60/)
    const token = await api('POST', '/clients/Console/tokens', { lifetimeMinutes: 60 })
    const users = () =>
      send('GET', '/scim/v2/Users', undefined, { authorization: `Bearer ${String(token.json['token'])}` })
    assert.equal((await users()).status, 200)
    const [live] = (await api('GET', '/clients/Console/tokens')).json['tokens'] as Json[]
    assert.equal((await api('DELETE', `/clients/Console/tokens/${String(live?.['tokenId'])}`)).status, 204)
    assert.equal((await users()).status, 401)
    refused(await api('DELETE', `/clients/Console/tokens/${String(live?.['tokenId'])}`), 404, 'token_not_found')

    const regenerated = await api('POST', '/clients/Console/secret', { overlapMinutes: 60, revokeTokens: false })
    assert.match(String(regenerated.json['secret']), /^muster_cs_/)
    const { collection } = (await api('GET', '/clients/Console/postman')).json
    assert.match(JSON.stringify(collection), /oauthtoken/)
    assert.equal((await api('PATCH', '/clients/Console', { enabled: false })).json['enabled'], false)
    refused(await api('POST', '/clients/Console/tokens', {}), 409, 'token_refused')
    assert.deepEqual((await api('DELETE', '/clients/Console')).json, { endedTokens: 0 })
    refused(await api('GET', '/clients/Console'), 404, 'client_not_found')
  })

  test('a directory is checked while typing, made, renamed, and deleted by its name alone', async () => {
    const check = await api('GET', '/directories/check?name=okta%20universal%20directory&domain=okta.com')
    assert.match(JSON.stringify(check.json), /already belongs to the directory/)
    refused(
      await api('POST', '/directories', { name: 'Second', domains: ['okta.com'] }),
      409,
      'domain_taken',
      /Okta Universal Directory/,
    )
    const made = await api('POST', '/directories', { name: 'Second', domains: ['second.example'] })
    assert.equal(made.status, 201, JSON.stringify(made.json))
    assert.deepEqual([made.json['slug'], made.json['users'], made.json['groups']], ['second', 0, 0])
    const changed = await api('PATCH', '/directories/second', {
      name: 'The second',
      domains: ['second.example', 'more.example'],
    })
    assert.deepEqual(
      [changed.json['name'], changed.json['slug'], changed.json['domains']],
      ['The second', 'second', ['second.example', 'more.example']],
    )
    refused(await api('PATCH', '/directories/second', { domains: [] }), 400, 'directory_invalid', /at least one domain/)
    refused(
      await api('PATCH', '/directories/second', { name: 'OKTA Universal Directory' }),
      409,
      'directory_name_taken',
    )
    refused(await api('DELETE', '/directories/second?confirm=second'), 409, 'not_confirmed', /0 users and 0 groups/)
    assert.deepEqual((await api('DELETE', '/directories/second?confirm=The%20second')).json, { users: 0, groups: 0 })
    refused(await api('GET', '/directories/second'), 404, 'directory_not_found')
  })

  test('what happened to a user is in the change log, and a deleted one comes back into its groups', async () => {
    const scim = (method: string, path: string, body?: unknown) =>
      api(method, `/directories/okta-universal-directory/scim/v2${path}`, body)
    const user = (await scim('POST', '/Users', { userName: 'ines.falk@example.com', title: 'Engineer' })).json
    const id = String(user['id'])
    const group = (await scim('POST', '/Groups', { displayName: 'Builders', members: [{ value: id }] })).json
    await scim('PATCH', `/Users/${id}`, { Operations: [{ op: 'replace', path: 'title', value: 'Director' }] })
    assert.equal((await scim('DELETE', `/Users/${id}`)).status, 204)

    const log = await api('GET', `/directories/okta-universal-directory/changes?resourceId=${id}`)
    const kinds = (log.json['changes'] as Json[]).map((change) => change['kind'])
    assert.deepEqual(kinds, ['delete', 'update', 'create'])
    assert.deepEqual((log.json['changes'] as Json[])[1]?.['difference'], { title: ['Engineer', 'Director'] })
    refused(
      await api('GET', '/directories/okta-universal-directory/changes?before=x'),
      400,
      'parameter_invalid',
      /before/,
    )

    const { deleted } = (await api('GET', '/directories/okta-universal-directory/deleted')).json
    assert.equal((deleted as Json[])[0]?.['id'], id)
    const restored = await api('POST', `/directories/okta-universal-directory/deleted/${id}/restore`)
    assert.equal(restored.status, 200, JSON.stringify(restored.json))
    const back = (await scim('GET', `/Users/${id}`)).json
    assert.deepEqual([back['title'], (back['groups'] as Json[])[0]?.['value']], ['Director', group['id']])
    refused(await api('POST', `/directories/okta-universal-directory/deleted/${id}/restore`), 404, 'resource_not_found')
  })

  test('a deleted user whose name somebody else has by now stays deleted', async () => {
    const scim = (method: string, path: string, body?: unknown) =>
      api(method, `/directories/okta-universal-directory/scim/v2${path}`, body)
    const id = String((await scim('POST', '/Users', { userName: 'taken@example.com' })).json['id'])
    await scim('DELETE', `/Users/${id}`)
    assert.equal((await scim('POST', '/Users', { userName: 'TAKEN@example.com' })).status, 201)
    refused(await api('POST', `/directories/okta-universal-directory/deleted/${id}/restore`), 409, 'name_taken')
  })

  test('administrators come and go by the word of an owner, and the last owner stays', async () => {
    const password = 'another long enough password'
    const added = await api('POST', '/administrators', { username: 'auditor', password, role: 'auditor' })
    assert.equal(added.status, 201, JSON.stringify(added.json))
    refused(
      await api('POST', '/administrators', { username: 'AUDITOR', password, role: 'auditor' }),
      409,
      'username_taken',
    )
    refused(
      await api('POST', '/administrators', { username: 'x', password: 'short', role: 'owner' }),
      400,
      'password_invalid',
    )
    refused(
      await api('POST', '/administrators', { username: 'x', password, role: 'king' }),
      400,
      'body_invalid',
      /role/,
    )

    const signedIn = await send('POST', '/api/v1/session', { username: 'auditor', password })
    const own = (signedIn.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
    const page = { cookie: own, 'sec-fetch-site': 'same-origin' }
    assert.equal((await send('GET', '/api/v1/clients', undefined, page)).status, 200)
    refused(await send('POST', '/api/v1/templates', { name: 'No' }, page), 403, 'insufficient_scope')
    refused(
      await send('POST', '/api/v1/password', { current: 'wrong', next: 'yet another long password' }, page),
      400,
      'password_wrong',
    )
    assert.equal(
      (await send('POST', '/api/v1/password', { current: password, next: 'yet another long password' }, page)).status,
      204,
    )
    assert.equal((await send('GET', '/api/v1/session', undefined, page)).status, 200)

    const list = (await api('GET', '/administrators')).json['administrators'] as Json[]
    const self = list.find(({ role }) => role === 'owner')
    refused(await api('PATCH', `/administrators/${String(self?.['id'])}`, { role: 'auditor' }), 409, 'not_oneself')
    assert.equal((await api('PATCH', `/administrators/${String(added.json['id'])}`, { role: 'owner' })).status, 204)
    assert.equal(
      (await send('GET', '/api/v1/session', undefined, page)).status,
      401,
      'the session of the old role ended',
    )
    assert.equal((await api('DELETE', `/administrators/${String(added.json['id'])}`)).status, 204)
    refused(await api('DELETE', `/administrators/${String(added.json['id'])}`), 404, 'administrator_not_found')
  })

  test('the tenant is renamed, gets a host name, and keeps deleted people as long as it says', async () => {
    const changed = await api('PATCH', '/tenant', {
      name: 'Example',
      hosts: ['localhost', '127.0.0.1', 'ID.example.com'],
      undoDays: 7,
    })
    assert.deepEqual(changed.json, {
      slug: 'default',
      name: 'Example',
      hosts: ['localhost', '127.0.0.1', 'id.example.com'],
      undoDays: 7,
      changeDays: null,
      auditDays: null,
    })
    assert.deepEqual((await api('GET', '/tenant')).json, changed.json)
    refused(await api('PATCH', '/tenant', { hosts: ['https://x'] }), 400, 'host_invalid')
    refused(await api('PATCH', '/tenant', { undoDays: 0 }), 400, 'retention_invalid')
  })
})
