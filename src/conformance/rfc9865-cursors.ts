import { must, type Section } from './check.ts'
import { at, equal, idsIn, isTrue, listed, NotOffered, refused, statusIs, textOf } from './expect.ts'
import type { Resource, Scim } from './scim.ts'
import { SEARCH } from './urns.ts'

async function seven(scim: Scim): Promise<{ query: string; filter: string; users: readonly Resource[] }> {
  const displayName = scim.unique('cursor')
  const users: Resource[] = []
  for (let i = 0; i < 7; i += 1) users.push(await scim.user({ displayName }))
  const filter = `displayName eq "${displayName}"`
  return { query: `filter=${encodeURIComponent(filter)}`, filter, users }
}

/** Every id that the cursors lead to, page after page. */
async function walk(scim: Scim, query: string, count: number): Promise<string[]> {
  const ids: string[] = []
  let cursor = ''
  for (let page = 0; page < 20; page += 1) {
    const answer = await scim.get(`/Users?${query}&count=${count}&cursor=${encodeURIComponent(cursor)}`)
    ids.push(...idsIn(answer))
    isTrue(idsIn(answer).length <= count, 'no more than count are returned')
    const next = answer.json['nextCursor']
    if (next === undefined) return ids
    cursor = textOf(next)
  }
  return ids
}

export const cursors: Section = {
  title: 'RFC 9865: cursors',
  checks: [
    must(
      'RFC 9865 §4',
      'pagination of the ServiceProviderConfig says whether cursors and indices are offered',
      async (scim) => {
        if (scim.config['pagination'] === undefined) throw new NotOffered('the configuration has no pagination')
        for (const name of ['cursor', 'index']) {
          equal(typeof at(scim.config, 'pagination', name), 'boolean', `the type of pagination.${name}`)
        }
        const method = at(scim.config, 'pagination', 'defaultPaginationMethod')
        isTrue([undefined, 'cursor', 'index'].includes(method as string | undefined), 'the default is one of both')
        for (const name of ['defaultPageSize', 'maxPageSize', 'cursorTimeout']) {
          const value = at(scim.config, 'pagination', name)
          isTrue(value === undefined || Number.isInteger(value), `pagination.${name} is an integer`)
        }
      },
    ),
    must(
      'RFC 9865 §2',
      'an empty cursor asks for the first page, and nextCursor leads through all of them',
      async (scim) => {
        const { query, users } = await seven(scim)
        for (const count of [1, 2, 3, 7, 50]) {
          const ids = await walk(scim, query, count)
          equal([...ids].sort(), users.map(({ id }) => id).sort(), `what pages of ${count} lead to`)
        }
      },
      'cursor',
    ),
    must(
      'RFC 9865 §2',
      'a cursor without a value asks for the first page too',
      async (scim) => {
        const { query } = await seven(scim)
        equal(idsIn(await scim.get(`/Users?${query}&cursor&count=2`)).length, 2, 'the number of resources')
      },
      'cursor',
    ),
    must(
      'RFC 9865 §2',
      'nextCursor is a string of unreserved characters; the last page has none',
      async (scim) => {
        const { query } = await seven(scim)
        const first = await scim.get(`/Users?${query}&cursor=&count=4`)
        isTrue(
          /^[\w.~-]+$/.test(textOf(first.json['nextCursor'])),
          `${textOf(first.json['nextCursor'])} needs no encoding`,
        )
        const last = await scim.get(`/Users?${query}&cursor=${textOf(first.json['nextCursor'])}&count=4`)
        equal(listed(last).length, 3, 'the number of resources')
        equal(last.json['nextCursor'], undefined, 'nextCursor')
      },
      'cursor',
    ),
    must(
      'RFC 9865 §2',
      'where previousCursor is given, it leads back',
      async (scim) => {
        const { query } = await seven(scim)
        const first = await scim.get(`/Users?${query}&cursor=&count=3`)
        const second = await scim.get(`/Users?${query}&cursor=${textOf(first.json['nextCursor'])}&count=3`)
        equal(first.json['previousCursor'], undefined, 'previousCursor of the first page')
        const previous = second.json['previousCursor']
        if (previous === undefined) throw new NotOffered('previousCursor is optional')
        equal(
          idsIn(await scim.get(`/Users?${query}&cursor=${textOf(previous)}&count=3`)),
          idsIn(first),
          'the page before',
        )
      },
      'cursor',
    ),
    must(
      'RFC 9865 §2',
      'a page by cursor says totalResults and itemsPerPage',
      async (scim) => {
        const { query } = await seven(scim)
        const { json } = await scim.get(`/Users?${query}&cursor=&count=3`)
        equal([json['totalResults'], json['itemsPerPage']], [7, 3], 'totalResults and itemsPerPage')
      },
      'cursor',
    ),
    must(
      'RFC 9865 §2.2',
      'a cursor that the server did not give is refused with 400 invalidCursor',
      async (scim) => {
        for (const cursor of ['made-up', 'AAAA', '0', 'x'.repeat(500)]) {
          refused(await scim.get(`/Users?cursor=${cursor}&count=3`), 400, 'invalidCursor')
        }
      },
      'cursor',
    ),
    must(
      'RFC 9865 §2.2',
      'a count that cannot be used is refused with 400 invalidCount, or read as a usual one',
      async (scim) => {
        const answer = await scim.get('/Users?cursor=&count=abc')
        if (answer.status !== 200) refused(answer, 400, 'invalidCount', 'invalidValue')
      },
      'cursor',
    ),
    must(
      'RFC 9865 §2.3',
      'POST .search takes a cursor in its body',
      async (scim) => {
        const { filter, users } = await seven(scim)
        const first = await scim.post('/Users/.search', { schemas: [SEARCH], filter, cursor: '', count: 4 })
        if (first.status === 501) throw new NotOffered('the server answers 501')
        const cursor = textOf(first.json['nextCursor'])
        const last = await scim.post('/Users/.search', { schemas: [SEARCH], filter, cursor, count: 4 })
        equal([...idsIn(first), ...idsIn(last)].sort(), users.map(({ id }) => id).sort(), 'what both pages hold')
      },
      'cursor',
    ),
    must(
      'RFC 9865 §2',
      'resources that come and go between pages do not move the others',
      async (scim) => {
        const { query, users } = await seven(scim)
        const first = await scim.get(`/Users?${query}&cursor=&count=4`)
        statusIs(await scim.delete(`/Users/${idsIn(first)[0] ?? ''}`), 204)
        const rest = await scim.get(`/Users?${query}&cursor=${textOf(first.json['nextCursor'])}&count=4`)
        equal([...idsIn(first), ...idsIn(rest)].sort(), users.map(({ id }) => id).sort(), 'what both pages hold')
      },
      'cursor',
    ),
  ],
}
