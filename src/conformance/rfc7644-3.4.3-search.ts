import { must, type Section } from './check.ts'
import { NotOffered, equal, finds, isTrue, listed, refused, textOf } from './expect.ts'
import type { Answer } from './scim.ts'
import { SEARCH } from './urns.ts'

/** The root may be searched or not (RFC 7644 §3.4.2.1). */
function offered(answer: Answer): Answer {
  if (answer.status === 501) throw new NotOffered('the server answers 501')
  return answer
}

export const searching: Section = {
  title: 'RFC 7644 §3.4.3: querying with POST',
  checks: [
    must(
      'RFC 7644 §3.4.3',
      'POST /Users/.search answers like a GET with the same parameters',
      async (scim) => {
        const mark = scim.unique('search')
        const users = [
          await scim.user({ displayName: mark, nickName: 'b' }),
          await scim.user({ displayName: mark, nickName: 'a' }),
        ]
        const filter = `displayName eq "${mark}"`
        const answer = offered(await scim.post('/Users/.search', { schemas: [SEARCH], filter }))
        finds(answer, ...users)
        isTrue(answer.json['totalResults'] === 2, 'totalResults is 2')
        const page = await scim.post('/Users/.search', {
          schemas: [SEARCH],
          filter,
          attributes: ['nickName'],
          startIndex: 1,
          count: 1,
          ...(scim.offers('sort') ? { sortBy: 'nickName', sortOrder: 'descending' } : {}),
        })
        const [first, ...more] = listed(page)
        equal([more, page.json['totalResults'], page.json['itemsPerPage']], [[], 2, 1], 'one of two')
        equal(first?.['userName'], undefined, 'userName')
        if (scim.offers('sort')) equal(first?.['nickName'], 'b', 'nickName')
        const except = await scim.post('/Users/.search', {
          schemas: [SEARCH],
          filter,
          excludedAttributes: ['nickName'],
        })
        for (const one of listed(except)) equal(one['nickName'], undefined, 'nickName')
      },
      'filter',
    ),
    must(
      'RFC 7644 §3.4.3',
      'POST /Groups/.search finds groups',
      async (scim) => {
        const team = await scim.group()
        const filter = `displayName eq "${textOf(team['displayName'])}"`
        finds(offered(await scim.post('/Groups/.search', { schemas: [SEARCH], filter })), team)
      },
      'filter',
    ),
    must(
      'RFC 7644 §3.4.3',
      'POST /.search finds resources of every type',
      async (scim) => {
        const mark = scim.unique('search')
        const [ada, team] = [await scim.user({ displayName: mark }), await scim.group({ displayName: mark })]
        const answer = offered(
          await scim.post('/.search', {
            schemas: [SEARCH],
            attributes: ['displayName', 'userName'],
            filter: `displayName sw "${mark}"`,
            startIndex: 1,
            count: 10,
          }),
        )
        finds(answer, ada, team)
      },
      'filter',
    ),
    must(
      'RFC 7644 §3.4.3',
      'a filter that cannot be read is refused with 400 invalidFilter',
      async (scim) => {
        refused(
          offered(await scim.post('/Users/.search', { schemas: [SEARCH], filter: 'userName eq' })),
          400,
          'invalidFilter',
        )
      },
      'filter',
    ),
    must('RFC 7644 §3.4.3', 'a body that is not JSON is refused with 400', async (scim) => {
      refused(offered(await scim.send('POST', '/Users/.search', { raw: '{' })), 400, 'invalidSyntax')
    }),
  ],
}
