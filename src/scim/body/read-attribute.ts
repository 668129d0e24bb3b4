import { isJsonArray, isJsonObject, jsonEqual, type Json, type JsonObject } from '../../shared/json.ts'
import { lookUp, type AttributeNode, type NamedNodes } from '../schema/vocabulary.ts'
import { keepOnePrimary } from './primary.ts'
import { refuse, type Problems } from './problems.ts'
import { readScalar } from './read-scalar.ts'

/**
 * What a client sent for an attribute, in canonical names and types, with the tolerance of scim-clients V1–V7, V13, V15.
 * Undefined: unassigned (`null`, `""`, `[]`, `{"value":""}`), or refused and said so in `problems`.
 */
export function readAttribute(node: AttributeNode, value: Json, problems: Problems): Json | undefined {
  const { multiValued } = node.subAttribute ?? node.attribute
  return multiValued ? readElements(node, value, problems) : readSingle(node, value, problems)
}

/** More elements than anybody has, fewer than would make a PATCH of many operations slow. */
export const MAX_ELEMENTS = 500

function readElements(node: AttributeNode, value: Json, problems: Problems): Json | undefined {
  if (!isJsonArray(value)) {
    const element = readElement(node, value, problems)
    return element === undefined ? undefined : [element]
  }
  if (value.length > MAX_ELEMENTS) {
    return refuse(problems, node, `${value.length} values are more than the ${MAX_ELEMENTS} that are allowed.`)
  }
  const elements: Json[] = []
  for (const each of value) {
    const element = readElement(node, each, problems)
    // the same type and value are not to be returned twice (RFC 7643 §2.4); what differs in anything is kept
    if (element !== undefined && !elements.some((other) => jsonEqual(other, element))) elements.push(element)
  }
  return elements.length === 0 ? undefined : node.subs?.has('primary') ? keepOnePrimary(elements) : elements
}

/** An element whose `value` was emptied is gone: its type and label only described what is no more (V7). */
function readElement(node: AttributeNode, value: Json, problems: Problems): Json | undefined {
  const element = readSingle(node, value, problems)
  if (!isJsonObject(element) || element.value !== undefined || !isJsonObject(value)) return element
  const mentioned = node.subs?.has('value') && Object.keys(value).some((key) => key.toLowerCase() === 'value')
  return mentioned ? undefined : element
}

/** One value, or one element of a multi-valued attribute. */
export function readSingle(node: AttributeNode, value: Json, problems: Problems): Json | undefined {
  if (value === null || value === '') return undefined
  if (isJsonArray(value)) return unwrap(node, value, problems)
  if (node.subs !== undefined) return readComplex(node, node.subs, value, problems)
  if (!isJsonObject(value)) return readScalar(node, value, problems)
  const inner = Object.keys(value).find((key) => key.toLowerCase() === 'value')
  return inner === undefined
    ? refuse(problems, node, `${expectedOf(node)} is expected, not an object.`)
    : readSingle(node, value[inner] ?? null, problems)
}

/** An array for a single value means its one element (V5). An empty one for a boolean is refused: it must not decide. */
function unwrap(node: AttributeNode, value: readonly Json[], problems: Problems): Json | undefined {
  const [first = null, ...more] = value
  const { type } = node.subAttribute ?? node.attribute
  if (more.length > 0 || (first === null && type === 'boolean')) {
    return refuse(problems, node, 'a single value is expected, not an array.')
  }
  return readSingle(node, first, problems)
}

function readComplex(
  node: AttributeNode,
  subs: NamedNodes,
  value: Exclude<Json, readonly Json[] | null>,
  problems: Problems,
): JsonObject | undefined {
  if (isJsonObject(value)) {
    const out: Record<string, Json> = {}
    readMembersOf(value, subs, out, problems)
    return isEmpty(out) ? undefined : out
  }
  const inner = subs.get('value')
  if (inner === undefined) return refuse(problems, node, 'an object is expected.')
  const read = readSingle(inner, value, problems)
  return read === undefined ? undefined : { value: read }
}

/** Reads every member of an object into `out`. Unknown ones are kept as they came and never walked. */
export function readMembersOf(
  object: JsonObject,
  names: NamedNodes,
  out: Record<string, Json>,
  problems: Problems,
): void {
  let exact = true
  for (const key of Object.keys(object)) {
    const value = object[key] ?? null
    const node = lookUp(names, key)
    if (node?.name !== key) exact = false
    if (node === undefined) keepUnknown(key, value, out)
    else if (!node.ignored) {
      const read = readAttribute(node, value, problems)
      if (read !== undefined) out[node.name] = read
    }
  }
  // keys that all have their canonical spelling cannot be the same name twice
  if (!exact) refuseRepeatedNames(object, problems)
}

/** Two spellings of one name: which of them counts would be a guess (security JS-05). */
export function refuseRepeatedNames(object: JsonObject, problems: Problems): void {
  const seen = new Set<string>()
  for (const key of Object.keys(object)) {
    const name = key.toLowerCase()
    if (seen.has(name))
      problems.push({ kind: 'invalidSyntax', detail: `The body has "${key}" twice, in different case.` })
    seen.add(name)
  }
}

/** `__proto__` cannot be kept: assigning it would change what the object is. */
export function keepUnknown(key: string, value: Json, out: Record<string, Json>): void {
  if (key !== '__proto__' && !isUnassigned(value)) out[key] = value
}

/** RFC 7643 §2.5, and the empty text that clients send for it (V7). */
export const isUnassigned = (value: Json): boolean =>
  value === null || value === '' || (isJsonArray(value) && value.length === 0)

export function isEmpty(object: JsonObject): boolean {
  for (const key in object) if (Object.hasOwn(object, key)) return false
  return true
}

const expectedOf = (node: AttributeNode): string => {
  const { type } = node.subAttribute ?? node.attribute
  return type === 'string' || type === 'reference' ? 'text' : `a value of type ${type}`
}
