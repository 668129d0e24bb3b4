import { isJsonObject } from '../shared/json.ts'
import { must, type Section } from './check.ts'
import { at, elements, equal, isTrue, listed, statusIs, textOf } from './expect.ts'
import { GROUP, USER } from './urns.ts'

const CONFIG = 'urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'
const RESOURCE_TYPE = 'urn:ietf:params:scim:schemas:core:2.0:ResourceType'
const SCHEMES = ['oauth', 'oauth2', 'oauthbearertoken', 'httpbasic', 'httpdigest']

export const discoveryDocuments: Section = {
  title: 'RFC 7643 §5 and §6: ServiceProviderConfig and resource types',
  checks: [
    must('RFC 7643 §5', 'ServiceProviderConfig names its schema and its resource type', async (scim) => {
      equal(scim.config['schemas'], [CONFIG], 'schemas')
      equal(at(scim.config, 'meta', 'resourceType'), 'ServiceProviderConfig', 'meta.resourceType')
      equal(at(scim.config, 'meta', 'location'), `${scim.base}/ServiceProviderConfig`, 'meta.location')
    }),
    must('RFC 7643 §5', 'patch, bulk, filter, changePassword, sort and etag each say supported', async (scim) => {
      for (const name of ['patch', 'bulk', 'filter', 'changePassword', 'sort', 'etag']) {
        equal(typeof at(scim.config, name, 'supported'), 'boolean', `the type of ${name}.supported`)
      }
    }),
    must('RFC 7643 §5', 'bulk and filter name their limits', async (scim) => {
      for (const [name, limit] of [
        ['bulk', 'maxOperations'],
        ['bulk', 'maxPayloadSize'],
        ['filter', 'maxResults'],
      ] as const) {
        isTrue(Number.isInteger(at(scim.config, name, limit)), `${name}.${limit} is an integer`)
      }
    }),
    must('RFC 7643 §5', 'authenticationSchemes has type, name and description of each scheme', async (scim) => {
      const schemes = elements(scim.config['authenticationSchemes'])
      isTrue(schemes.length > 0, 'there is a scheme')
      for (const scheme of schemes) {
        isTrue(SCHEMES.includes(textOf(scheme['type'])), `${textOf(scheme['type'])} is one of ${SCHEMES.join(', ')}`)
        for (const name of ['name', 'description']) equal(typeof scheme[name], 'string', `the type of ${name}`)
      }
      isTrue(schemes.filter(({ primary }) => primary === true).length <= 1, 'at most one scheme is primary')
    }),
    must('RFC 7643 §6', 'each resource type has name, endpoint and schema', async (scim) => {
      const types = listed(await scim.get('/ResourceTypes'))
      isTrue(types.length >= 2, 'there are at least two')
      for (const type of types) {
        equal(type['schemas'], [RESOURCE_TYPE], 'schemas')
        for (const name of ['name', 'endpoint', 'schema']) equal(typeof type[name], 'string', `the type of ${name}`)
        equal(at(type, 'meta', 'resourceType'), 'ResourceType', 'meta.resourceType')
      }
    }),
    must('RFC 7643 §6', 'users and groups are there under their names, endpoints and schemas', async (scim) => {
      const types = listed(await scim.get('/ResourceTypes'))
      for (const [name, endpoint, schema] of [
        ['User', '/Users', USER],
        ['Group', '/Groups', GROUP],
      ]) {
        const type = types.find((one) => one['name'] === name)
        equal([type?.['endpoint'], type?.['schema']], [endpoint, schema], `endpoint and schema of ${name}`)
      }
    }),
    must('RFC 7643 §6', 'each schema extension has schema and required', async (scim) => {
      for (const type of listed(await scim.get('/ResourceTypes'))) {
        for (const extension of elements(type['schemaExtensions'])) {
          equal(typeof extension['schema'], 'string', 'the type of schema')
          equal(typeof extension['required'], 'boolean', 'the type of required')
        }
      }
    }),
    must('RFC 7643 §6', 'every schema that a resource type names is described by /Schemas', async (scim) => {
      const known = new Set(listed(await scim.get('/Schemas')).map(({ id }) => id))
      for (const type of listed(await scim.get('/ResourceTypes'))) {
        const extensions = elements(type['schemaExtensions']).map(({ schema }) => textOf(schema))
        for (const urn of [textOf(type['schema']), ...extensions]) isTrue(known.has(urn), `/Schemas has ${urn}`)
      }
    }),
    must('RFC 7643 §6', 'every endpoint that a resource type names answers a query', async (scim) => {
      for (const type of listed(await scim.get('/ResourceTypes'))) {
        const endpoint = new URL(textOf(type['endpoint']), 'http://x/').pathname
        listed(await scim.get(`${endpoint}?count=1`))
      }
    }),
    must('RFC 7643 §3.1', 'a discovery document is at the address that its meta.location names', async (scim) => {
      const documents = [
        scim.config,
        ...listed(await scim.get('/ResourceTypes')),
        ...listed(await scim.get('/Schemas')),
      ]
      for (const document of documents) {
        const location = textOf(at(document, 'meta', 'location'))
        isTrue(location.startsWith(scim.base), `${location} is below ${scim.base}`)
        const answer = await scim.get(location.slice(scim.base.length))
        statusIs(answer, 200)
        isTrue(isJsonObject(answer.json), 'it is an object')
        equal(answer.json, document, `what is at ${location}`)
      }
    }),
  ],
}
