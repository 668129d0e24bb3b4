import assert from 'node:assert/strict'
import { after, afterEach, before, describe, test } from 'node:test'
import { type RawAnswer, type RawRequest, rawRequest } from '../support/raw-http.ts'
import { converse, statusesIn } from '../support/raw-socket.ts'
import { type RunningApp, startApp } from '../support/start-app.ts'

const JSON_TYPE = 'Content-Type: application/scim+json'
const USER = '{"userName":"someone@example.com"}'

/** What HTTP itself lets through and a directory must not (security §5.1). */
describe('HTTP as it should not be', () => {
  let app: RunningApp
  let auth = ''
  before(async () => {
    app = await startApp()
    auth = `Authorization: Bearer ${app.token}`
  })
  after(() => app.close())
  // whatever a row did: nothing was written, and the next healthy request is served
  afterEach(async () => {
    const list = await rawRequest(app.base, { method: 'GET', path: '/scim/v2/Users?count=0', headers: [auth] })
    assert.equal(list.status, 200)
    assert.equal((JSON.parse(list.body) as { totalResults: number }).totalResults, 0)
  })

  const send = (request: RawRequest) => rawRequest(app.base, request)
  const get = (path: string, ...headers: string[]) => send({ method: 'GET', path, headers: [auth, ...headers] })
  const post = (body: string | Uint8Array, ...headers: string[]) =>
    send({ path: '/scim/v2/Users', headers: [auth, ...headers], body })
  const isScim = (answer: RawAnswer, status: number, scimType?: string): void => {
    assert.equal(answer.status, status, answer.body)
    assert.equal(answer.headers['content-type'], 'application/scim+json')
    const error = JSON.parse(answer.body) as Record<string, unknown>
    assert.deepEqual(error['schemas'], ['urn:ietf:params:scim:api:messages:2.0:Error'])
    assert.equal(error['status'], String(status))
    assert.equal(error['scimType'], scimType)
    assert.ok(String(error['detail']).length > 10)
  }

  test('no Host is 400 (HT-01)', async () => {
    assert.deepEqual(
      statusesIn(await converse(app.base, 'GET /scim/v2/Users HTTP/1.1\r\nConnection: close\r\n\r\n')),
      [400],
    )
  })
  test('two Host lines are 400 (HT-02)', async () => {
    isScim(await get('/scim/v2/Users', 'Host: localhost', 'Host: localhost'), 400, 'invalidSyntax')
  })
  for (const host of ['evil', 'evil:99999', 'a@b', 'localhost.evil.example', '']) {
    test(`a Host that is nobody's, ${JSON.stringify(host)}, is 421 or 400 (HT-03)`, async () => {
      const answer = await get('/scim/v2/Users', `Host: ${host}`)
      assert.ok(answer.status === 421 || answer.status === 400, String(answer.status))
    })
  }
  test('health is answered under any Host, because probes use addresses', async () => {
    assert.equal((await send({ method: 'GET', path: '/readyz', headers: ['Host: 192.0.2.1'] })).status, 200)
  })
  test('forwarding headers of a stranger change nothing (HT-04)', async () => {
    const answer = await get(
      '/scim/v2/Schemas',
      'X-Forwarded-Host: evil.example',
      'X-Forwarded-Proto: https',
      'Forwarded: host=evil.example',
    )
    assert.equal(answer.status, 200)
    assert.equal(answer.body.includes('evil.example'), false)
  })
  test('a length and chunks at once are 400 and end the connection (HT-06)', async () => {
    const head = `POST /scim/v2/Users HTTP/1.1\r\nHost: localhost\r\n${auth}\r\n${JSON_TYPE}\r\n`
    const said = await converse(
      app.base,
      `${head}Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\nGET /scim/v2/Users HTTP/1.1\r\nHost: localhost\r\n\r\n`,
    )
    assert.deepEqual(statusesIn(said), [400])
  })
  for (const length of ['-1', '+5', '0x5', '5, 6']) {
    test(`Content-Length ${length} is 400 (HT-07)`, async () => {
      const said = await converse(
        app.base,
        `POST /scim/v2/Users HTTP/1.1\r\nHost: localhost\r\n${auth}\r\n${JSON_TYPE}\r\nContent-Length: ${length}\r\n\r\nhello`,
      )
      assert.deepEqual(statusesIn(said), [400])
    })
  }
  for (const chunk of ['-1\r\nx', 'fffffffffffffffff\r\nx', 'zz\r\nx']) {
    test(`a chunk that begins ${JSON.stringify(chunk)} is 400 (HT-08)`, async () => {
      const said = await converse(
        app.base,
        `POST /scim/v2/Users HTTP/1.1\r\nHost: localhost\r\n${auth}\r\n${JSON_TYPE}\r\nTransfer-Encoding: chunked\r\n\r\n${chunk}\r\n0\r\n\r\n`,
      )
      assert.deepEqual(statusesIn(said), [400])
    })
  }
  test('headers of more than 16 KiB are 431 (HT-09)', async () => {
    assert.equal((await get('/scim/v2/Users', `X-Long: ${'x'.repeat(17_000)}`)).status, 431)
  })
  test('hundreds of headers are 431 (HT-10)', async () => {
    assert.equal((await get('/scim/v2/Users', ...Array.from({ length: 600 }, (_, i) => `X-${i}: 1`))).status, 431)
  })
  test('an address of more than 8 KiB is 414 (HT-11)', async () => {
    isScim(await get(`/scim/v2/Users?x=${'x'.repeat(9_000)}`), 414)
  })
  for (const path of ['/scim/v2/Users/%ZZ', '/scim/v2/Users/%C0%AF', '/scim/v2/Users/%']) {
    test(`${path} is 400 (HT-12)`, async () => isScim(await get(path), 400, 'invalidSyntax'))
  }
  for (const path of [
    '/scim/v2/Users/%00',
    '/scim/v2/Users/..%2f..%2fetc',
    '/scim/v2%2FUsers',
    '/scim/v2/./Users',
    '/scim/v2/Users;x=1',
    '/scim/v2\\Users',
    '/SCIM/V2/Users',
    '/scim/v2/Users/bulkId:x',
    `/scim/v2/Users/${'x'.repeat(400)}`,
  ]) {
    test(`${path.slice(0, 40)} is 404 (HT-13, HT-14, HT-16)`, async () => isScim(await get(path), 404))
  }
  for (const path of ['/%73cim/v2/Users', '/scim/v2/Users', '/scim/v2/Nothing', '/scim/v2/Schemas']) {
    test(`${path} without a token is 401 with a bare challenge (HT-15)`, async () => {
      const answer = await send({ method: 'GET', path })
      assert.equal(answer.headers['www-authenticate'], 'Bearer realm="scim"')
      isScim(answer, 401)
    })
  }
  for (const path of ['/scim/v2/Users/', '//scim//v2/Users', '/scim/v2/Users?', '/scim/v2/Users?startIndex=1&']) {
    test(`${path} is the list of users (HT-17)`, async () => {
      const answer = await get(path)
      assert.equal(answer.status, 200)
      assert.match(answer.body, /"totalResults":0/)
    })
  }
  for (const method of ['TRACE', 'PROPFIND', 'BREW', 'CONNECT']) {
    test(`${method} is not offered (HT-18)`, async () => {
      const said = await converse(
        app.base,
        `${method} /scim/v2/Users HTTP/1.1\r\nHost: localhost\r\n${auth}\r\nConnection: close\r\n\r\n`,
      )
      const [status] = statusesIn(said)
      assert.ok(status === undefined || [400, 405, 501].includes(status), String(status))
    })
  }
  test('X-HTTP-Method-Override is ignored (HT-19)', async () => {
    isScim(await post('', JSON_TYPE, 'X-HTTP-Method-Override: DELETE'), 400, 'invalidSyntax')
  })
  for (const [method, path, allow] of [
    ['DELETE', '/scim/v2/Users', 'GET, POST'],
    ['POST', '/scim/v2/Schemas', 'GET'],
    ['POST', '/scim/v2/ServiceProviderConfig', 'GET'],
    ['POST', '/scim/v2/Users/x', 'GET, PUT, PATCH, DELETE'],
  ] as const) {
    test(`${method} ${path} is 405 and says what is allowed (HT-20)`, async () => {
      const answer = await send({ method, path, headers: [auth] })
      isScim(answer, 405)
      assert.equal(answer.headers['allow'], allow)
    })
  }
  test('a POST without a body is 400 (HT-21)', async () => {
    isScim(await post('', JSON_TYPE), 400, 'invalidSyntax')
    isScim(await post('', JSON_TYPE, 'Content-Length: 0'), 400, 'invalidSyntax')
    isScim(await post('   ', JSON_TYPE), 400, 'invalidSyntax')
  })
  for (const type of [
    'text/plain',
    'text/html',
    'application/xml',
    'multipart/form-data; boundary=x',
    'application/x-www-form-urlencoded',
    'application/json garbage',
    'application/json,text/html',
    'application/json; charset=utf-16',
    'application/json; charset=iso-8859-1',
  ]) {
    test(`a body announced as ${type} is 415 (HT-23, HT-24, HT-25)`, async () =>
      isScim(await post(USER, `Content-Type: ${type}`), 415))
  }
  for (const [what, bytes] of [
    ['UTF-16', Buffer.from(`\ufeff${USER}`, 'utf16le')],
    ['broken UTF-8', Buffer.from([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x7d])],
  ] as const) {
    test(`a body in ${what} is 400 (HT-26)`, async () => isScim(await post(bytes, JSON_TYPE), 400, 'invalidSyntax'))
  }
  for (const encoding of ['gzip', 'br']) {
    test(`a body sent as ${encoding} is 415 (HT-27)`, async () =>
      isScim(await post(USER, JSON_TYPE, `Content-Encoding: ${encoding}`), 415))
  }
  test('a body over the limit is 413 before it is read, and the connection ends (HT-28, HT-29)', async () => {
    const said = await converse(
      app.base,
      `POST /scim/v2/Users HTTP/1.1\r\nHost: localhost\r\n${auth}\r\n${JSON_TYPE}\r\nContent-Length: 67108864\r\n\r\n{`,
    )
    assert.deepEqual(statusesIn(said), [413])
    assert.match(said, /connection: close/i)
  })
  test('10 MiB of white space are 413 (JS-21)', async () => {
    const said = await converse(
      app.base,
      `POST /scim/v2/Users HTTP/1.1\r\nHost: localhost\r\n${auth}\r\n${JSON_TYPE}\r\nContent-Length: 10485762\r\n\r\n${' '.repeat(100_000)}`,
    )
    assert.deepEqual(statusesIn(said), [413])
  })
  for (const accept of ['text/html', 'application/xml', 'application/json']) {
    test(`Accept: ${accept} is answered in SCIM all the same (HT-30)`, async () => {
      const answer = await get('/scim/v2/Users', `Accept: ${accept}`)
      assert.deepEqual([answer.status, answer.headers['content-type']], [200, 'application/scim+json'])
    })
  }
  test('Range is ignored (HT-31)', async () =>
    assert.equal((await get('/scim/v2/Users', 'Range: bytes=0-')).status, 200))
  test('a hundred requests in one go are answered in order (HT-32)', async () => {
    const one = (i: number) =>
      `GET /scim/v2/Users?startIndex=${i + 1}&count=0 HTTP/1.1\r\nHost: localhost\r\n${auth}\r\n\r\n`
    const said = await converse(app.base, Array.from({ length: 100 }, (_, i) => one(i)).join(''))
    const starts = [...said.matchAll(/"startIndex":(\d+)/g)].map(([, start]) => Number(start))
    assert.deepEqual(
      starts,
      Array.from({ length: 100 }, (_, i) => i + 1),
    )
  })
  test('Authorization twice is 400 (HT-33)', async () =>
    isScim(await get('/scim/v2/Users', 'Authorization: Bearer x'), 400, 'invalidSyntax'))
  for (const value of ['a\rb', 'a\nb: c', 'a\0b']) {
    test(`a header value ${JSON.stringify(value)} is 400 or harmless (HT-34)`, async () => {
      const [status] = statusesIn(
        await converse(
          app.base,
          `GET /scim/v2/Users HTTP/1.1\r\nHost: localhost\r\n${auth}\r\nX-Odd: ${value}\r\nConnection: close\r\n\r\n`,
        ),
      )
      assert.ok(status === 400 || status === 200, String(status))
    })
  }
  test('no other site is let in by OPTIONS (HT-36)', async () => {
    const answer = await send({ method: 'OPTIONS', path: '/scim/v2/Users', headers: ['Origin: https://evil.example'] })
    assert.ok([204, 405].includes(answer.status))
    assert.deepEqual(
      Object.keys(answer.headers).filter((name) => name.startsWith('access-control')),
      [],
    )
  })
  test('older and newer HTTP is answered or refused, and nothing hangs (HT-37)', async () => {
    const old = await converse(app.base, `GET /readyz HTTP/1.0\r\nHost: localhost\r\n\r\n`)
    assert.match(old, /^HTTP\/1\.1 200/)
    assert.ok([200, 400].includes(statusesIn(await converse(app.base, 'GET /readyz\r\n\r\n'))[0] ?? 0))
    const upgrade = await get('/scim/v2/Users', 'Connection: Upgrade, close', 'Upgrade: h2c')
    assert.equal(upgrade.status, 200)
  })
  test('an unknown address of every surface is refused in its own shape', async () => {
    for (const [path, shape] of [
      ['/SAAS/jersey/manager/api/nothing', /^\{"errors":\[\{"code":"not.found"/],
      ['/oauth/nothing', /"error":"invalid_request"/],
      ['/api/v1/nothing', /"code":"not_found"/],
    ] as const) {
      const answer = await get(path)
      assert.equal(answer.status, 404, path)
      assert.match(answer.body, shape)
    }
  })
})
