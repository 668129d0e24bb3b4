import assert from 'node:assert/strict'
import { after, before, describe, test, type TestContext } from 'node:test'
import { seededRandom } from '../contract/seeded-random.ts'
import { rawRequest } from '../support/raw-http.ts'
import { startApp, type RunningApp } from '../support/start-app.ts'
import { clientOf, listed, made, refusedWith, type AskScim, type ScimAnswer } from '../support/scim-client.ts'

const COUNT = 130

describe('a list (RFC 7644 §3.4.2.4)', () => {
  let app: RunningApp
  let ask: AskScim
  const people: string[] = []
  before(async () => {
    app = await startApp()
    ask = clientOf(app)
    for (let i = 0; i < COUNT; i += 1) {
      const title = i % 2 === 0 ? 'Even' : 'Odd'
      people.push((await made(ask('POST', '/Users', { userName: `p${i}@example.com`, title }))).id)
    }
  })
  after(() => app.close())

  const shape = ({ json }: ScimAnswer): readonly unknown[] => {
    const { totalResults, startIndex, itemsPerPage, Resources } = json
    assert.equal(
      itemsPerPage,
      (Resources as unknown[]).length,
      'itemsPerPage is the number of resources that are there',
    )
    return [totalResults, startIndex, itemsPerPage]
  }
  const idsIn = (answer: ScimAnswer): readonly string[] => listed(answer).map(({ id }) => id)

  for (const [query, startIndex, first, size] of [
    ['', 1, 0, 100],
    ['?count=10', 1, 0, 10],
    ['?startIndex=1&count=10', 1, 0, 10],
    ['?startIndex=0&count=10', 1, 0, 10],
    ['?startIndex=-5&count=10', 1, 0, 10],
    ['?startIndex=-9007199254740991&count=10', 1, 0, 10],
    ['?startIndex=%2B3&count=2', 3, 2, 2],
    ['?startIndex=101', 101, 100, 30],
    ['?startIndex=130&count=1000', 130, 129, 1],
    ['?startIndex=131', 131, 130, 0],
    ['?startIndex=9007199254740991', 9_007_199_254_740_991, 0, 0],
    ['?count=0', 1, 0, 0],
    ['?count=-1', 1, 0, 0],
    ['?count=-100', 1, 0, 0],
    ['?startIndex=1&count=-1', 1, 0, COUNT],
    ['?count=1000', 1, 0, COUNT],
    ['?count=1000000000', 1, 0, COUNT],
    ['?count=', 1, 0, 100],
    ['?startIndex=&count=7', 1, 0, 7],
    ['?STARTINDEX=3&Count=4', 3, 2, 4],
    ['?startindex=3&count=4&aadOptscim062020', 3, 2, 4],
    ['?&&count=4&', 1, 0, 4],
    ['?count=4&unknown=%F0%9F%98%80', 1, 0, 4],
  ] as const) {
    test(`${query || 'without parameters'}: ${size} from ${startIndex}`, async () => {
      const answer = await ask('GET', `/Users${query}`)
      assert.deepEqual(shape(answer), [COUNT, startIndex, size])
      assert.deepEqual(idsIn(answer), people.slice(first, first + size))
    })
  }

  for (const query of [
    'startIndex=abc',
    'startIndex=1.5',
    'startIndex=1e3',
    'startIndex=9223372036854775808',
    'count=abc',
    'count=0x10',
    'count=NaN',
    'count=1,2',
  ])
    test(`${query} is refused`, async () => refusedWith(await ask('GET', `/Users?${query}`), 400, 'invalidValue'))

  test('with a filter counts what matches, on every page and beyond the last', async () => {
    for (const [query, size] of [
      ['count=10', 10],
      ['startIndex=61&count=10', 5],
      ['startIndex=66', 0],
      ['count=0', 0],
      ['count=0&sortBy=userName', 0],
      ['startIndex=64&count=10&sortBy=userName&sortOrder=descending', 2],
    ] as const) {
      const answer = await ask('GET', `/Users?filter=title%20eq%20%22odd%22&${query}`)
      assert.deepEqual([answer.json['totalResults'], answer.json['itemsPerPage']], [65, size], query)
    }
  })

  test('of nothing has all members of a list response, and an empty array', async () => {
    const { json } = await ask('GET', '/Groups')
    assert.deepEqual(json, {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
      totalResults: 0,
      startIndex: 1,
      itemsPerPage: 0,
      Resources: [],
    })
  })

  for (const path of [
    '/scim/v2/Users/',
    '//scim/v2//Users',
    '/scim/v2/Users?',
    '/scim/v2/Users/?count=100',
    '/scim/v2/users',
    '/usergroup/scim/v2/Users',
  ]) {
    test(`${path} is the same list (T3, T5)`, async () => {
      const answer = await rawRequest(app.base, {
        method: 'GET',
        path,
        headers: [`Authorization: Bearer ${app.token}`],
      })
      assert.equal(answer.status, 200, answer.body)
      assert.equal((JSON.parse(answer.body) as { totalResults: number }).totalResults, COUNT)
    })
  }

  test('is answered to HEAD like to GET, without the body', async () => {
    const [get, head] = [await ask('GET', '/Users?count=3'), await ask('HEAD', '/Users?count=3')]
    assert.deepEqual([head.status, head.text], [200, ''])
    assert.equal(head.headers.get('content-length'), String(Buffer.byteLength(get.text)))
    assert.equal(head.headers.get('content-type'), 'application/scim+json')
  })

  test('walked by startIndex meets everybody once while people come, who stand at the end', async (t: TestContext) => {
    const random = seededRandom(t)
    const met: string[] = []
    for (let startIndex = 1; ;) {
      const page = await ask('GET', `/Users?startIndex=${startIndex}&count=${1 + random(30)}`)
      const found = idsIn(page)
      if (found.length === 0) break
      met.push(...found)
      startIndex += found.length
      if (people.length < COUNT + 20)
        people.push((await made(ask('POST', '/Users', { userName: `late${people.length}@example.com` }))).id)
    }
    assert.deepEqual(met, people)
  })
})

test('a page of the largest count with fat resources is answered, and the server goes on', async (t: TestContext) => {
  const app = await startApp()
  try {
    const ask = clientOf(app)
    // 300 people of 40 KB are 12 MB: a photo as a data URL is as long
    const note = 'x'.repeat(40_000)
    for (let part = 0; part < 3; part += 1) {
      const Operations = Array.from({ length: 100 }, (_, i) => ({
        method: 'POST',
        path: '/Users',
        bulkId: `b${i}`,
        data: { userName: `fat.${part}.${i}`, 'urn:example:fat': { note } },
      }))
      const answer = await ask('POST', '/Bulk', {
        schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
        Operations,
      })
      assert.equal(answer.status, 200)
    }
    const before = process.memoryUsage.rss()
    const answers = await Promise.all([1, 2].map(() => ask('GET', '/Users?count=1000')))
    for (const answer of answers) assert.equal(listed(answer).length, 300)
    t.diagnostic(
      `two answers of ${((answers[0]?.text.length ?? 0) / 2 ** 20).toFixed(1)} MB: RSS grew by ${((process.memoryUsage.rss() - before) / 2 ** 20).toFixed(0)} MB, client included`,
    )
    assert.equal((await ask('GET', '/Users?count=1000&excludedAttributes=urn:example:fat')).text.length < 300_000, true)
  } finally {
    await app.close()
  }
})
