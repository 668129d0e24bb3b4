import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { nameOf } from '../../src/conformance/check.ts'
import { examine } from '../../src/conformance/examine.ts'
import { openScim } from '../../src/conformance/scim.ts'
import { SECTIONS } from '../../src/conformance/sections.ts'
import { startApp, type RunningApp } from '../support/start-app.ts'

type Told = { readonly status: number; readonly headers: Headers; readonly text: string; readonly request: string }
type Lie = readonly [what: string, tell: (answer: Told) => Partial<Told> | undefined, caughtBy: string]

const where = (request: string, from: RegExp | string, to: string) => (answer: Told) =>
  answer.request.startsWith(request) ? { text: answer.text.replace(from, to) } : undefined
const status = (request: string, from: number, to: number) => (answer: Told) =>
  answer.request.startsWith(request) && answer.status === from ? { status: to } : undefined
const without = (header: string) => (answer: Told) => {
  const headers = new Headers(answer.headers)
  headers.delete(header)
  return { headers }
}

/** What a server might do wrong, and the demand under which it has to be noticed. */
const LIES: readonly Lie[] = [
  ['a creation is answered with 200', status('POST /Users', 201, 200), 'a created resource is answered with 201'],
  ['a creation has no Location', without('location'), 'a created resource is answered with 201'],
  ['a deletion is answered with 200', status('DELETE', 204, 200), 'a deletion is answered with 204'],
  ['what is deleted is still there', status('GET /Users/', 404, 200), 'every later operation on the resource'],
  ['a duplicate is answered with 400', status('POST', 409, 400), 'a duplicate is refused with 409'],
  ['booleans are strings', where('POST', /"active":(true|false)/, '"active":"$1"'), 'a boolean is written as true'],
  ['userName is folded', where('POST', /MixedCase/, 'mixedcase'), 'userName is given back as it was written'],
  ['the password is shown', where('GET /Users/', /\}$/, ',"password":"t1meMa$heen"}'), 'password is never returned'],
  [
    'null is written down',
    where('POST /Users', /\}$/, ',"title":null}'),
    'null and an empty array mean unassigned when',
  ],
  ['schemas are missing', where('POST', /"schemas":\[[^\]]*\],/, ''), 'a representation has a non-empty schemas array'],
  ['numbers are strings', where('GET', /"startIndex":(\d+)/, '"startIndex":"$1"'), 'the numbers of a list response'],
  [
    'itemsPerPage is the count',
    where('GET', /"itemsPerPage":\d+/, '"itemsPerPage":50'),
    'no more than count resources',
  ],
  ['the total is that of the page', where('GET', /"totalResults":\d+/, '"totalResults":1'), 'no more than count'],
  ['an attribute is lost', where('GET /Users/', /"nickName":"Babs",/, ''), 'the full user is created'],
  ['members are lost', where('GET /Groups/', /"members":\[[^\]]*\],/, ''), 'a member is removed from a group'],
  ['attributes is ignored', where('GET', /"nickName"/, '"displayName":"x","nickName"'), 'attributes and excluded'],
  ['status is a number', where('GET /Users/nobody', /"status":"(\d+)"/, '"status":$1'), 'an error has a JSON body'],
  ['there is no challenge', without('www-authenticate'), 'a request without credentials is refused'],
  ['there is no ETag', without('etag'), 'a resource has an ETag'],
  ['the version is never current', status('GET', 304, 200), 'If-None-Match with the current version'],
  ['versions are not compared', status('PUT', 412, 200), 'PUT, PATCH and DELETE with If-Match of another'],
  ['there is no Allow', without('allow'), 'a method that an address does not answer'],
  [
    'the media type is HTML',
    () => ({ headers: new Headers({ 'content-type': 'text/html' }) }),
    'every answer with a body',
  ],
  ['unknown filters find all', status('GET', 400, 200), 'the filter userName xx "x"'],
  ['a broken PATCH is accepted', status('PATCH', 400, 200), 'remove without a path'],
  ['a filter on schemas is heard', status('GET /Schemas', 403, 200), 'a filter on a discovery endpoint'],
  ['a type is made up', where('GET /Schemas', /"type":"string"/, '"type":"text"'), 'each attribute has a name, a type'],
  ['the server falls over', status('POST', 400, 500), 'userName is required and not empty'],
]

let app: RunningApp
before(async () => (app = await startApp()))
after(() => app.close())

const CHECKS = SECTIONS.flatMap(({ checks }) => checks)

for (const [i, [what, tell, caughtBy]] of LIES.entries()) {
  const caught = CHECKS.filter((check) => check.demand.startsWith(caughtBy))
  test(`it is noticed that ${what}, by "${caughtBy}"`, async () => {
    assert.ok(caught.length > 0, 'there is such a demand')
    const scim = await openScim(new URL(app.scimBase), app.token, { fetch: lying(tell), nonce: `lie${i}` })
    const outcomes = []
    for (const check of caught) outcomes.push([nameOf(check), (await examine(scim, check)).kind])
    assert.ok(
      outcomes.some(([, kind]) => kind === 'not met'),
      JSON.stringify(outcomes),
    )
  })
}

function lying(tell: Lie[1]): typeof fetch {
  return async (input, init) => {
    const response = await fetch(input, init)
    const url = input instanceof Request ? input.url : String(input)
    const truth: Told = {
      status: response.status,
      headers: response.headers,
      text: await response.text(),
      request: `${init?.method ?? 'GET'} ${url.slice(app.scimBase.length)}`,
    }
    const told = { ...truth, ...tell(truth) }
    const empty = [204, 304].includes(told.status)
    return Object.defineProperty(new Response(empty ? null : told.text, told), 'url', { value: url })
  }
}
