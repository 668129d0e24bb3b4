import { quoted, type Resource, type Schema, type SchemaAttribute } from '../api/scim.ts'

/** One text that can be typed; `path` is where a PATCH puts it and `removal` what an emptied one removes. */
export type EditField = {
  readonly path: string
  readonly removal: string
  /** As in the schema: `title`, `name.givenName`, `emails work`. */
  readonly name: string
  readonly value: string
}

export type EditSection = { readonly schema: string; readonly fields: readonly EditField[] }

type Values = Readonly<Record<string, unknown>>

/** Asked for most; they come first, in this order. */
const FIRST = ['userName', 'displayName', 'name.givenName', 'name.familyName', 'title']

/**
 * What can be typed about a resource, by its schemas: every text of its own, those inside a single value (`name`,
 * `manager`), and each value that a list such as `emails` has now. Flags, and lists as such, stay with the provider.
 */
export const editableFields = (schemas: readonly Schema[], resource: Resource): readonly EditSection[] =>
  schemas
    .map(({ id, name, attributes }, index) => {
      const isCore = index === 0
      const values = (isCore ? resource : (resource[id] ?? {})) as Values
      const prefix = isCore ? '' : `${id}:`
      return { schema: name, fields: sorted(attributes.flatMap((attribute) => fieldsOf(attribute, values, prefix))) }
    })
    .filter(({ fields }) => fields.length > 0)

function fieldsOf(attribute: SchemaAttribute, values: Values, prefix: string): readonly EditField[] {
  const { name, multiValued, subAttributes = [] } = attribute
  if (attribute.mutability !== 'readWrite') return []
  const value = values[name]
  if (isText(attribute)) return multiValued ? [] : [field(`${prefix}${name}`, name, value)]
  const texts = subAttributes.filter((sub) => isText(sub) && sub.mutability === 'readWrite')
  if (!multiValued) {
    const inner = (value ?? {}) as Values
    return texts.map((sub) => field(`${prefix}${name}.${sub.name}`, `${name}.${sub.name}`, inner[sub.name]))
  }
  if (!texts.some((sub) => sub.name === 'value') || !Array.isArray(value)) return []
  return (value as readonly Values[]).flatMap((element) => elementField(`${prefix}${name}`, name, element))
}

/** The value of an element that is there, found by itself. */
function elementField(path: string, name: string, { value, type }: Values): readonly EditField[] {
  if (typeof value !== 'string') return []
  const element = `${path}[value eq ${quoted(value)}]`
  return [
    {
      path: `${element}.value`,
      removal: element,
      name: typeof type === 'string' ? `${name} ${type.slice(0, 40)}` : name,
      value,
    },
  ]
}

const field = (path: string, name: string, value: unknown): EditField => ({
  path,
  removal: path,
  name,
  value: typeof value === 'string' ? value : '',
})

const isText = ({ type }: SchemaAttribute): boolean => type === 'string' || type === 'reference'

const sorted = (fields: readonly EditField[]): readonly EditField[] =>
  fields.toSorted((one, other) => rank(one) - rank(other))

/** Then what has a value, then the empty ones, each in the order of the schema. */
const rank = ({ name, value }: EditField): number => {
  const position = FIRST.indexOf(name)
  if (position !== -1) return position
  return value === '' ? FIRST.length + 1 : FIRST.length
}
