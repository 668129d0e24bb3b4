import { commonSchema } from './common.ts'
import type { Attribute, AttributePath, ResourceType, Schema } from './attribute.ts'
import { userSchema } from './user.ts'

/**
 * A path with everything that hot code asks of it worked out once, at load: reading a body, indexing it and binding a
 * filter are then look-ups in maps.
 */
export type AttributeNode = AttributePath & {
  /** Canonical name of the last part. */
  readonly name: string
  /** The path as people read it, without the URN: `name.givenName`, `manager.value`. */
  readonly label: string
  /** Key of the extension object that holds it; absent for core and common attributes. */
  readonly extension?: string
  /** By canonical and by lower-case name. Only of complex attributes. */
  readonly subs?: NamedNodes
  /** No two resources may have the same value (RFC 7643 §7 `uniqueness`). Absent where a column sees to it, or nobody does. */
  readonly unique?: Unique
  /** What a client sends for it is dropped without a word: read-only, or never returned and never kept. */
  readonly ignored: boolean
}

/** Under which name a value is unique, and among which resources: those of its type in its directory, or all of the tenant. */
export type Unique = { readonly name: string; readonly scope: 'directory' | 'tenant' }

/** By canonical and by lower-case name, so that the spelling most clients use is found by one look-up. */
export type NamedNodes = ReadonlyMap<string, AttributeNode>

export type SchemaNode = {
  readonly schema: Schema
  readonly core: boolean
  readonly attributes: NamedNodes
  readonly required: readonly AttributeNode[]
}

export type Vocabulary = {
  readonly core: SchemaNode
  /** Top-level names: core and common attributes. */
  readonly attributes: NamedNodes
  /** By URN, lower case as well, aliases included. Holds the core schema too. */
  readonly schemas: ReadonlyMap<string, SchemaNode>
  /** Every accepted way to write a path, canonical and lower case. */
  readonly paths: NamedNodes
  /** The attribute that a sub-attribute belongs to. */
  readonly parents: ReadonlyMap<AttributeNode, AttributeNode>
  /** Top-level attributes that have a default or survive a PUT without them. */
  readonly kept: readonly AttributeNode[]
  /** The core attribute that names a resource, if one does. */
  readonly naming: AttributeNode | undefined
}

const vocabularies = new WeakMap<ResourceType, Vocabulary>()

export function vocabularyOf(resourceType: ResourceType): Vocabulary {
  const known = vocabularies.get(resourceType)
  if (known !== undefined) return known
  const made = makeVocabulary(resourceType)
  vocabularies.set(resourceType, made)
  return made
}

/** By the spelling given, else in lower case. */
export function lookUp<T>(map: ReadonlyMap<string, T>, name: string): T | undefined {
  return map.get(name) ?? map.get(name.toLowerCase())
}

function makeVocabulary(resourceType: ResourceType): Vocabulary {
  const common = schemaNode(commonSchema, resourceType, true)
  const core = schemaNode(resourceType.schema, resourceType, true)
  const extensions = resourceType.extensions.map(({ schema }) => schemaNode(schema, resourceType, false))
  const attributes = new Map([...common.attributes, ...core.attributes])
  const tops = [...new Set(attributes.values())]
  const all = [...tops, ...extensions.flatMap((node) => [...node.attributes.values()])]
  return {
    core,
    attributes,
    schemas: schemasByUrn([core, ...extensions]),
    paths: pathsByText([...common.attributes.values(), ...core.attributes.values()], core, extensions),
    parents: new Map(all.flatMap((top) => [...(top.subs?.values() ?? [])].map((sub) => [sub, top]))),
    kept: tops.filter(({ attribute }) => attribute.keptWhenOmitted || attribute.default !== undefined),
    naming: tops.find(({ naming }) => naming),
  }
}

function schemaNode(schema: Schema, resourceType: ResourceType, core: boolean): SchemaNode {
  const nodes = schema.attributes.map((attribute) => topNode(attribute, schema, resourceType, core))
  return { schema, core, attributes: byName(nodes), required: nodes.filter((node) => node.attribute.required) }
}

