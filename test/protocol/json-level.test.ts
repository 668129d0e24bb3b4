import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { rawRequest } from '../support/raw-http.ts'
import { type RunningApp, startApp } from '../support/start-app.ts'

const deep = (levels: number): string => `{"userName":"x",${'"a":{'.repeat(levels)}${'}'.repeat(levels)}}`
const wide = `{"userName":"x",${Array.from({ length: 1_001 }, (_, i) => `"k${i}":1`).join(',')}}`

/** Bodies that are not what they should be (security §5.2). The second column: what SCIM says, by the tolerance of DESIGN §6. */
const REFUSED: readonly (readonly [what: string, body: string, scimType: string])[] = [
  ['half an object (JS-01)', '{', 'invalidSyntax'],
  ['a member without a value (JS-01)', '{"a":}', 'invalidSyntax'],
  ['a trailing comma (JS-01)', '{"userName":"x",}', 'invalidSyntax'],
  ['a comment (JS-01)', '{/* */"userName":"x"}', 'invalidSyntax'],
  ['single quotes (JS-01)', "{'userName':'x'}", 'invalidSyntax'],
  ['two documents (JS-02)', '{} {}', 'invalidSyntax'],
  ['something behind the document (JS-02)', '{}x', 'invalidSyntax'],
  ['null (JS-03)', 'null', 'invalidSyntax'],
  ['an array (JS-03)', '[]', 'invalidSyntax'],
  ['a string (JS-03)', '"x"', 'invalidSyntax'],
  ['a number (JS-03)', '1', 'invalidSyntax'],
  ['true (JS-03)', 'true', 'invalidSyntax'],
  ['a member twice in two spellings (JS-05)', '{"userName":"a","USERNAME":"b"}', 'invalidSyntax'],
  ['65 levels and more (JS-07)', deep(70), 'invalidSyntax'],
  ['over 1,000 members (JS-08)', wide, 'invalidSyntax'],
  ['NaN (JS-09)', '{"userName":"x","a":NaN}', 'invalidSyntax'],
  ['a number beyond a double (JS-09)', '{"userName":"x","a":1e400}', 'invalidValue'],
  ['half a surrogate pair (JS-10)', '{"userName":"x","title":"\\ud800"}', 'invalidValue'],
  ['U+0000 (JS-11)', '{"userName":"x","title":"\\u0000"}', 'invalidValue'],
  ['__proto__ (JS-12)', '{"userName":"x","__proto__":{"polluted":1}}', 'invalidSyntax'],
  [
    '__proto__, escaped and nested (JS-12)',
    '{"userName":"x","a":[{"\\u005f\\u005fproto__":{"polluted":1}}]}',
    'invalidSyntax',
  ],
  [
    'a string longer than the attribute takes (JS-15)',
    `{"userName":"x","title":"${'y'.repeat(1_048_576)}"}`,
    'invalidValue',
  ],
  ['a number for userName (JS-16)', '{"userName":1}', 'invalidValue'],
  ['an object for a string (JS-17)', '{"userName":{}}', 'invalidValue'],
  ['a text for active that is neither (JS-19)', '{"userName":"x","active":"maybe"}', 'invalidValue'],
  ['a number for active (JS-19)', '{"userName":"x","active":7}', 'invalidValue'],
]

describe('JSON as it should not be', () => {
  let app: RunningApp
  before(async () => void (app = await startApp()))
  after(() => app.close())

  const send = (path: string, body: string, type = 'application/scim+json') =>
    rawRequest(app.base, { path, headers: [`Authorization: Bearer ${app.token}`, `Content-Type: ${type}`], body })
  const total = async (path: string): Promise<number> => {
    const list = await rawRequest(app.base, {
      method: 'GET',
      path: `${path}?count=0`,
      headers: [`Authorization: Bearer ${app.token}`],
    })
    return (JSON.parse(list.body) as { totalResults: number }).totalResults
  }

  for (const [what, body, scimType] of REFUSED) {
    for (const [path, name] of [
      ['/scim/v2/Users', 'userName'],
      ['/scim/v2/Groups', 'displayName'],
    ] as const) {
      // only userName is never made of a number (DESIGN §6)
      if (name === 'displayName' && /active|title|:1\}$/.test(body)) continue
      test(`${what} is refused at ${path} and writes nothing`, async () => {
        const before = await total(path)
        const answer = await send(path, body.replaceAll('userName', name).replaceAll('USERNAME', name.toUpperCase()))
        assert.equal(answer.status, 400, answer.body)
        assert.equal(answer.headers['content-type'], 'application/scim+json')
        assert.equal((JSON.parse(answer.body) as { scimType: string }).scimType, scimType, answer.body)
        assert.equal(await total(path), before)
        assert.equal(({} as Record<string, unknown>)['polluted'], undefined)
      })
    }
  }

  for (const [what, body] of REFUSED.filter(([, text]) => !/userName|active|title/.test(text))) {
    test(`${what} is refused at the directories, in their shape`, async () => {
      const path = '/SAAS/jersey/manager/api/connectormanagement/directoryconfigs'
      const type = 'application/vnd.vmware.horizon.manager.connector.management.directory.other+json'
      const answer = await send(path, body, type)
      assert.equal(answer.status, 400, answer.body)
      assert.match(answer.body, /^\{"errors":\[\{"code":"request\.invalid"/)
    })
  }

  let serial = 0
  const created = async (members: string): Promise<Record<string, unknown>> => {
    serial += 1
    const answer = await send('/scim/v2/Users', `\ufeff{"userName":"json${serial}@example.com"${members}}`)
    assert.equal(answer.status, 201, answer.body)
    return JSON.parse(answer.body) as Record<string, unknown>
  }

  test('a byte order mark is skipped, and of a member sent twice the last counts (JS-04, JS-06)', async () => {
    assert.equal((await created(',"title":"a","title":"b"'))['title'], 'b')
  })
  test('constructor and its like are kept as the unknown names they are (JS-13)', async () => {
    const user = await created(',"constructor":"x","toString":"y","hasOwnProperty":1,"prototype":{"a":1}')
    assert.equal(user['toString'], 'y')
    assert.equal(({} as Record<string, unknown>)['a'], undefined)
  })
  test('a dotted name in a POST is not walked (JS-14)', async () => {
    assert.equal((await created(',"name.givenName":"x"'))['name'], undefined)
  })
  test('numbers and flags become text where text is due (scim-clients V3)', async () => {
    assert.equal((await created(',"title":42'))['title'], '42')
  })
  test('"False" is false, and null is nothing (JS-19, JS-20)', async () => {
    assert.equal((await created(',"active":"False"'))['active'], false)
    assert.equal((await created(',"active":null'))['active'], true)
  })
})
