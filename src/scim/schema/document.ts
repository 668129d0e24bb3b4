import type { Json, JsonObject } from '../../shared/json.ts'
import { MAX_BULK_OPERATIONS, MAX_BULK_PAYLOAD } from '../bulk/limits.ts'
import { CURSOR_TIMEOUT, PAGE_LIMITS } from '../page-limits.ts'
import type { Attribute, ResourceType, Schema } from './attribute.ts'

/**
 * The discovery documents, RFC 7644 §4: derived from the same declarations that validate. `baseUrl` is the address of the
 * service without a trailing slash. Keys are in canonical case and nothing is null: one client reads them into types.
 */

const LIST = 'urn:ietf:params:scim:api:messages:2.0:ListResponse'
const SCHEMA = 'urn:ietf:params:scim:schemas:core:2.0:Schema'
const RESOURCE_TYPE = 'urn:ietf:params:scim:schemas:core:2.0:ResourceType'
const CONFIG = 'urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'

export function schemasDocument(types: readonly ResourceType[], baseUrl: string): JsonObject {
  return list(schemasOf(types).map((schema) => describeSchema(schema, baseUrl)))
}

/** Undefined when no schema has the URN. */
export function schemaDocument(types: readonly ResourceType[], urn: string, baseUrl: string): JsonObject | undefined {
  const schema = schemasOf(types).find(({ id }) => id.toLowerCase() === urn.toLowerCase())
  return schema === undefined ? undefined : describeSchema(schema, baseUrl)
}

export function resourceTypesDocument(types: readonly ResourceType[], baseUrl: string): JsonObject {
  return list(types.map((type) => describeResourceType(type, baseUrl)))
}

/** Undefined when no resource type has the name. */
export function resourceTypeDocument(
  types: readonly ResourceType[],
  name: string,
  baseUrl: string,
): JsonObject | undefined {
  const type = types.find((candidate) => candidate.name.toLowerCase() === name.toLowerCase())
  return type === undefined ? undefined : describeResourceType(type, baseUrl)
}

/** RFC 7643 §5. It promises what is there and nothing else: clients choose their verbs by it (scim-clients X26). */
export function serviceProviderConfig(baseUrl: string): JsonObject {
  return {
    schemas: [CONFIG],
    patch: { supported: true },
    bulk: { supported: true, maxOperations: MAX_BULK_OPERATIONS, maxPayloadSize: MAX_BULK_PAYLOAD },
    filter: { supported: true, maxResults: PAGE_LIMITS.most },
    changePassword: { supported: false },
    sort: { supported: true },
    etag: { supported: true },
    authenticationSchemes: [
      {
        type: 'oauthbearertoken',
        name: 'OAuth bearer token',
        description: 'A token of a client of this service, sent as "Authorization: Bearer …"',
        specUri: 'https://www.rfc-editor.org/info/rfc6750',
        documentationUri: 'https://www.rfc-editor.org/rfc/rfc6750.html#section-2.1',
        primary: true,
      },
    ],
    // RFC 9865 §4
    pagination: {
      cursor: true,
      index: true,
      defaultPaginationMethod: 'index',
      defaultPageSize: PAGE_LIMITS.standard,
      maxPageSize: PAGE_LIMITS.most,
      cursorTimeout: CURSOR_TIMEOUT,
    },
    meta: { resourceType: 'ServiceProviderConfig', location: `${baseUrl}/ServiceProviderConfig` },
  }
}

const list = (resources: readonly JsonObject[]): JsonObject => ({
  schemas: [LIST],
  totalResults: resources.length,
  startIndex: 1,
  itemsPerPage: resources.length,
  Resources: resources,
})

const schemasOf = (types: readonly ResourceType[]): readonly Schema[] => [
  ...new Set(types.flatMap((type) => [type.schema, ...type.extensions.map(({ schema }) => schema)])),
]

function describeSchema(schema: Schema, baseUrl: string): JsonObject {
  return {
    schemas: [SCHEMA],
    id: schema.id,
    name: schema.name,
    description: schema.description,
    attributes: schema.attributes.filter(isShown).map(describeAttribute),
    meta: { resourceType: 'Schema', location: `${baseUrl}/Schemas/${schema.id}` },
  }
}

/** One validator builds its test bodies from this document and then misses what is never returned (scim-clients §2.8). */
const isShown = (attribute: Attribute): boolean => attribute.returned !== 'never'

/** RFC 7643 §7. */
function describeAttribute(attribute: Attribute): Json {
  const { name, type, multiValued, description, required, mutability, returned } = attribute
  const common = { name, type, multiValued, description, required, mutability, returned }
  if (attribute.subAttributes !== undefined) {
    return { ...common, uniqueness: 'none', subAttributes: attribute.subAttributes.map(describeAttribute) }
  }
  const { caseExact, uniqueness, canonicalValues, referenceTypes } = attribute
  return {
    ...common,
    caseExact,
    uniqueness,
    ...(canonicalValues === undefined ? {} : { canonicalValues }),
    ...(referenceTypes === undefined ? {} : { referenceTypes }),
  }
}

function describeResourceType(type: ResourceType, baseUrl: string): JsonObject {
  const schemaExtensions = type.extensions.map(({ schema, required }) => ({ schema: schema.id, required }))
  return {
    schemas: [RESOURCE_TYPE],
    id: type.name,
    name: type.name,
    endpoint: type.endpoint,
    description: type.description,
    schema: type.schema.id,
    // an array without elements is unassigned (RFC 7643 §2.5)
    ...(schemaExtensions.length === 0 ? {} : { schemaExtensions }),
    meta: { resourceType: 'ResourceType', location: `${baseUrl}/ResourceTypes/${type.name}` },
  }
}