function topNode(attribute: Attribute, schema: Schema, resourceType: ResourceType, core: boolean): AttributeNode {
  const prefix = schema.alias === '' ? '' : `${schema.alias}:`
  const extension = core ? {} : { extension: schema.id }
  const naming = core && schema === resourceType.schema && attribute.name === resourceType.nameAttribute
  const base = { schema, attribute, ...extension }
  const subs = attribute.subAttributes?.map((sub): AttributeNode => {
    const label = `${attribute.name}.${sub.name}`
    const indexPath = prefix + label
    return {
      ...base,
      subAttribute: sub,
      name: sub.name,
      label,
      indexPath,
      place: placeOf(sub, attribute, schema, indexPath, false),
      naming: false,
      ignored: isIgnored(sub),
      ...uniqueOf(sub, schema, label),
    }
  })
  const indexPath = prefix + attribute.name
  return {
    ...base,
    name: attribute.name,
    label: attribute.name,
    indexPath,
    ...(subs === undefined ? {} : { subs: byName(subs) }),
    place: placeOf(attribute, attribute, schema, indexPath, naming),
    naming,
    ignored: isIgnored(attribute),
    ...(naming || schema === commonSchema ? {} : uniqueOf(attribute, schema, attribute.name)),
  }
}

const uniqueOf = ({ uniqueness }: Attribute, schema: Schema, label: string): Pick<AttributeNode, 'unique'> =>
  uniqueness === 'none'
    ? {}
    : { unique: { name: `${schema.id}:${label}`, scope: uniqueness === 'global' ? 'tenant' : 'directory' } }

const isIgnored = (attribute: Attribute): boolean =>
  attribute.mutability === 'readOnly' || attribute.returned === 'never'

/** Columns of the `resource` table beside the naming attribute: of every resource, and of users. */
const COMMON_COLUMNS = new Set(['id', 'externalId', 'meta.created', 'meta.lastModified', 'meta.version'])
const USER_COLUMNS = new Set(['active'])

function placeOf(
  leaf: Attribute,
  top: Attribute,
  schema: Schema,
  indexPath: string,
  naming: boolean,
): AttributeNode['place'] {
  if (top.returned === 'never' || leaf.returned === 'never') return 'nowhere'
  if (top.relation !== undefined) return leaf === top ? 'nowhere' : 'relation'
  if (naming || columnsOf(schema)?.has(indexPath)) return 'column'
  if (schema === commonSchema) return indexPath === 'schemas' ? 'rows' : 'nowhere'
  return leaf.type === 'complex' ? 'nowhere' : 'rows'
}

const columnsOf = (schema: Schema): ReadonlySet<string> | undefined =>
  schema === commonSchema ? COMMON_COLUMNS : schema === userSchema ? USER_COLUMNS : undefined

function byName(nodes: readonly AttributeNode[]): NamedNodes {
  const map = new Map<string, AttributeNode>()
  for (const node of nodes) map.set(node.name, node).set(node.name.toLowerCase(), node)
  return map
}

function schemasByUrn(schemas: readonly SchemaNode[]): ReadonlyMap<string, SchemaNode> {
  const map = new Map<string, SchemaNode>()
  for (const node of schemas) {
    for (const urn of urnsOf(node.schema)) map.set(urn, node).set(urn.toLowerCase(), node)
  }
  return map
}

const urnsOf = (schema: Schema): readonly string[] => [schema.id, ...(schema.alsoKnownAs ?? [])]

/**
 * A path is written bare, behind the URN of its schema, or behind that URN and a dot (scim-clients P13). An attribute of
 * an extension may stand without its URN when no other attribute has the name (F6).
 */
function pathsByText(
  unqualified: readonly AttributeNode[],
  core: SchemaNode,
  extensions: readonly SchemaNode[],
): NamedNodes {
  const paths = new Map<string, AttributeNode>()
  const add = (prefix: string, nodes: Iterable<AttributeNode>): void => {
    for (const top of new Set(nodes)) {
      for (const node of new Set([top, ...(top.subs?.values() ?? [])])) {
        const text = prefix + node.label
        if (!paths.has(text)) paths.set(text, node)
        if (!paths.has(text.toLowerCase())) paths.set(text.toLowerCase(), node)
      }
    }
  }
  add('', unqualified)
  for (const urn of urnsOf(core.schema)) {
    for (const separator of [':', '.']) add(urn + separator, unqualified)
  }
  for (const node of extensions) {
    for (const urn of urnsOf(node.schema)) {
      for (const separator of [':', '.']) add(urn + separator, node.attributes.values())
    }
    add(
      '',
      [...node.attributes.values()].filter((top) => isOnly(top, extensions)),
    )
  }
  return paths
}

const isOnly = (node: AttributeNode, extensions: readonly SchemaNode[]): boolean =>
  extensions.filter(({ attributes }) => attributes.has(node.name.toLowerCase())).length === 1
