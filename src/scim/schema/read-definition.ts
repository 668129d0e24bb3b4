import { fail, ok, type Result } from '../../shared/result.ts'
import type {
  DefinitionProblem,
  DefinitionTaken,
  Definitions,
  Extended,
  ExtensionDefinition,
  ResourceTypeDefinition,
  SchemaDefinition,
} from './definition.ts'
import { readAttributes, type AttributeWish } from './read-attribute-definition.ts'
import { resourceTypes } from './resource-types.ts'

/** A schema as somebody asks for it. */
export type SchemaWish = {
  readonly id: string
  readonly name: string
  readonly description?: string
  readonly attributes: readonly AttributeWish[]
}

export type ExtensionWish = SchemaWish & {
  readonly extends: readonly { readonly resourceType: string; readonly required?: boolean }[]
}

export type ResourceTypeWish = {
  readonly name: string
  readonly endpoint: string
  readonly description?: string
  readonly schema: SchemaWish
  readonly nameAttribute?: string
}

export type DefinitionRefused = DefinitionProblem | DefinitionTaken

const MAX_EXTENSIONS = 20
const MAX_TYPES = 20

/** An extension among the definitions that are there; `replaced` is the one it takes the place of. */
export function readExtension(
  definitions: Definitions,
  wish: ExtensionWish,
  replaced: ExtensionDefinition | undefined,
): Result<ExtensionDefinition, DefinitionRefused> {
  if (replaced === undefined && definitions.extensions.length >= MAX_EXTENSIONS)
    return invalid('id', `a directory has at most ${MAX_EXTENSIONS} extensions.`)
  const schema = readSchema(definitions, wish, '', replaced)
  if (!schema.ok) return schema
  const extended = readExtended(definitions, wish.extends)
  if (!extended.ok) return extended
  return ok({ ...schema.value, number: replaced?.number ?? definitions.lastNumber + 1, extends: extended.value })
}

function readExtended(
  { resourceTypes: own }: Definitions,
  wishes: ExtensionWish['extends'],
): Result<readonly Extended[], DefinitionProblem> {
  const known = [...resourceTypes, ...own].map(({ name }) => name)
  const read: Extended[] = []
  if (wishes.length === 0) return invalid('extends', `name a resource type: ${known.join(', ')}.`)
  for (const [i, { resourceType, required = false }] of wishes.entries()) {
    const field = `extends.${i}.resourceType`
    if (!known.includes(resourceType))
      return invalid(field, `${quote(resourceType)} is no resource type of this directory. It has ${known.join(', ')}.`)
    if (read.some((other) => other.resourceType === resourceType))
      return invalid(field, `${quote(resourceType)} is there twice.`)
    read.push({ resourceType, required })
  }
  return ok(read)
}

/** A resource type among the definitions that are there; `replaced` is the one it takes the place of. */
export function readResourceType(
  definitions: Definitions,
  wish: ResourceTypeWish,
  replaced: ResourceTypeDefinition | undefined,
): Result<ResourceTypeDefinition, DefinitionRefused> {
  if (replaced === undefined && definitions.resourceTypes.length >= MAX_TYPES)
    return invalid('name', `a directory has at most ${MAX_TYPES} resource types of its own.`)
  const others = definitions.resourceTypes.filter((type) => type !== replaced)
  const wrong = problemWithTypeName(others, wish.name) ?? problemWithEndpoint(others, wish.endpoint)
  if (wrong !== undefined) return fail(wrong)
  const schema = readSchema(definitions, wish.schema, 'schema.', replaced?.schema)
  if (!schema.ok) return schema
  const { name, endpoint, description = '', nameAttribute } = wish
  const type = { name, endpoint, description, schema: schema.value }
  if (nameAttribute === undefined) return ok(type)
  const notAName = problemWithNameAttribute(schema.value, nameAttribute)
  return notAName === undefined ? ok({ ...type, nameAttribute }) : invalid('nameAttribute', notAName)
}

/** Names that `meta.resourceType` and `/ResourceTypes` have given away. */
const RESERVED_NAMES = ['User', 'Group', 'Schema', 'ResourceType', 'ServiceProviderConfig', 'Me', 'Bulk']

function problemWithTypeName(others: readonly ResourceTypeDefinition[], name: string): DefinitionRefused | undefined {
  if (!/^[A-Za-z][A-Za-z0-9]{0,63}$/.test(name))
    return wrongOf(
      'name',
      `${quote(name)} is no name for a resource type: a letter, then at most 63 letters and digits.`,
    )
  if (isOneOf(RESERVED_NAMES, name))
    return takenBy('name', `${quote(name)} is a name of SCIM itself. Choose another name.`)
  return isOneOf(
    others.map((other) => other.name),
    name,
  )
    ? takenBy('name', `This directory already has a resource type ${quote(name)}; case does not count.`)
    : undefined
}

/** RFC 7644 §3.2, and the plural that one client asks for (scim-clients T). */
const RESERVED_ENDPOINTS = [
  '/Users',
  '/Groups',
  '/Me',
  '/Bulk',
  '/Schemas',
  '/ResourceTypes',
  '/ServiceProviderConfig',
  '/ServiceProviderConfigs',
]

