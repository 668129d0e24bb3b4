import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { ask, errorOf, filterOf, provisioned, startV1, type V1 } from '../support/scim-v1.ts'

/** access-contract §4.1 and §1.5: where it is, what it sends, and who may. */
describe('SCIM 1.1: who is let in, and in which shape', () => {
  let v1: V1
  before(async () => {
    v1 = await startV1()
    await v1.ask('POST', '/Users', provisioned('ann'))
  })
  after(() => v1.close())

  test('answers are plain JSON', async () => {
    for (const path of ['/Users', '/Groups', '/Roles', '/Me', '/ServiceProviderConfigs']) {
      const answer = await v1.ask('GET', path)
      assert.equal(answer.status, 200, answer.text)
      assert.equal(answer.headers.get('content-type'), 'application/json')
    }
  })

  test('a trailing slash and doubled ones do not matter', async () => {
    for (const url of [`${v1.base}/Users/`, `${v1.app.base}//SAAS/jersey//manager/api/scim/Users?locale=en`]) {
      assert.equal((await ask(v1.app.token, 'GET', url)).status, 200, url)
    }
  })

  for (const [what, token] of [
    ['no token', ''],
    ['a token of somewhere else', 'eyJhbGciOiJSUzI1NiJ9.e30.c2ln'],
  ] as const) {
    test(`${what} is answered by the REST layer, on addresses that are there and on those that are not`, async () => {
      for (const path of ['/Users', '/Users/nobody', '/Me', '/Nothing', '/Users/.search']) {
        const headers: Record<string, string> = token === '' ? {} : { authorization: `Bearer ${token}` }
        const method = path.endsWith('.search') ? 'POST' : 'GET'
        const answer = await fetch(v1.base + path, { method, headers })
        assert.equal(answer.status, 401, path)
        assert.match(answer.headers.get('www-authenticate') ?? '', /^Bearer realm="scim"/)
        assert.equal(answer.headers.get('content-type'), 'application/json')
        const { errors } = (await answer.json()) as { errors: Record<string, unknown>[] }
        assert.equal(errors.length, 1)
        assert.equal(errors[0]?.['code'], 'forbidden')
        assert.match(String(errors[0]?.['message']), /^User is not authorized to perform the task\./)
        assert.equal(errors[0]?.['parameters'], null)
      }
    })
  }

  test('a token that may only read is refused a write, and a search is a read', async () => {
    const answer = await fetch(`${v1.app.base}/api/v1/clients`, {
      method: 'POST',
      headers: { authorization: `HZN ${v1.app.session}`, 'content-type': 'application/json' },
      body: JSON.stringify({ clientId: 'reader', scopes: ['scim:read'] }),
    })
    assert.equal(answer.status, 201)
    const made = await fetch(`${v1.app.base}/api/v1/clients/reader/tokens`, {
      method: 'POST',
      headers: { authorization: `HZN ${v1.app.session}`, 'content-type': 'application/json' },
      body: '{}',
    })
    const { token } = (await made.json()) as { token: string }
    const found = await ask(token, 'POST', `${v1.base}/Users/.search`, { filter: 'userName eq "ann"' })
    assert.equal(found.json['totalResults'], 1)
    for (const [method, path, override] of [
      ['POST', '/Users', undefined],
      ['POST', '/Users/some-id', 'DELETE'],
      ['PATCH', '/Users/some-id', undefined],
      ['PATCH', '/Roles/some-id', undefined],
    ] as const) {
      const headers = override === undefined ? {} : { 'x-http-method-override': override }
      const refused = await ask(token, method, v1.base + path, {}, headers)
      assert.equal(refused.status, 403, path)
      assert.match(refused.text, /"errors":\[\{"code":"forbidden","message":"User is not authorized/)
    }
  })

  test('the session of an administrator opens it as HZN', async () => {
    const answer = await fetch(`${v1.base}/Users?${filterOf('userName eq "ann"')}`, {
      headers: { authorization: `HZN ${v1.app.session}` },
    })
    assert.equal(answer.status, 200)
  })

  test('what is not there, and what cannot be done, is said in the shape of 1.1', async () => {
    errorOf(await v1.ask('GET', '/Bulk'))
    errorOf(await v1.ask('GET', '/ResourceTypes'))
    const answer = await v1.ask('DELETE', '/Users')
    assert.equal(answer.status, 405)
    assert.equal(answer.headers.get('allow'), 'GET, HEAD, POST')
    errorOf(answer)
    errorOf(await v1.ask('POST', '/Users', undefined))
  })

  test('a body that is no JSON is refused', async () => {
    const headers = { authorization: `Bearer ${v1.app.token}`, 'content-type': 'application/json' }
    const broken = await fetch(`${v1.base}/Users`, { method: 'POST', headers, body: '{' })
    assert.equal(broken.status, 400)
    assert.match(await broken.text(), /^\{"Errors":\[\{"code":"400"/)
    const form = await fetch(`${v1.base}/Users`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'text/xml' },
      body: '<a/>',
    })
    assert.equal(form.status, 415)
  })

  test('what is meant to break something is refused in the shape of 1.1, and nothing is written', async () => {
    const headers = { authorization: `Bearer ${v1.app.token}`, 'content-type': 'application/json' }
    const { json } = await v1.ask('GET', '/Users')
    const bodies = [
      '{"userName":"x","__proto__":{"active":true}}',
      '{"userName":"x\\u0000"}',
      '{"userName":"x","emails":[{"value":"\\ud800"}]}',
      `{"userName":"x","a":${'['.repeat(100)}${']'.repeat(100)}}`,
      '{"userName":7}',
      '{"userName":{"constructor":{"prototype":{}}}}',
    ]
    for (const body of bodies) {
      const answer = await fetch(`${v1.base}/Users`, { method: 'POST', headers, body })
      assert.equal(answer.status, 400, body)
      assert.match(await answer.text(), /^\{"Errors":\[\{"code":"400"/)
    }
    for (const filter of ['('.repeat(8_192), Array(2_000).fill('id pr').join(' or '), 'not ('.repeat(60), '\u0000']) {
      assert.equal(errorOf(await v1.ask('POST', '/Users/.search', { filter })).code, '400')
    }
    assert.equal(Object.hasOwn(Object.prototype, 'active'), false)
    assert.deepEqual((await v1.ask('GET', '/Users')).json, json)
  })
})
