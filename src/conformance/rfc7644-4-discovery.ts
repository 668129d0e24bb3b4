import { must, type Section } from './check.ts'
import { equal, isTrue, listed, refused, statusIs, textOf } from './expect.ts'
import { ENTERPRISE, GROUP, USER } from './urns.ts'

export const discovery: Section = {
  title: 'RFC 7644 §4: service provider configuration endpoints',
  checks: [
    must('RFC 7644 §4', 'GET /ServiceProviderConfig answers 200 with one document', async (scim) => {
      const answer = await scim.get('/ServiceProviderConfig')
      statusIs(answer, 200)
      isTrue(answer.json['totalResults'] === undefined, 'it is no list')
    }),
    must('RFC 7644 §4', 'GET /Schemas answers with a list of all schemas', async (scim) => {
      const answer = await scim.get('/Schemas')
      const ids = listed(answer).map(({ id }) => id)
      for (const urn of [USER, GROUP, ENTERPRISE]) isTrue(ids.includes(urn), `/Schemas has ${urn}`)
      equal(answer.json['totalResults'], ids.length, 'totalResults')
    }),
    must('RFC 7644 §4', 'GET /Schemas/{urn} answers with that schema', async (scim) => {
      for (const schema of listed(await scim.get('/Schemas'))) {
        equal((await scim.get(`/Schemas/${schema.id}`)).json, schema, schema.id)
        statusIs(await scim.get(`/Schemas/${encodeURIComponent(schema.id)}`), 200)
      }
      refused(await scim.get('/Schemas/urn:example:unknown'), 404)
    }),
    must('RFC 7644 §4', 'GET /ResourceTypes answers with a list, and each one has an address', async (scim) => {
      const answer = await scim.get('/ResourceTypes')
      for (const type of listed(answer))
        equal((await scim.get(`/ResourceTypes/${textOf(type['name'])}`)).json, type, 'it')
      equal(answer.json['totalResults'], listed(answer).length, 'totalResults')
      refused(await scim.get('/ResourceTypes/Unicorn'), 404)
    }),
    must('RFC 7644 §4', 'a filter on a discovery endpoint is refused with 403', async (scim) => {
      for (const endpoint of ['/ServiceProviderConfig', '/Schemas', '/ResourceTypes']) {
        refused(await scim.get(`${endpoint}?filter=${encodeURIComponent('id pr')}`), 403)
      }
    }),
    must('RFC 7644 §4', 'sorting, paging and selection are ignored on discovery endpoints', async (scim) => {
      for (const endpoint of ['/Schemas', '/ResourceTypes']) {
        const query = 'sortBy=id&startIndex=2&count=1&attributes=name'
        equal((await scim.get(`${endpoint}?${query}`)).json, (await scim.get(endpoint)).json, endpoint)
      }
      equal((await scim.get('/ServiceProviderConfig?attributes=patch')).json, scim.config, 'the configuration')
    }),
    must('RFC 7644 §4', 'the configuration is true: what it says is not offered is refused', async (scim) => {
      const ada = await scim.user()
      const operations = [{ op: 'add', path: 'nickName', value: 'x' }]
      const patch = await scim.patch(`/Users/${ada.id}`, operations)
      equal(patch.status !== 501, scim.offers('patch'), 'whether PATCH is offered')
      const bulk = await scim.post('/Bulk', {
        schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
        Operations: [],
      })
      equal(bulk.status !== 501 && bulk.status !== 404, scim.offers('bulk'), 'whether bulk is offered')
      const get = await scim.get(`/Users/${ada.id}`)
      equal(get.headers.get('etag') !== null, scim.offers('etag'), 'whether there are ETags')
    }),
  ],
}
