import assert from 'node:assert/strict'
import { after, before, describe, test, type TestContext } from 'node:test'
import { seededRandom } from '../contract/seeded-random.ts'
import { createDirectory, requestToken, startApp, type RunningApp } from '../support/start-app.ts'
import {
  clientOf,
  listed,
  made,
  refusedWith,
  scimClient,
  type AskScim,
  type ScimAnswer,
} from '../support/scim-client.ts'
import { startTwoTenants } from '../support/start-two-tenants.ts'

const HOUR = 3_600_000

/** Every page of a walk. `between` runs before each page but the first. */
async function walk(ask: AskScim, query: string, between?: () => Promise<void>): Promise<readonly ScimAnswer[]> {
  const pages: ScimAnswer[] = []
  let cursor = ''
  do {
    if (pages.length > 0) await between?.()
    const page = await ask('GET', `${query}&cursor=${cursor}`)
    assert.equal(page.status, 200, page.text)
    pages.push(page)
    cursor = (page.json['nextCursor'] as string | undefined) ?? ''
  } while (cursor !== '')
  return pages
}

const idsIn = (pages: readonly ScimAnswer[]): readonly string[] => pages.flatMap(listed).map(({ id }) => id)
const nextOf = (page: ScimAnswer): string => {
  assert.equal(typeof page.json['nextCursor'], 'string', page.text)
  return page.json['nextCursor'] as string
}

