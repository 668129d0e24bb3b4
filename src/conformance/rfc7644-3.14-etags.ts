import { must, type Section } from './check.ts'
import { at, equal, isTrue, refused, statusIs, textOf } from './expect.ts'
import type { Resource } from './scim.ts'

const tagOf = (resource: Resource): string => textOf(at(resource, 'meta', 'version'))

export const etags: Section = {
  title: 'RFC 7644 §3.14: versions of resources',
  checks: [
    must(
      'RFC 7644 §3.14',
      'a resource has an ETag, which equals meta.version',
      async (scim) => {
        for (const [endpoint, { id }] of [
          ['/Users', await scim.user()],
          ['/Groups', await scim.group()],
        ] as const) {
          const answer = await scim.get(`${endpoint}/${id}`)
          const tag = answer.headers.get('etag') ?? ''
          isTrue(/^(W\/)?"[^"]*"$/.test(tag), `${tag} is an entity tag`)
          equal(at(answer.json, 'meta', 'version'), tag, 'meta.version')
        }
      },
      'etag',
    ),
    must(
      'RFC 7644 §3.14',
      'If-None-Match with the current version is answered with 304 and no body',
      async (scim) => {
        const ada = await scim.user()
        for (const value of [tagOf(ada), `"other", ${tagOf(ada)}`, '*']) {
          const answer = await scim.get(`/Users/${ada.id}`, { 'if-none-match': value })
          statusIs(answer, 304)
          equal(answer.text, '', 'the body')
        }
      },
      'etag',
    ),
    must(
      'RFC 7644 §3.14',
      'If-None-Match with another version is answered with 200',
      async (scim) => {
        const ada = await scim.user()
        statusIs(await scim.get(`/Users/${ada.id}`, { 'if-none-match': 'W/"another"' }), 200)
      },
      'etag',
    ),
    must(
      'RFC 7644 §3.14',
      'the version changes with the resource',
      async (scim) => {
        const ada = await scim.user()
        const { headers } = await scim.put(`/Users/${ada.id}`, { ...ada, nickName: 'Countess' })
        isTrue(headers.get('etag') !== tagOf(ada), 'the ETag of a PUT is another')
        statusIs(await scim.get(`/Users/${ada.id}`, { 'if-none-match': tagOf(ada) }), 200)
        const team = await scim.group()
        await scim.put(`/Groups/${team.id}`, { ...team, members: [{ value: ada.id }] })
        isTrue(tagOf(await scim.read(team)) !== tagOf(team), 'a new member makes a new version of the group')
      },
      'etag',
    ),
    must(
      'RFC 7644 §3.14',
      'the answers to PUT and PATCH have the ETag that a GET has then',
      async (scim) => {
        const ada = await scim.user()
        const put = await scim.put(`/Users/${ada.id}`, { ...ada, nickName: 'x' })
        equal(put.headers.get('etag'), tagOf(await scim.read(ada)), 'ETag of the PUT')
        if (!scim.offers('patch')) return
        const patch = await scim.patch(`/Users/${ada.id}`, [{ op: 'replace', path: 'nickName', value: 'y' }])
        if (patch.status === 200) equal(patch.headers.get('etag'), tagOf(await scim.read(ada)), 'ETag of the PATCH')
      },
      'etag',
    ),
    must(
      'RFC 7644 §3.14',
      'PUT, PATCH and DELETE with If-Match of another version are refused with 412',
      async (scim) => {
        const ada = await scim.user()
        const stale = { 'if-match': 'W/"another"' }
        refused(await scim.put(`/Users/${ada.id}`, { ...ada, nickName: 'x' }, stale), 412)
        const operations = [{ op: 'replace', path: 'nickName', value: 'x' }]
        if (scim.offers('patch')) refused(await scim.patch(`/Users/${ada.id}`, operations, stale), 412)
        refused(await scim.delete(`/Users/${ada.id}`, stale), 412)
        equal(await scim.read(ada), ada, 'the user')
      },
      'etag',
    ),
    must(
      'RFC 7644 §3.14',
      'PUT, PATCH and DELETE with If-Match of the current version are done',
      async (scim) => {
        const ada = await scim.user()
        const current = async () => ({ 'if-match': tagOf(await scim.read(ada)) })
        statusIs(await scim.put(`/Users/${ada.id}`, { ...ada, nickName: 'x' }, await current()), 200)
        const operations = [{ op: 'replace', path: 'nickName', value: 'y' }]
        if (scim.offers('patch')) statusIs(await scim.patch(`/Users/${ada.id}`, operations, await current()), 200, 204)
        statusIs(await scim.delete(`/Users/${ada.id}`, await current()), 204)
      },
      'etag',
    ),
    must(
      'RFC 9110 §13.1.1',
      'If-Match * is met by a resource that exists',
      async (scim) => {
        const ada = await scim.user()
        statusIs(await scim.put(`/Users/${ada.id}`, { ...ada, nickName: 'x' }, { 'if-match': '*' }), 200)
      },
      'etag',
    ),
  ],
}
