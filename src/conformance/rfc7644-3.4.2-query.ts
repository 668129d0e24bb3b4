import type { JsonObject } from '../shared/json.ts'
import { must, type Section, should } from './check.ts'
import { at, equal, finds, idsIn, isTrue, listed, refused, statusIs } from './expect.ts'
import type { Resource, Scim } from './scim.ts'

const among = (mark: string): string => `filter=${encodeURIComponent(`displayName eq "${mark}"`)}`

/** Users that a filter by their display name finds and nobody else; `more` says how they differ. */
async function family(scim: Scim, more: readonly JsonObject[]): Promise<{ mark: string; users: readonly Resource[] }> {
  const mark = scim.unique('family')
  const users: Resource[] = []
  for (const one of more) users.push(await scim.user({ displayName: mark, ...one }))
  return { mark, users }
}

export const querying: Section = {
  title: 'RFC 7644 §3.4.2: lists, sorting and paging',
  checks: [
    must('RFC 7644 §3.4.2', 'a list is a ListResponse with totalResults and Resources', async (scim) => {
      await scim.user()
      const answer = await scim.get('/Users')
      isTrue(listed(answer).length > 0, 'there are resources')
      isTrue(Number(answer.json['totalResults']) >= listed(answer).length, 'totalResults counts them')
    }),
    must(
      'RFC 7644 §3.4.2',
      'a query that matches nothing is answered with 200 and totalResults 0',
      async (scim) => {
        const answer = await scim.find(`userName eq "${scim.unique('nobody')}"`)
        equal(listed(answer), [], 'the resources')
        equal(answer.json['totalResults'], 0, 'totalResults')
      },
      'filter',
    ),
    must(
      'RFC 7644 §3.4.2',
      'each resource of a list is represented as a GET represents it',
      async (scim) => {
        const ada = await scim.user({ nickName: 'Countess' })
        equal(listed(await scim.find(`id eq "${ada.id}"`)), [await scim.read(ada)], 'the list')
        const team = await scim.group({ members: [{ value: ada.id }] })
        equal(listed(await scim.find(`id eq "${team.id}"`, '/Groups')), [await scim.read(team)], 'the list')
      },
      'filter',
    ),
    must('RFC 7644 §3.4.2', 'an empty filter or an unreadable parameter is no reason for a 500', async (scim) => {
      for (const query of [
        'filter=',
        'count=abc',
        'startIndex=abc',
        'sortBy=',
        'attributes=',
        'count=1.5',
        '=',
        '&&',
      ]) {
        statusIs(await scim.get(`/Users?${query}`), 200, 400)
      }
    }),
    must(
      'RFC 7644 §3.4.2.3',
      'sortBy orders the result, ascending unless sortOrder says otherwise',
      async (scim) => {
        const { mark, users } = await family(scim, [{ nickName: 'b' }, { nickName: 'a' }, { nickName: 'c' }])
        const [b, a, c] = users.map(({ id }) => id)
        equal(idsIn(await scim.get(`/Users?${among(mark)}&sortBy=nickName`)), [a, b, c], 'by default')
        equal(
          idsIn(await scim.get(`/Users?${among(mark)}&sortBy=nickName&sortOrder=ascending`)),
          [a, b, c],
          'ascending',
        )
        equal(
          idsIn(await scim.get(`/Users?${among(mark)}&sortBy=nickName&sortOrder=descending`)),
          [c, b, a],
          'descending',
        )
      },
      'sort',
    ),
    must(
      'RFC 7644 §3.4.2.3',
      'a string that is not caseExact is sorted without regard to case',
      async (scim) => {
        const { mark, users } = await family(scim, [{ nickName: 'B' }, { nickName: 'a' }, { nickName: 'C' }])
        const [b, a, c] = users.map(({ id }) => id)
        equal(idsIn(await scim.get(`/Users?${among(mark)}&sortBy=nickName`)), [a, b, c], 'the order')
      },
      'sort',
    ),
    must(
      'RFC 7644 §3.4.2.3',
      'a resource without the attribute is last when ascending, first when descending',
      async (scim) => {
        const { mark, users } = await family(scim, [{}, { nickName: 'a' }, { nickName: 'b' }])
        const [none, a, b] = users.map(({ id }) => id)
        equal(idsIn(await scim.get(`/Users?${among(mark)}&sortBy=nickName`)), [a, b, none], 'ascending')
        equal(
          idsIn(await scim.get(`/Users?${among(mark)}&sortBy=nickName&sortOrder=descending`)),
          [none, b, a],
          'descending',
        )
      },
      'sort',
    ),
    must(
      'RFC 7644 §3.4.2.3',
      'sortBy takes a sub-attribute, and any case',
      async (scim) => {
        const { mark, users } = await family(scim, [{ name: { familyName: 'b' } }, { name: { familyName: 'a' } }])
        const [b, a] = users.map(({ id }) => id)
        equal(idsIn(await scim.get(`/Users?${among(mark)}&sortBy=name.familyName`)), [a, b], 'the order')
        equal(idsIn(await scim.get(`/Users?${among(mark)}&sortBy=NAME.FAMILYNAME`)), [a, b], 'the order')
      },
      'sort',
    ),
    must(
      'RFC 7644 §3.4.2.3',
      'sortBy takes meta.created and meta.lastModified',
      async (scim) => {
        const { mark, users } = await family(scim, [{}, {}, {}])
        const ids = users.map(({ id }) => id)
        for (const path of ['meta.created', 'meta.lastModified']) {
          equal([...idsIn(await scim.get(`/Users?${among(mark)}&sortBy=${path}`))].sort(), [...ids].sort(), path)
        }
      },
      'sort',
    ),
    must(
      'RFC 7644 §3.4.2.3',
      'a multi-valued attribute sorts by its primary value, else by its first',
      async (scim) => {
        const { mark, users } = await family(scim, [
          { emails: [{ value: 'a@example.com' }, { value: 'z@example.com', primary: true }] },
          { emails: [{ value: 'm@example.com' }, { value: 'b@example.com' }] },
        ])
        const [z, m] = users.map(({ id }) => id)
        equal(idsIn(await scim.get(`/Users?${among(mark)}&sortBy=emails.value`)), [m, z], 'by emails.value')
        equal(idsIn(await scim.get(`/Users?${among(mark)}&sortBy=emails`)), [m, z], 'by emails')
      },
      'sort',
    ),
    must('RFC 7644 §3.4.2.4', 'startIndex is 1-based and defaults to 1; smaller values mean 1', async (scim) => {
      const { mark } = await family(scim, [{}, {}])
      const all = idsIn(await scim.get(`/Users?${among(mark)}`))
      for (const start of ['1', '0', '-5']) {
        const answer = await scim.get(`/Users?${among(mark)}&startIndex=${start}`)
        equal(idsIn(answer), all, `the page at ${start}`)
        equal(answer.json['startIndex'], 1, 'startIndex')
      }
    }),
    must(
      'RFC 7644 §3.4.2.4',
      'no more than count resources are returned, and itemsPerPage is their number',
      async (scim) => {
        const { mark } = await family(scim, [{}, {}, {}])
        for (const count of [1, 2, 3, 50]) {
          const answer = await scim.get(`/Users?${among(mark)}&count=${count}`)
          equal(listed(answer).length, Math.min(count, 3), `the number of resources with count ${count}`)
          equal(answer.json['itemsPerPage'], listed(answer).length, 'itemsPerPage')
          equal(answer.json['totalResults'], 3, 'totalResults')
          equal(answer.json['startIndex'], 1, 'startIndex')
        }
      },
    ),
    must('RFC 7644 §3.4.2.4', 'count 0 returns totalResults and no resources', async (scim) => {
      const { mark } = await family(scim, [{}, {}])
      const answer = await scim.get(`/Users?${among(mark)}&count=0`)
      equal([listed(answer), answer.json['totalResults']], [[], 2], 'the resources and totalResults')
    }),
    must('RFC 7644 §3.4.2.4', 'a negative count means 0', async (scim) => {
      const { mark } = await family(scim, [{}, {}])
      for (const count of [-1, -5]) {
        const answer = await scim.get(`/Users?${among(mark)}&count=${count}`)
        equal([listed(answer), answer.json['totalResults']], [[], 2], `the page of ${count} and totalResults`)
      }
    }),
    must('RFC 7644 §3.4.2.4', 'a page beyond the end is empty and has the true total', async (scim) => {
      const { mark } = await family(scim, [{}, {}])
      const answer = await scim.get(`/Users?${among(mark)}&startIndex=17`)
      equal([listed(answer), answer.json['totalResults']], [[], 2], 'the resources and totalResults')
    }),
    must('RFC 7644 §3.4.2.4', 'pages together are the whole, each resource once, in a stable order', async (scim) => {
      const { mark, users } = await family(
        scim,
        Array.from({ length: 7 }, () => ({})),
      )
      const walk = async (more: string): Promise<readonly string[]> => {
        const pages = [1, 3, 5, 7].map((start) => scim.get(`/Users?${among(mark)}&startIndex=${start}&count=2${more}`))
        return (await Promise.all(pages)).flatMap(idsIn)
      }
      for (const more of ['', '&sortBy=userName', '&sortBy=displayName']) {
        const first = await walk(more)
        equal([...first].sort(), users.map(({ id }) => id).sort(), `the walk${more}`)
        equal(await walk(more), first, `the same walk${more} again`)
      }
    }),
    must('RFC 7644 §3.4.2.4', 'the numbers of a list response are JSON numbers', async (scim) => {
      const { json } = await scim.get('/Users?startIndex=1&count=1')
      for (const name of ['totalResults', 'startIndex', 'itemsPerPage']) {
        isTrue(Number.isInteger(json[name]), `${name} is an integer, not ${JSON.stringify(json[name])}`)
      }
    }),
    must('RFC 7644 §3.4.2.5', 'attributes and excludedAttributes shape each resource of a list', async (scim) => {
      const { mark, users } = await family(scim, [{ nickName: 'Countess' }])
      const [only] = listed(await scim.get(`/Users?${among(mark)}&attributes=nickName`))
      equal(
        [only?.id, only?.['nickName'], only?.['userName']],
        [users[0]?.id, 'Countess', undefined],
        'what is returned',
      )
      const [except] = listed(await scim.get(`/Users?${among(mark)}&excludedAttributes=nickName`))
      equal([except?.id, except?.['nickName']], [users[0]?.id, undefined], 'what is returned')
      isTrue(except?.['userName'] !== undefined, 'userName is returned')
    }),
    must(
      'RFC 7644 §3.4.2',
      'query parameters may be in any order and any number of them encoded',
      async (scim) => {
        const { mark, users } = await family(scim, [{}])
        const plus = `displayName+eq+%22${mark}%22`
        finds(await scim.get(`/Users?count=5&startIndex=1&filter=${plus}&attributes=userName`), ...users)
      },
      'filter',
    ),
    should(
      'RFC 7644 §3.4.2.1',
      'a query of the root finds resources of every type',
      async (scim) => {
        const mark = scim.unique('everywhere')
        const [ada, team] = [await scim.user({ displayName: mark }), await scim.group({ displayName: mark })]
        const answer = await scim.get(`/?filter=${encodeURIComponent(`displayName eq "${mark}"`)}`)
        if (answer.status === 501) return refused(answer, 501)
        finds(answer, ada, team)
        const users = `displayName eq "${mark}" and meta.resourceType eq "User"`
        finds(await scim.get(`/?filter=${encodeURIComponent(users)}`), ada)
        const named = `displayName eq "${mark}" and userName pr`
        finds(await scim.get(`/?filter=${encodeURIComponent(named)}`), ada)
      },
      'filter',
    ),
    should('RFC 7644 §3.4.2', 'a list shows at most filter.maxResults resources', async (scim) => {
      const answer = await scim.get('/Users?count=1000000')
      isTrue(listed(answer).length <= Number(at(scim.config, 'filter', 'maxResults')), 'no more are listed')
    }),
  ],
}