describe('a walk by cursor (RFC 9865)', () => {
  let app: RunningApp
  let ask: AskScim
  let now = Date.now()
  const people: string[] = []
  before(async () => {
    app = await startApp({ clock: () => now })
    ask = clientOf(app)
    for (let i = 0; i < 23; i += 1) {
      const title = i % 3 === 0 ? {} : { title: `T${i % 4}` }
      const { id } = await made(
        ask('POST', '/Users', { userName: `p${String((i * 7) % 23).padStart(2, '0')}@example.com`, ...title }),
      )
      people.push(id)
    }
    for (let i = 0; i < 5; i += 1) await made(ask('POST', '/Groups', { displayName: `G${i}` }))
  })
  after(() => app.close())

  test('begins with an empty cursor and ends with a page that has no nextCursor', async () => {
    const pages = await walk(ask, '/Users?count=10')
    assert.deepEqual(
      pages.map((page) => listed(page).length),
      [10, 10, 3],
    )
    assert.deepEqual(idsIn(pages), people)
    assert.ok(!('nextCursor' in (pages.at(-1)?.json ?? {})))
  })

  test('has no empty page at the end when the last one is full', async () => {
    const pages = await walk(ask, '/Groups?count=5')
    assert.deepEqual(
      pages.map((page) => listed(page).length),
      [5],
    )
  })

  test('says on every page how many there are in all and how many are on it, and no startIndex', async () => {
    for (const { json } of await walk(ask, '/Users?count=10')) {
      assert.equal(json['totalResults'], 23)
      assert.equal(json['itemsPerPage'], (json['Resources'] as unknown[]).length)
      assert.ok(!('startIndex' in json))
    }
  })

  test('takes a cursor without a value, as in ?cursor&count=10, for an empty one', async () => {
    const page = await ask('GET', '/Users?cursor&count=10')
    assert.equal(listed(page).length, 10)
    nextOf(page)
  })

  test('has pages of the usual size when no count is given', async () => {
    assert.equal(listed(await ask('GET', '/Users?cursor=')).length, 23)
  })

  test('gives cursors of unreserved characters only (RFC 3986 §2.3)', async () => {
    assert.match(nextOf(await ask('GET', '/Users?cursor=&count=1&sortBy=userName')), /^[A-Za-z0-9._~-]+$/)
  })

  test('does not show in a cursor what it ends at', async () => {
    const cursor = nextOf(await ask('GET', '/Users?cursor=&count=1&sortBy=userName'))
    assert.ok(!Buffer.from(cursor, 'base64url').toString('latin1').includes('example'))
  })

  for (const query of [
    '/Users?count=4&sortBy=userName',
    '/Users?count=4&sortBy=userName&sortOrder=descending',
    '/Users?count=4&sortBy=title',
    '/Users?count=4&sortBy=title&sortOrder=descending',
    '/Users?count=4&sortBy=meta.created&sortOrder=descending',
    '/Users?count=4&sortBy=externalId',
    '/Users?count=4&sortBy=active',
    '/Users?count=2&filter=title%20eq%20%22T1%22',
    '/Users?count=3&filter=title%20pr&sortBy=title&sortOrder=descending',
    '/?count=4',
    '/?count=4&sortBy=displayName',
    '/?count=4&sortBy=userName&sortOrder=descending',
    '/?count=3&sortBy=meta.lastModified',
    '/?count=4&sortBy=meta.version',
    '/?count=23&filter=meta.resourceType%20eq%20%22Group%22%20or%20userName%20pr',
  ]) {
    test(`${query} meets the same resources in the same order as one page of all`, async () => {
      const whole = await ask('GET', `${query.replace(/count=\d+/, 'count=1000')}&startIndex=1`)
      const pages = await walk(ask, query)
      assert.ok(pages.length > 1, 'the walk has one page only')
      assert.deepEqual(
        idsIn(pages),
        listed(whole).map(({ id }) => id),
      )
      assert.equal(pages[0]?.json['totalResults'], whole.json['totalResults'])
    })
  }

  test('is possible with POST /.search, where the cursor stands in the body', async () => {
    const schemas = ['urn:ietf:params:scim:api:messages:2.0:SearchRequest']
    const found: string[] = []
    let cursor: string | undefined = ''
    while (cursor !== undefined) {
      const page: ScimAnswer = await ask('POST', '/Users/.search', {
        schemas,
        cursor,
        count: 9,
        attributes: ['userName'],
      })
      found.push(...listed(page).map(({ id }) => id))
      cursor = page.json['nextCursor'] as string | undefined
    }
    assert.deepEqual(found, people)
  })

  test('goes on in a body where it began in an address', async () => {
    const cursor = nextOf(await ask('GET', '/Users?cursor=&count=9&filter=userName%20sw%20%22p%22'))
    const schemas = ['urn:ietf:params:scim:api:messages:2.0:SearchRequest']
    const page = await ask('POST', '/Users/.search', { schemas, cursor, count: 9, filter: 'username SW "P"' })
    assert.equal(listed(page).length, 9)
  })

  test('with count=0 says how many there are and nothing else; a negative count is 0', async () => {
    for (const count of [0, -1, -7]) {
      const { json } = await ask('GET', `/Users?cursor=&count=${count}`)
      assert.deepEqual(
        [json['totalResults'], json['itemsPerPage'], json['Resources'], json['nextCursor']],
        [23, 0, [], undefined],
      )
    }
  })

  test('of nobody has one empty page', async () => {
    const { json } = await ask('GET', '/Users?cursor=&filter=userName%20eq%20%22nobody%22')
    assert.deepEqual([json['totalResults'], json['Resources'], json['nextCursor']], [0, [], undefined])
  })

  test('is announced with its limits (RFC 9865 §4), and index is the default method', async () => {
    const { json } = await ask('GET', '/ServiceProviderConfig')
    assert.deepEqual(json['pagination'], {
      cursor: true,
      index: true,
      defaultPaginationMethod: 'index',
      defaultPageSize: 100,
      maxPageSize: 1_000,
      cursorTimeout: 3_600,
    })
    assert.ok(!('nextCursor' in (await ask('GET', '/Users?count=2')).json))
  })

  describe('refuses', () => {
    let cursor = ''
    before(async () => {
      cursor = nextOf(await ask('GET', '/Users?cursor=&count=10&filter=userName%20pr'))
    })
    const further = (more: string): Promise<ScimAnswer> => ask('GET', `/Users?count=10&filter=userName%20pr${more}`)

    test('no cursor of its own', async () => {
      assert.equal(listed(await further(`&cursor=${cursor}`)).length, 10)
    })
    test('a cursor with any one bit turned over, with invalidCursor', async () => {
      const bytes = Buffer.from(cursor, 'base64url')
      for (let bit = 0; bit < bytes.length * 8; bit += 1) {
        const forged = Buffer.from(bytes)
        forged[bit >> 3] = (forged[bit >> 3] ?? 0) ^ (1 << (bit & 7))
        refusedWith(await further(`&cursor=${forged.toString('base64url')}`), 400, 'invalidCursor')
      }
    })
    test('a cursor that is cut, padded, spelled otherwise or random, with invalidCursor', async (t) => {
      const random = seededRandom(t)
      const noise = Array.from({ length: 100 }, () =>
        Buffer.from(Array.from({ length: random(80) + 1 }, () => random(256))).toString('base64url'),
      )
      for (const forged of [
        cursor.slice(1),
        cursor.slice(0, -1),
        `${cursor}A`,
        `${cursor}=`,
        `${cursor}.`,
        'x',
        '0',
        'null',
        ...noise,
      ])
        refusedWith(await further(`&cursor=${forged}`), 400, 'invalidCursor')
    })
    for (const [what, query] of [
      ['another filter', '/Users?count=10&filter=title%20pr'],
      ['no filter', '/Users?count=10'],
      ['another sort', '/Users?count=10&filter=userName%20pr&sortBy=userName'],
      ['another resource type', '/Groups?count=10&filter=id%20pr'],
      ['the root', '/?count=10&filter=userName%20pr'],
    ] as const) {
      test(`a cursor with ${what}, with invalidCursor`, async () => {
        refusedWith(
          await ask('GET', `${query}&cursor=${cursor}`),
          400,
          'invalidCursor',
          /another filter, sort, directory/,
        )
      })
    }
    test('a cursor of the same sort in the other order, with invalidCursor', async () => {
      const ascending = nextOf(await ask('GET', '/Users?count=3&sortBy=userName&cursor='))
      const query = '/Users?count=3&sortBy=userName&sortOrder=descending'
      refusedWith(await ask('GET', `${query}&cursor=${ascending}`), 400, 'invalidCursor')
    })
    test('another count than the walk began with, with invalidCount', async () => {
      refusedWith(
        await ask('GET', `/Users?count=9&filter=userName%20pr&cursor=${cursor}`),
        400,
        'invalidCount',
        /count 10/,
      )
    })
    test('a count that is no number, with invalidCount', async () => {
      for (const count of ['abc', '1.5', '%20x'])
        refusedWith(await ask('GET', `/Users?cursor=&count=${count}`), 400, 'invalidCount')
    })
    test('cursor and startIndex at once, with invalidValue', async () => {
      refusedWith(await ask('GET', '/Users?cursor=&startIndex=1'), 400, 'invalidValue', /not with both/)
    })
    test('a cursor of another client, with invalidCursor; a new token of the same client goes on', async () => {
      const again = scimClient(app.scimBase, await requestToken(app.base, 'OktaSCIM', app.clientSecret))
      assert.equal((await again('GET', `/Users?count=10&filter=userName%20pr&cursor=${cursor}`)).status, 200)
      const answer = await fetch(`${app.scimBase}/Users?count=10&filter=userName%20pr&cursor=${cursor}`, {
        headers: { authorization: `HZN ${app.session}` },
      })
      assert.equal(answer.status, 400)
      assert.equal(((await answer.json()) as { scimType: string }).scimType, 'invalidCursor')
    })
    test('a cursor that is older than cursorTimeout, with expiredCursor', async () => {
      const began = now
      now = began + HOUR
      assert.equal((await further(`&cursor=${cursor}`)).status, 200)
      now = began + HOUR + 2_000
      refusedWith(await further(`&cursor=${cursor}`), 400, 'expiredCursor', /3600 seconds/)
      now = began
    })
  })
})

