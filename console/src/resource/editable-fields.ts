import type { Resource, Schema, SchemaAttribute } from '../api/scim.ts'

type FieldType = 'text' | 'number' | 'flag'

/** One value that can be typed, as text; `path` is where a PATCH puts it. */
export type EditField = {
  readonly path: string
  /** As in the schema: `title`, `name.givenName`. */
  readonly name: string
  readonly type: FieldType
  readonly value: string
  /** It has a value, or most people have one; the others come after the lists. */
  readonly isUsual: boolean
}

export type Element = Readonly<Record<string, unknown>>

/** What can be typed about an element of a list. */
export type ElementPart = { readonly name: string; readonly choices: readonly string[] }

/** A list such as `emails`, changed as a whole. Elements of a list of mere texts stand here as `{ value }`. */
export type EditList = {
  readonly path: string
  readonly name: string
  readonly parts: readonly ElementPart[]
  readonly elements: readonly Element[]
  readonly isOfTexts: boolean
}

export type EditSection = {
  readonly schema: string
  readonly fields: readonly EditField[]
  readonly lists: readonly EditList[]
}

/** Asked for most; they come first, in this order. */
const FIRST = ['userName', 'displayName', 'name.givenName', 'name.familyName', 'title']

/** Has a button of its own on the page of a person. */
const ELSEWHERE = new Set(['active', 'members'])

/** What can be typed about a resource, by its schemas: values of its own, those inside a single value (`name`, `manager`), and lists. */
export const editableFields = (schemas: readonly Schema[], resource: Resource): readonly EditSection[] =>
  schemas
    .map(({ id, name, attributes }, index) => {
      const isCore = index === 0
      const values = (isCore ? resource : (resource[id] ?? {})) as Element
      const prefix = isCore ? '' : `${id}:`
      const written = attributes.filter((attribute) => isWritten(attribute) && !ELSEWHERE.has(attribute.name))
      return {
        schema: name,
        fields: sorted(written.flatMap((attribute) => fieldsOf(attribute, values[attribute.name], prefix))),
        lists: written.flatMap((attribute) => listOf(attribute, values[attribute.name], prefix)),
      }
    })
    .filter(({ fields, lists }) => fields.length > 0 || lists.length > 0)

function fieldsOf(attribute: SchemaAttribute, value: unknown, prefix: string): readonly EditField[] {
  const { name, multiValued, subAttributes = [] } = attribute
  if (multiValued) return []
  const own = typeOf(attribute)
  if (own !== undefined) return [fieldOf(`${prefix}${name}`, name, own, value)]
  const inner = (value ?? {}) as Element
  return subAttributes.filter(isWritten).flatMap((sub) => {
    const type = sub.multiValued ? undefined : typeOf(sub)
    if (type === undefined) return []
    const inside = `${name}.${sub.name}`
    return [fieldOf(`${prefix}${inside}`, inside, type, inner[sub.name])]
  })
}

function fieldOf(path: string, name: string, type: FieldType, value: unknown): EditField {
  const text = asText(value)
  return { path, name, type, value: text, isUsual: text !== '' || FIRST.includes(name) }
}

function listOf(attribute: SchemaAttribute, value: unknown, prefix: string): readonly EditList[] {
  const { name, multiValued, subAttributes = [] } = attribute
  if (!multiValued) return []
  const values = Array.isArray(value) ? (value as readonly unknown[]) : []
  const list = { path: `${prefix}${name}`, name }
  if (typeOf(attribute) === 'text') {
    const elements = values.map((text) => ({ value: text }))
    return [{ ...list, parts: [{ name: 'value', choices: [] }], elements, isOfTexts: true }]
  }
  const parts = partsOf(subAttributes)
  return parts.length === 0 ? [] : [{ ...list, parts, elements: values as readonly Element[], isOfTexts: false }]
}

/** Of an element with a `value` that and its `type`; of another, such as an address, every text. */
function partsOf(subAttributes: readonly SchemaAttribute[]): readonly ElementPart[] {
  const hasValue = subAttributes.some(({ name }) => name === 'value')
  const texts = subAttributes.filter((sub) => typeOf(sub) === 'text' && !sub.multiValued && isWritten(sub))
  if (hasValue && !texts.some(({ name }) => name === 'value')) return []
  return texts
    .filter(({ name }) => !hasValue || name === 'value' || name === 'type')
    .map(({ name, canonicalValues = [] }) => ({ name, choices: canonicalValues }))
}

function typeOf({ type }: SchemaAttribute): FieldType | undefined {
  if (type === 'string' || type === 'reference' || type === 'dateTime') return 'text'
  if (type === 'integer' || type === 'decimal') return 'number'
  return type === 'boolean' ? 'flag' : undefined
}

const isWritten = ({ mutability }: SchemaAttribute): boolean => mutability === 'readWrite'

const asText = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''

const sorted = (fields: readonly EditField[]): readonly EditField[] =>
  fields.toSorted((one, other) => rank(one) - rank(other))

/** Then what has a value, then the empty ones, each in the order of the schema. */
const rank = ({ name, isUsual }: EditField): number => {
  const position = FIRST.indexOf(name)
  if (position !== -1) return position
  return isUsual ? FIRST.length : FIRST.length + 1
}
