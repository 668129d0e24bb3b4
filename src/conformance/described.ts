import { isJsonArray, type Json, type JsonObject } from '../shared/json.ts'
import { elements, listed, textOf } from './expect.ts'
import type { Scim } from './scim.ts'
import { ENTERPRISE, GROUP } from './urns.ts'

/** A resource type as discovery tells of it, with the attributes of its schema and of the extensions that are looked at. */
export type Described = {
  readonly name: string
  readonly endpoint: string
  readonly schema: string
  readonly attributes: readonly Declared[]
}

/** One attribute and its place. */
export type Declared = {
  readonly name: string
  /** The URN of an extension; undefined in the schema of the type itself. */
  readonly extension: string | undefined
  /** As a path in a PATCH names it wherever it is. */
  readonly path: string
  readonly declaration: JsonObject
}

/** Extensions of others may want values that only they know. */
const isLookedAt = (urn: string): boolean => urn === ENTERPRISE

export async function describedTypes(scim: Scim): Promise<readonly Described[]> {
  const schemas = new Map(listed(await scim.get('/Schemas')).map((schema) => [schema.id, schema]))
  return listed(await scim.get('/ResourceTypes')).map((type) => {
    const schema = textOf(type['schema'])
    const extensions = elements(type['schemaExtensions']).map((one) => textOf(one['schema']))
    const places = [undefined, ...extensions.filter(isLookedAt)]
    return {
      name: textOf(type['name']),
      endpoint: textOf(type['endpoint']),
      schema,
      attributes: places.flatMap((extension) =>
        elements(schemas.get(extension ?? schema)?.['attributes']).map((declaration): Declared => {
          const name = textOf(declaration['name'])
          return { name, extension, path: `${extension ?? schema}:${name}`, declaration }
        }),
      ),
    }
  })
}

const isWritable = ({ declaration }: Declared): boolean => declaration['mutability'] !== 'readOnly'

/** Those that a client may write and read again. Members of a group have checks of their own. */
export const readable = (type: Described): readonly Declared[] =>
  type.attributes.filter(
    (one) =>
      isWritable(one) &&
      !['never', 'request'].includes(textOf(one.declaration['returned'])) &&
      !(type.schema === GROUP && one.name === 'members'),
  )

export const changeable = (type: Described): readonly Declared[] =>
  readable(type).filter(({ declaration }) => declaration['mutability'] !== 'immutable')

/** A value of the declared type that no other has. */
export function valueOf(scim: Scim, declaration: JsonObject): Json {
  const one = scalarOf(scim, declaration)
  return declaration['multiValued'] === true ? [one] : one
}

function scalarOf(scim: Scim, declaration: JsonObject): Json {
  const [canonical] = isJsonArray(declaration['canonicalValues']) ? declaration['canonicalValues'] : []
  const unique = scim.unique(textOf(declaration['name']))
  switch (declaration['type']) {
    case 'boolean':
      return true
    case 'integer':
      return numberIn(unique)
    case 'decimal':
      return numberIn(unique) + 0.5
    case 'dateTime':
      return new Date(1_000_000_000_000 + numberIn(unique) * 1_000).toISOString()
    case 'binary':
      return btoa(unique)
    case 'reference':
      return `https://example.com/${unique}`
    case 'complex':
      return Object.fromEntries(
        elements(declaration['subAttributes'])
          .filter(({ mutability, returned }) => mutability !== 'readOnly' && returned !== 'never')
          .map((inner) => [textOf(inner['name']), valueOf(scim, inner)]),
      )
    default:
      return canonical ?? unique
  }
}

/** The counter at the end of a unique text. */
const numberIn = (unique: string): number => Number(/\d+$/.exec(unique)?.[0])

/** A body with every attribute that can be written; `required` alone where that is enough. */
export function bodyOf(scim: Scim, type: Described, which: 'all' | 'required'): JsonObject {
  const wanted = type.attributes.filter(
    (one) =>
      isWritable(one) &&
      (which === 'all' || one.declaration['required'] === true) &&
      !(type.schema === GROUP && one.name === 'members'),
  )
  const body: Record<string, Json> = { schemas: [type.schema] }
  for (const { name, extension, declaration } of wanted) {
    const value = valueOf(scim, declaration)
    if (extension === undefined) body[name] = value
    else body[extension] = { ...(body[extension] as JsonObject | undefined), [name]: value }
  }
  const extensions = Object.keys(body).filter((name) => name.startsWith('urn:'))
  return { ...body, schemas: [type.schema, ...extensions] }
}

/** The value of an attribute in a resource. */
export function valueIn(resource: JsonObject, { name, extension }: Declared): Json | undefined {
  const holder = extension === undefined ? resource : (resource[extension] as JsonObject | undefined)
  return holder?.[name]
}