test('a cursor of another directory is refused, under its own address and for a tenant-wide token', async () => {
  const app = await startApp()
  try {
    await createDirectory(app.base, app.token, 'Partners', ['PARTNERS.COM'])
    const ask = scimClient(`${app.base}/directories`, app.token)
    for (const slug of ['okta-universal-directory', 'partners'])
      for (const name of ['a', 'b', 'c'])
        await made(ask('POST', `/${slug}/scim/v2/Users`, { userName: `${name}@example.com` }))
    const cursor = nextOf(await ask('GET', '/okta-universal-directory/scim/v2/Users?cursor=&count=1'))
    assert.equal((await ask('GET', `/okta-universal-directory/scim/v2/Users?count=1&cursor=${cursor}`)).status, 200)
    refusedWith(await ask('GET', `/partners/scim/v2/Users?count=1&cursor=${cursor}`), 400, 'invalidCursor')
  } finally {
    await app.close()
  }
})

test('a cursor of another tenant is refused', async () => {
  const tenants = await startTwoTenants()
  const { app, host, session } = tenants
  try {
    const own = clientOf(app)
    const headers = [`Authorization: HZN ${session}`, 'Content-Type: application/scim+json']
    for (const userName of ['a', 'b']) {
      await made(own('POST', '/Users', { userName }))
      assert.equal(
        (await tenants.ask({ path: '/scim/v2/Users', headers, body: JSON.stringify({ userName }) })).status,
        201,
      )
    }
    const page = await fetch(`${app.scimBase}/Users?count=1&cursor=`, {
      headers: { authorization: `HZN ${app.session}` },
    })
    const { nextCursor } = (await page.json()) as { nextCursor: string }
    // both administrators have the same name
    const there = await tenants.ask({ method: 'GET', path: `/scim/v2/Users?count=1&cursor=${nextCursor}`, headers })
    assert.equal(there.status, 400, `${host} took a foreign cursor: ${there.body}`)
    assert.match(there.body, /"scimType":"invalidCursor"/)
  } finally {
    await app.close()
  }
})

