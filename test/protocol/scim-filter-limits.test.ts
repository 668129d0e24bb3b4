import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { accepted, describeRows, get, post, scim, type Expected, type Row } from '../support/bad-input.ts'
import { type RunningApp, startApp } from '../support/start-app.ts'

const SEARCH = 'urn:ietf:params:scim:api:messages:2.0:SearchRequest'
const invalidFilter = scim(400, 'invalidFilter')
const tooMany = scim(400, 'tooMany')
const MIB = 1_048_576

const HOSTILE: readonly (readonly [what: string, filter: string, expected: Expected])[] = [
  ['8 KiB of opening parentheses', '('.repeat(8_192), invalidFilter],
  ['8 KiB of opening brackets', 'a['.repeat(4_096), invalidFilter],
  ['8 KiB of not', 'not ('.repeat(1_600), invalidFilter],
  ['8 KiB of and', 'and '.repeat(2_000), invalidFilter],
  ['51 levels', `${'('.repeat(51)}title pr${')'.repeat(51)}`, scim(400, 'invalidFilter', /deeper than 50/)],
  ['2,000 terms', Array.from({ length: 2_000 }, () => 'title pr').join(' or '), tooMany],
  ['101 terms', Array.from({ length: 101 }, () => 'id pr').join(' and '), scim(400, 'tooMany', /100 comparisons/)],
  ['a text of 1 MiB', `title eq "${'x'.repeat(MIB)}"`, scim(400, 'tooMany', /8192 characters/)],
  ['a text of 7 MiB', `title eq "${'x'.repeat(7 * MIB)}"`, tooMany],
  ['a word of 1 MiB', 'x'.repeat(MIB), tooMany],
  ['a quote that is not closed', 'title eq "x', invalidFilter],
  ['a text of escapes that is not closed', `title eq "${'\\"'.repeat(4_000)}`, invalidFilter],
  ['something behind the end', 'title eq "x" "y"', invalidFilter],
  ['a closing parenthesis behind the end', 'title pr)', invalidFilter],
  ['the prototype', '__proto__ pr', invalidFilter],
  ['the prototype behind an attribute', 'name.__proto__ eq "x"', invalidFilter],
  ['the prototype in brackets', 'emails[constructor eq "x"]', invalidFilter],
  ['the prototype behind a URN', 'urn:ietf:params:scim:schemas:core:2.0:User:toString pr', invalidFilter],
  ['NUL', 'title eq "\u0000"', invalidFilter],
  ['half a surrogate pair', 'title eq "\\ud83d"', invalidFilter],
  ['half a surrogate pair as it is', '{"half":"\ud83d"}', invalidFilter],
]

/** What no JSON may hold is refused before it is read as a filter. */
const isText = (filter: string): boolean => filter.isWellFormed() && !filter.includes('\u0000')

/** Bodies with half a pair have to be written as escapes: UTF-8 has no form for it. */
const search = (filter: string): Row['send'] => post('/scim/v2/Users/.search', { schemas: [SEARCH], filter })

describeRows(
  'a filter in the body of a search',
  HOSTILE.map(([what, filter, expected]) => ({
    id: 'DO-04',
    what,
    send: search(filter),
    expected: isText(filter) ? expected : accepted(400, { scimType: /^invalid/ }),
  })),
)
describeRows('the body of a search', [
  {
    id: 'DO-04',
    what: 'a filter of 10 MiB',
    send: search(`title eq "${'x'.repeat(10 * MIB)}"`),
    expected: scim(413),
  },
])
describeRows(
  'a filter in the address',
  HOSTILE.filter(([, filter]) => filter.length < 5_000 && filter.isWellFormed()).map(([what, filter, expected]) => ({
    id: 'DO-04',
    what,
    send: get(`/scim/v2/Users?filter=${encodeURIComponent(filter)}`),
    // what is longer than an address may be never comes to the filter
    expected: encodeURIComponent(filter).length > 7_900 ? scim(414) : expected,
  })),
)

suite('The time that a hostile filter takes', () => {
  let app: RunningApp
  before(async () => {
    app = await startApp()
  })
  after(() => app.close())

  test('is a refusal, whatever it is; the slowest is told (the fastest of five)', async (t) => {
    const slowest = { what: '', ms: 0 }
    for (const [what, filter] of HOSTILE.filter(([, text]) => text.length < 20_000 && text.isWellFormed())) {
      const times: number[] = []
      for (let i = 0; i < 5; i += 1) {
        const since = performance.now()
        const answer = await fetch(`${app.scimBase}/Users/.search`, {
          method: 'POST',
          headers: { authorization: `Bearer ${app.token}`, 'content-type': 'application/scim+json' },
          body: JSON.stringify({ schemas: [SEARCH], filter }),
        })
        await answer.text()
        times.push(performance.now() - since)
        assert.equal(answer.status, 400, what)
      }
      const ms = Math.min(...times)
      if (ms > slowest.ms) Object.assign(slowest, { what, ms })
    }
    t.diagnostic(`slowest: ${slowest.what}, ${slowest.ms.toFixed(1)} ms`)
  })
})