function problemWithEndpoint(
  others: readonly ResourceTypeDefinition[],
  endpoint: string,
): DefinitionRefused | undefined {
  if (!/^\/[A-Za-z][A-Za-z0-9_-]{0,63}$/.test(endpoint))
    return wrongOf(
      'endpoint',
      `${quote(endpoint)} is no endpoint: "/", a letter, then at most 63 letters, digits, "-" or "_".`,
    )
  if (isOneOf(RESERVED_ENDPOINTS, endpoint))
    return takenBy('endpoint', `${quote(endpoint)} is an address of SCIM itself. Choose another one.`)
  return isOneOf(
    others.map((other) => other.endpoint),
    endpoint,
  )
    ? takenBy('endpoint', `This directory already has ${quote(endpoint)}; case does not count.`)
    : undefined
}

function problemWithNameAttribute({ attributes }: SchemaDefinition, wanted: string): string | undefined {
  const attribute = attributes.find(({ name }) => name === wanted)
  if (attribute === undefined) return `${quote(wanted)} is no attribute of the schema.`
  const { type, multiValued, mutability, returned } = attribute
  return type === 'string' &&
    !multiValued &&
    mutability !== 'readOnly' &&
    returned !== 'never' &&
    returned !== 'request'
    ? undefined
    : `${quote(wanted)} must be a string with a single value that can be written and is returned.`
}

/** Letters, digits and `:._-`, so that a path that begins with the URN can always be written (RFC 7644 §3.10). */
const URN = /^urn:[A-Za-z0-9][A-Za-z0-9-]{0,31}:[A-Za-z0-9._:-]*[A-Za-z0-9_-]$/
const MAX_URN = 200

function readSchema(
  definitions: Definitions,
  wish: SchemaWish,
  prefix: string,
  replaced: SchemaDefinition | undefined,
): Result<SchemaDefinition, DefinitionRefused> {
  const { id, name, description = '' } = wish
  if (!URN.test(id) || id.length > MAX_URN)
    return invalid(
      `${prefix}id`,
      `${quote(id)} is no URN for a schema, such as urn:example:params:scim:schemas:extension:badge:2.0:User (RFC 8141; letters, digits and ":._-", at most ${MAX_URN}).`,
    )
  if (replaced !== undefined && replaced.id !== id)
    return invalid(`${prefix}id`, `the URN of a schema stays: it is ${replaced.id}.`)
  const holder = replaced === undefined ? takenUrn(definitions, id) : undefined
  if (holder !== undefined)
    return fail(
      takenBy(
        `${prefix}id`,
        `${quote(id)} cannot be told from ${holder}, which this directory has already. Choose another URN.`,
      ),
    )
  if (name.trim() === '') return invalid(`${prefix}name`, 'a schema needs a name.')
  const attributes = readAttributes(wish.attributes, `${prefix}attributes`)
  return attributes.ok ? ok({ id, name, description, attributes: attributes.value }) : attributes
}

/**
 * A URN that is there already, in any case, or with which the new one could be confused in a path: `urn:a:b` with an
 * attribute `c` and `urn:a:b:c` would both be meant by `urn:a:b:c`.
 */
function takenUrn(definitions: Definitions, wanted: string): string | undefined {
  const standard = resourceTypes.flatMap((type) => [type.schema, ...type.extensions.map(({ schema }) => schema)])
  const own = [...definitions.extensions, ...definitions.resourceTypes.map(({ schema }) => schema)]
  const urn = wanted.toLowerCase()
  const alias = standard.flatMap(({ alsoKnownAs = [] }) => alsoKnownAs).find((other) => other.toLowerCase() === urn)
  return (
    alias ?? [...PROTOCOL, ...[...standard, ...own].map(({ id }) => id)].find((id) => isAlike(id.toLowerCase(), urn))
  )
}

/** Of messages and of the discovery documents, RFC 7643 §10.4. */
const PROTOCOL = [
  'urn:ietf:params:scim:api:messages:2.0',
  'urn:ietf:params:scim:schemas:core:2.0:Schema',
  'urn:ietf:params:scim:schemas:core:2.0:ResourceType',
  'urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig',
]

const isAlike = (one: string, other: string): boolean =>
  one === other || startsWithin(one, other) || startsWithin(other, one)

const startsWithin = (whole: string, start: string): boolean =>
  whole.startsWith(`${start}:`) || whole.startsWith(`${start}.`)

const isOneOf = (names: readonly string[], wanted: string): boolean =>
  names.some((name) => name.toLowerCase() === wanted.toLowerCase())

const quote = (text: string): string => JSON.stringify(text.slice(0, 100))

const wrongOf = (field: string, detail: string): DefinitionProblem => ({
  kind: 'definitionInvalid',
  field,
  detail: `${field}: ${detail}`,
})

const invalid = (field: string, detail: string): Result<never, DefinitionProblem> => fail(wrongOf(field, detail))

const takenBy = (field: string, detail: string): DefinitionTaken => ({ kind: 'definitionTaken', field, detail })