test('a cursor outlives a restart of the token, and no cursor makes the server keep anything', async () => {
  const app = await startApp()
  try {
    const ask = clientOf(app)
    for (const userName of ['a', 'b', 'c']) await made(ask('POST', '/Users', { userName }))
    const first = await ask('GET', '/Users?count=1&cursor=')
    // the same page can be asked for again, and in any order
    const again = await ask('GET', `/Users?count=1&cursor=${nextOf(first)}`)
    const twice = await ask('GET', `/Users?count=1&cursor=${nextOf(first)}`)
    assert.deepEqual(listed(again), listed(twice))
  } finally {
    await app.close()
  }
})

test('walks meet everybody who was there throughout exactly once, while others come, go and change', async (t: TestContext) => {
  const random = seededRandom(t)
  const app = await startApp()
  try {
    const ask = clientOf(app)
    let serial = 0
    const create = async (): Promise<string> => {
      const title = ['A', 'B', 'C', undefined][random(4)]
      const userName = `${random(1_000_000)}.${(serial += 1)}@example.com`
      return (await made(ask('POST', '/Users', { userName, ...(title === undefined ? {} : { title }) }))).id
    }
    const live: string[] = []
    for (let i = 0; i < 120; i += 1) live.push(await create())
    for (const query of [
      '',
      '&sortBy=userName',
      '&sortBy=title&sortOrder=descending',
      '&sortBy=title',
      '&filter=userName%20pr',
    ]) {
      const before = new Set(live)
      const gone = new Set<string>()
      const disturb = async (): Promise<void> => {
        const work = Array.from({ length: 4 }, async () => {
          const what = random(3)
          if (what === 0) return void live.push(await create())
          const [id] = live.splice(random(live.length), 1)
          if (id === undefined) return
          if (what === 1) {
            gone.add(id)
            assert.equal((await ask('DELETE', `/Users/${id}`)).status, 204)
            return
          }
          const Operations = [{ op: 'replace', path: 'nickName', value: `n${random(100)}` }]
          assert.equal((await ask('PATCH', `/Users/${id}`, { Operations })).status, 200)
          live.push(id)
        })
        await Promise.all(work)
      }
      const met = idsIn(await walk(ask, `/Users?count=7${query}`, disturb))
      assert.equal(new Set(met).size, met.length, `somebody was met twice with ${query}`)
      for (const id of before) if (!gone.has(id)) assert.ok(met.includes(id), `${id} was missed with ${query}`)
    }
  } finally {
    await app.close()
  }
})
