import { isJsonArray } from '../shared/json.ts'
import { must, type Section } from './check.ts'
import { at, equal, isTrue, listed, statusIs, textOf } from './expect.ts'
import { ENTERPRISE, GROUP, USER } from './urns.ts'

const LONG_AGO = '2001-02-03T04:05:06Z'

export const resources: Section = {
  title: 'RFC 7643 §3: resources',
  checks: [
    must('RFC 7643 §3', 'a representation has a non-empty schemas array without duplicates', async (scim) => {
      for (const resource of [await scim.user({ [ENTERPRISE]: { department: 'Engines' } }), await scim.group()]) {
        const schemas = resource['schemas']
        isTrue(isJsonArray(schemas) && schemas.length > 0, `schemas is a non-empty array`)
        equal(new Set(schemas).size, schemas.length, 'the number of different schemas')
      }
    }),
    must('RFC 7643 §3', 'schemas names the base schema and the extensions that the resource uses', async (scim) => {
      equal((await scim.group())['schemas'], [GROUP], 'schemas of a group')
      const ada = await scim.user({ schemas: [USER, ENTERPRISE], [ENTERPRISE]: { department: 'Engines' } })
      equal([...(ada['schemas'] as string[])].sort(), [USER, ENTERPRISE].sort(), 'schemas of a user')
    }),
    must('RFC 7643 §3', 'the order of schemas has no effect', async (scim) => {
      const ada = await scim.user({ schemas: [ENTERPRISE, USER], [ENTERPRISE]: { department: 'Engines' } })
      equal(at(ada, ENTERPRISE, 'department'), 'Engines', 'department')
      equal(at(ada, 'meta', 'resourceType'), 'User', 'meta.resourceType')
    }),
    must('RFC 7643 §3', 'the attributes of the base schema stand at the top level', async (scim) => {
      const ada = await scim.user({ displayName: 'Ada' })
      equal(ada['displayName'], 'Ada', 'displayName')
      isTrue(ada[USER] === undefined, `nothing stands below ${USER}`)
    }),
    must('RFC 7643 §3.1', 'every resource has an id, a string that is not empty and not "bulkId"', async (scim) => {
      for (const { id } of [await scim.user(), await scim.group()]) {
        isTrue(typeof id === 'string' && id !== '' && !id.includes('bulkId'), `${JSON.stringify(id)} is an id`)
      }
    }),
    must('RFC 7643 §3.1', 'ids are unique over all resources of the server', async (scim) => {
      const made = [await scim.user(), await scim.user(), await scim.group(), await scim.group()]
      equal(new Set(made.map(({ id }) => id)).size, made.length, 'the number of different ids')
    }),
    must('RFC 7643 §3.1', 'the id is assigned by the server: one in the body of a POST is ignored', async (scim) => {
      isTrue((await scim.user({ id: 'chosen-by-the-client' })).id !== 'chosen-by-the-client', 'the id is another one')
    }),
    must('RFC 7643 §3.1', 'the id is stable: PUT and PATCH do not change it', async (scim) => {
      const ada = await scim.user()
      const put = await scim.put(`/Users/${ada.id}`, { ...ada, id: 'another' })
      statusIs(put, 200, 400)
      const patched = await scim.patch(`/Users/${ada.id}`, [{ op: 'replace', value: { id: 'another' } }])
      statusIs(patched, 200, 204, 400)
      equal((await scim.read(ada)).id, ada.id, 'the id')
    }),
    must('RFC 7643 §3.1', 'an id is not given to another resource after a deletion', async (scim) => {
      const first = await scim.user()
      statusIs(await scim.delete(`/Users/${first.id}`), 204)
      isTrue((await scim.user()).id !== first.id, 'another user has another id')
    }),
    must('RFC 7643 §3.1', 'externalId is kept as the client gave it, and is never invented', async (scim) => {
      const externalId = scim.unique('External')
      equal((await scim.user({ externalId }))['externalId'], externalId, 'externalId')
      isTrue((await scim.user())['externalId'] === undefined, 'a user without externalId has none')
      equal((await scim.group({ externalId: `${externalId}-g` }))['externalId'], `${externalId}-g`, 'externalId')
    }),
    must('RFC 7643 §3.1', 'meta has resourceType, created, lastModified and location', async (scim) => {
      for (const [resource, type] of [
        [await scim.user(), 'User'],
        [await scim.group(), 'Group'],
      ] as const) {
        equal(at(resource, 'meta', 'resourceType'), type, 'meta.resourceType')
        for (const name of ['created', 'lastModified', 'location']) {
          isTrue(typeof at(resource, 'meta', name) === 'string', `meta.${name} is a string`)
        }
      }
    }),
    must('RFC 7643 §3.1', 'meta of a body is ignored', async (scim) => {
      const meta = {
        resourceType: 'Group',
        created: LONG_AGO,
        lastModified: LONG_AGO,
        location: 'https://example.com/x',
      }
      const ada = await scim.user({ meta: { ...meta, version: 'W/"made up"' } })
      equal(at(ada, 'meta', 'resourceType'), 'User', 'meta.resourceType')
      for (const name of ['created', 'lastModified']) {
        isTrue(at(ada, 'meta', name) !== LONG_AGO, `meta.${name} is not what the client wrote`)
      }
      isTrue(at(ada, 'meta', 'location') !== meta.location, 'meta.location is not what the client wrote')
      const put = await scim.put(`/Users/${ada.id}`, { ...ada, nickName: 'Countess', meta })
      equal(at(put.json, 'meta', 'created'), at(ada, 'meta', 'created'), 'meta.created after a PUT')
    }),
    must('RFC 7643 §3.1', 'lastModified equals created until the resource is changed', async (scim) => {
      const ada = await scim.user()
      equal(at(ada, 'meta', 'lastModified'), at(ada, 'meta', 'created'), 'meta.lastModified')
    }),
    must('RFC 7643 §3.1', 'lastModified is the time of the last change, created stays', async (scim) => {
      const ada = await scim.user()
      await new Promise((resolve) => setTimeout(resolve, 5))
      const changed = await scim.put(`/Users/${ada.id}`, { ...ada, nickName: 'Countess' })
      const [before, after] = [ada, changed.json].map((one) => Date.parse(textOf(at(one, 'meta', 'lastModified'))))
      isTrue((after ?? 0) > (before ?? 0), `${after} is later than ${before}`)
      equal(at(changed.json, 'meta', 'created'), at(ada, 'meta', 'created'), 'meta.created')
    }),
    must('RFC 7643 §3.1', 'meta.location is the address of the resource', async (scim) => {
      for (const [resource, endpoint] of [
        [await scim.user(), '/Users'],
        [await scim.group(), '/Groups'],
      ] as const) {
        const target = `${endpoint}/${resource.id}`
        equal((await scim.get(target)).json['meta'], resource['meta'], `meta of ${target}`)
        equal(at(resource, 'meta', 'location'), `${scim.base}${target}`, 'meta.location')
      }
    }),
    must(
      'RFC 7643 §3.1',
      'meta.version is the ETag of the resource',
      async (scim) => {
        const ada = await scim.user()
        const answer = await scim.get(`/Users/${ada.id}`)
        equal(at(answer.json, 'meta', 'version'), answer.headers.get('etag'), 'meta.version')
      },
      'etag',
    ),
    must('RFC 7643 §3.3', 'the attributes of an extension stand below its URN', async (scim) => {
      const ada = await scim.user({ schemas: [USER, ENTERPRISE], [ENTERPRISE]: { department: 'Engines' } })
      equal(at(ada, ENTERPRISE, 'department'), 'Engines', 'department')
      isTrue(ada['department'] === undefined, 'department does not stand at the top level')
      equal(at(await scim.read(ada), ENTERPRISE, 'department'), 'Engines', 'department')
    }),
    must('RFC 7643 §3.3', 'an extension may come and go on an existing resource', async (scim) => {
      const ada = await scim.user()
      const added = await scim.put(`/Users/${ada.id}`, {
        ...ada,
        schemas: [USER, ENTERPRISE],
        [ENTERPRISE]: { costCenter: '4130' },
      })
      equal(at(added.json, ENTERPRISE, 'costCenter'), '4130', 'costCenter')
      const { [ENTERPRISE]: _gone, ...rest } = added.json
      const removed = await scim.put(`/Users/${ada.id}`, { ...rest, schemas: [USER] })
      statusIs(removed, 200)
      equal(removed.json['schemas'], [USER], 'schemas')
    }),
    must('RFC 7643 §3.2', 'a list of one resource type holds resources of that type alone', async (scim) => {
      await scim.user()
      await scim.group()
      for (const [endpoint, type] of [
        ['/Users', 'User'],
        ['/Groups', 'Group'],
      ] as const) {
        for (const resource of listed(await scim.get(endpoint))) {
          equal(at(resource, 'meta', 'resourceType'), type, `meta.resourceType in ${endpoint}`)
        }
      }
    }),
  ],
}
