import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../shared/json.ts'
import { unreachable } from '../../shared/unreachable.ts'
import { SCHEMAS } from '../index-rows.ts'
import { cutKey, instantKey, MAX_KEY, wholeKeyOf } from '../index-key.ts'
import { isSchemaName, versionTag } from '../representation.ts'
import type { Attributes, Meta } from '../resource.ts'
import type { AttributePath } from '../schema/attribute.ts'
import type { BoundFilter } from './ast.ts'
import { compareKeys } from './compare-keys.ts'

/** A resource as a filter sees it: attributes and what is kept beside them. */
export type FilterSubject = {
  readonly attributes: Attributes
  readonly id?: string
  readonly meta?: Meta
  /** Elements of a relation as they are shown. */
  readonly members?: readonly JsonObject[]
  readonly groups?: readonly JsonObject[]
}

/** Whether a resource meets a filter. The SQL compiler must agree with it on everything. */
export function matches(filter: BoundFilter, subject: FilterSubject): boolean {
  if (filter.kind === 'element') {
    return valuesOf(filter.path, subject).some(
      (element) => holdsSomething(filter.path, element) && matchesElement(filter.filter, element),
    )
  }
  return decide(
    filter,
    (operand) => matches(operand, subject),
    (path) => keysOf(path, subject),
  )
}

/** Whether one element of a multi-valued attribute meets a filter over its sub-attributes. */
export function matchesElement(filter: BoundFilter, element: Json): boolean {
  return decide(
    filter,
    (operand) => matchesElement(operand, element),
    (path) => (isJsonObject(element) ? keysOfElement(path, element) : keysOfLeaf(path, element)),
  )
}

/**
 * A PATCH of thousands of operations asks the same elements over and over, and the key of a long text is dear: 30 µs for
 * 4,000 characters. Elements never change, what differs is another object.
 */
const remembered = new WeakMap<JsonObject, Map<AttributePath, readonly string[]>>()

function keysOfElement(path: AttributePath, element: JsonObject): readonly string[] {
  let keys = remembered.get(element)
  if (keys === undefined) remembered.set(element, (keys = new Map()))
  let found = keys.get(path)
  if (found === undefined) keys.set(path, (found = keysOfLeaf(path, element[path.subAttribute?.name ?? 'value'])))
  return found
}

function decide(
  filter: BoundFilter,
  recurse: (operand: BoundFilter) => boolean,
  keys: (path: AttributePath) => readonly string[],
): boolean {
  switch (filter.kind) {
    case 'and':
      return filter.operands.every(recurse)
    case 'or':
      return filter.operands.some(recurse)
    case 'not':
      return !recurse(filter.operand)
    case 'present':
      return keys(filter.path).length > 0
    case 'compare':
      return compares(keys(filter.path), filter)
    case 'element':
      return false // an element has no elements; binding never nests them
    default:
      return unreachable(filter)
  }
}

type Compare = Extract<BoundFilter, { readonly kind: 'compare' }>

function compares(keys: readonly string[], { operator, key: wanted }: Compare): boolean {
  const isWhole = operator !== 'eq' && operator !== 'ne'
  return (isWhole ? keys : cutKeysOf(keys)).some((key) => compareKeys(key, operator, wanted))
}

const cutKeys = new WeakMap<readonly string[], readonly string[]>()

/** Remembered for the same reason as in {@link keysOfElement}: cutting is a digest of the whole. */
function cutKeysOf(keys: readonly string[]): readonly string[] {
  if (keys.every((key) => key.length <= MAX_KEY)) return keys
  const known = cutKeys.get(keys)
  if (known !== undefined) return known
  const cut = keys.map(cutKey)
  cutKeys.set(keys, cut)
  return cut
}

/** An element of which the schema knows nothing is kept, and is none for a filter. */
function holdsSomething(path: AttributePath, element: Json): boolean {
  const { subAttributes } = path.attribute
  if (subAttributes === undefined || !isJsonObject(element)) return keysOfLeaf(path, element).length > 0
  return subAttributes.some(
    (subAttribute) => keysOfLeaf({ ...path, subAttribute }, element[subAttribute.name]).length > 0,
  )
}

function keysOf(path: AttributePath, subject: FilterSubject): readonly string[] {
  switch (path.indexPath) {
    case 'id':
      return subject.id === undefined ? [] : [subject.id]
    case 'meta.created':
      return listOf(instantKey(subject.meta?.created))
    case 'meta.lastModified':
      return listOf(instantKey(subject.meta?.lastModified))
    case 'meta.version':
      return subject.meta === undefined ? [] : [versionTag(subject.meta.version)]
    // beside the core schema, which everybody has and binding has decided on
    case SCHEMAS:
      return Object.keys(subject.attributes).filter(isSchemaName)
    default:
      return valuesOf(path, subject).flatMap((element) => keysOfLeaf(path, leafOf(path, element)))
  }
}

function valuesOf(path: AttributePath, subject: FilterSubject): readonly Json[] {
  const { relation, name } = path.attribute
  return relation === undefined ? elementsOf(containerOf(path, subject.attributes), name) : (subject[relation] ?? [])
}

function leafOf(path: AttributePath, element: Json): Json | undefined {
  if (path.subAttribute === undefined) return element
  return isJsonObject(element) ? element[path.subAttribute.name] : undefined
}

function keysOfLeaf(path: AttributePath, value: Json | undefined): readonly string[] {
  if (isJsonArray(value)) return value.flatMap((each) => keysOfLeaf(path, each))
  if (value === undefined || value === null || typeof value === 'object') return []
  return listOf(wholeKeyOf(path.subAttribute ?? path.attribute, value))
}

const listOf = (key: string | undefined): readonly string[] => (key === undefined ? [] : [key])

function containerOf(path: AttributePath, attributes: Attributes): JsonObject {
  if (path.schema.alias === '') return attributes
  const extension = attributes[path.schema.id]
  return isJsonObject(extension) ? extension : {}
}

function elementsOf(container: JsonObject, name: string): readonly Json[] {
  const value = container[name]
  if (value === undefined) return []
  return isJsonArray(value) ? value : [value]
}
