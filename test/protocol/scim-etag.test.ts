import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { startApp, type RunningApp } from '../support/start-app.ts'
import { clientOf, made, refusedWith, type AskScim, type ScimAnswer, type ScimJson } from '../support/scim-client.ts'

let serial = 0
const aUser = (more: object = {}): ScimJson => ({ userName: `etag.${(serial += 1)}@example.com`, ...more })
const versionIn = ({ json }: ScimAnswer): unknown => (json['meta'] as ScimJson)['version']
const titled = (value: string): ScimJson => ({ Operations: [{ op: 'replace', path: 'title', value }] })

describe('versions (RFC 7644 §3.14, RFC 9110 §13)', () => {
  let app: RunningApp
  let ask: AskScim
  before(async () => {
    app = await startApp()
    ask = clientOf(app)
  })
  after(() => app.close())
  const created = async (): Promise<string> => `/Users/${(await made(ask('POST', '/Users', aUser()))).id}`

  test('the ETag of every answer with a resource is weak, and is its meta.version', async () => {
    const post = await ask('POST', '/Users', aUser())
    const path = `/Users/${String(post.json['id'])}`
    const answers = [
      post,
      await ask('GET', path),
      await ask('PUT', path, aUser()),
      await ask('PATCH', path, titled('x')),
      await ask('GET', `${path}?attributes=meta`),
    ]
    for (const answer of answers) {
      assert.match(answer.headers.get('etag') ?? '', /^W\/"[^"]+"$/)
      assert.equal(answer.headers.get('etag'), versionIn(answer))
    }
    assert.equal(new Set(answers.slice(1, 4).map(versionIn)).size, 3)
    assert.equal((await ask('HEAD', path)).headers.get('etag'), versionIn(answers[3] ?? assert.fail()))
  })

  test('a change that changes nothing keeps the version, and any other gives a new one', async () => {
    const path = await created()
    const first = await ask('PATCH', path, titled('x'))
    assert.equal(versionIn(await ask('PATCH', path, titled('x'))), versionIn(first))
    assert.notEqual(versionIn(await ask('PATCH', path, titled('y'))), versionIn(first))
  })

  test('a PATCH that is answered with 204 tells the new version in its ETag', async () => {
    const members = Array.from({ length: 101 }, () => aUser())
    const values: { value: string }[] = []
    for (const member of members) values.push({ value: (await made(ask('POST', '/Users', member))).id })
    const { id } = await made(ask('POST', '/Groups', { displayName: 'Large', members: values }))
    const answer = await ask('PATCH', `/Groups/${id}`, {
      Operations: [{ op: 'replace', path: 'displayName', value: 'Larger' }],
    })
    assert.equal(answer.status, 204)
    assert.equal(answer.headers.get('etag'), 'W/"2"')
  })

  for (const [method, body] of [
    ['PUT', aUser],
    ['PATCH', () => titled(`t${(serial += 1)}`)],
    ['DELETE', () => undefined],
  ] as const) {
    describe(`If-Match on ${method}`, () => {
      for (const [what, field] of [
        ['the version', 'W/"1"'],
        ['the version as a strong tag', '"1"'],
        ['any', '*'],
        ['a list with the version', 'W/"8", W/"1" ,"x"'],
      ] as const) {
        test(`of ${what} lets it through`, async () => {
          const answer = await ask(method, await created(), body(), { 'if-match': field })
          assert.ok(answer.status === 200 || answer.status === 204, answer.text)
        })
      }
      for (const field of [
        'W/"2"',
        '"2"',
        'W/"0"',
        '"abc"',
        '1',
        'W/1',
        '',
        ',',
        '"W/"1""',
        'W/"1',
        'x'.repeat(4_000),
      ]) {
        test(`of ${JSON.stringify(field.slice(0, 20))} is answered with 412 and changes nothing`, async () => {
          const path = await created()
          const before = (await ask('GET', path)).text
          refusedWith(await ask(method, path, body(), { 'if-match': field }), 412, undefined, /Read it again/)
          assert.equal((await ask('GET', path)).text, before)
        })
      }
      test('of nobody is 404', async () => {
        refusedWith(await ask(method, '/Users/nobody', body(), { 'if-match': '*' }), 404)
      })
    })
    describe(`If-None-Match on ${method}`, () => {
      for (const field of ['*', 'W/"1"', 'W/"7", W/"1"']) {
        test(`of ${field} is answered with 412 and changes nothing`, async () => {
          const path = await created()
          refusedWith(await ask(method, path, body(), { 'if-none-match': field }), 412)
          assert.equal(versionIn(await ask('GET', path)), 'W/"1"')
        })
      }
      test('of another version lets it through', async () => {
        const answer = await ask(method, await created(), body(), { 'if-none-match': 'W/"7"' })
        assert.ok(answer.status === 200 || answer.status === 204, answer.text)
      })
    })
  }

  describe('If-None-Match on GET and HEAD', () => {
    for (const field of ['W/"1"', '"1"', '*', 'W/"3", W/"1"']) {
      test(`of ${field} is answered with 304, without a body, and with the fields of the 200`, async () => {
        const path = await created()
        const whole = await ask('GET', path)
        for (const method of ['GET', 'HEAD']) {
          const answer = await ask(method, path, undefined, { 'if-none-match': field })
          assert.deepEqual([answer.status, answer.text], [304, ''])
          // RFC 9110 §15.4.5
          for (const name of ['etag', 'cache-control'])
            assert.equal(answer.headers.get(name), whole.headers.get(name), name)
          assert.ok(answer.headers.has('date'))
        }
      })
    }
    test('of an older version is answered with the resource', async () => {
      const path = await created()
      await ask('PATCH', path, titled('x'))
      const answer = await ask('GET', path, undefined, { 'if-none-match': 'W/"1"' })
      assert.equal(answer.status, 200)
      assert.equal(answer.json['title'], 'x')
    })
    test('of nobody is 404', async () => {
      refusedWith(await ask('GET', '/Users/nobody', undefined, { 'if-none-match': '*' }), 404)
    })
  })

  test('If-Match on GET is answered with 412 when the version is another one', async () => {
    const path = await created()
    refusedWith(await ask('GET', path, undefined, { 'if-match': 'W/"2"' }), 412)
    assert.equal((await ask('GET', path, undefined, { 'if-match': 'W/"1"' })).status, 200)
  })

  test('of two changes at once under one version, one is made', async () => {
    const path = await created()
    const answers = await Promise.all(
      ['a', 'b', 'c', 'd'].map((title) => ask('PATCH', path, titled(title), { 'if-match': 'W/"1"' })),
    )
    assert.deepEqual(
      answers.map(({ status }) => status).toSorted((a, b) => a - b),
      [200, 412, 412, 412],
    )
    const winner = answers.find(({ status }) => status === 200)
    assert.equal((await ask('GET', path)).json['title'], winner?.json['title'])
  })
})
