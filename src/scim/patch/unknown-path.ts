import { isJsonArray, isJsonObject, jsonEqual, type Json, type JsonObject } from '../../shared/json.ts'
import type { Problems } from '../body/problems.ts'
import { isEmpty, isUnassigned } from '../body/read-attribute.ts'
import type { BoundFilter } from '../filter/ast.ts'
import { matchesElement } from '../filter/matches.ts'
import type { Attributes } from '../resource.ts'
import { lookUp, type AttributeNode, type NamedNodes, type SchemaNode, type Vocabulary } from '../schema/vocabulary.ts'
import { storedElements, storedValue, withElements, withMember, withValue } from './stored-value.ts'

/**
 * What the schemas do not know is kept and given back, whether it came in a body or by a path, so that an identity
 * provider that maps one attribute too many loses nothing, and what stands beside it is done (scim-clients V8, P18).
 */

/** Where an unknown path leads. */
export type Unknown =
  /** Names from the outside in: `["shoe", "size"]`, `["urn:example:ext:2.0:User", "badge"]`. */
  | { readonly kind: 'unknown'; readonly trail: readonly string[] }
  /** A sub-attribute that the complex attribute does not declare, of all values or of those that meet the filter. */
  | { readonly kind: 'unknownSub'; readonly node: AttributeNode; readonly name: string; readonly filter?: BoundFilter }

type Shape = {
  /** The path was a key of a value, so that any text is a name. */
  readonly implied: boolean
  /** What is written there; undefined for a removal. */
  readonly value: Json | undefined
}

/** Undefined: nowhere that can be told, such as below a text or three names deep. */
export function unknownTarget(
  vocabulary: Vocabulary,
  attributes: Attributes,
  path: string,
  shape: Shape,
): Unknown | undefined {
  const kept = keptTarget(vocabulary, attributes, path, shape)
  if (kept !== undefined) return kept
  const known = knownSchema(vocabulary, path)
  if (known !== undefined) {
    const { node, rest } = known
    const names = namesIn(rest, shape)
    if (names === undefined) return undefined
    return below(node.core ? vocabulary.attributes : node.attributes, names, node.core ? [] : [node.schema.id])
  }
  if (/^[a-z][a-z0-9+.-]*:/i.test(path)) return trailOfUrn(path, shape)
  const names = namesIn(path, shape)
  return names === undefined ? undefined : below(vocabulary.attributes, names, [])
}

/** What came with an earlier write, by its name, or a member of it, behind its URN. */
function keptTarget(vocabulary: Vocabulary, attributes: Attributes, path: string, shape: Shape): Unknown | undefined {
  const wanted = path.toLowerCase()
  for (const key of Object.keys(attributes)) {
    const name = key.toLowerCase()
    if (!wanted.startsWith(name)) continue
    if (wanted === name) return { kind: 'unknown', trail: [key] }
    if (!name.startsWith('urn:') || wanted[name.length] !== ':' || vocabulary.schemas.has(name)) continue
    const names = namesIn(path.slice(key.length + 1), shape)
    if (names !== undefined) return { kind: 'unknown', trail: [key, ...names] }
  }
  return undefined
}

function below(attributes: NamedNodes, names: readonly string[], outside: readonly string[]): Unknown | undefined {
  const [first = '', second] = names
  const node = lookUp(attributes, first)
  if (node === undefined) return { kind: 'unknown', trail: [...outside, ...names] }
  return node.subs === undefined || second === undefined ? undefined : { kind: 'unknownSub', node, name: second }
}

/** The longest URN of a schema in front of the path, and what comes behind its colon or dot. */
function knownSchema(
  { schemas }: Vocabulary,
  path: string,
): { readonly node: SchemaNode; readonly rest: string } | undefined {
  const text = path.toLowerCase()
  let length = 0
  for (const urn of schemas.keys()) {
    const isInFront =
      urn.length > length && text.startsWith(urn) && (text[urn.length] === ':' || text[urn.length] === '.')
    if (isInFront) length = urn.length
  }
  const node = length === 0 ? undefined : schemas.get(text.slice(0, length))
  return node === undefined ? undefined : { node, rest: path.slice(length + 1) }
}

/** An object is the content of a namespace; anything else is the value of a name behind it. */
function trailOfUrn(path: string, shape: Shape): Unknown | undefined {
  if (isJsonObject(shape.value)) return { kind: 'unknown', trail: [path] }
  const at = path.lastIndexOf(':')
  const names = namesIn(path.slice(at + 1), shape)
  const urn = path.slice(0, at)
  return names === undefined || !/^urn:[^:]+:/i.test(urn) ? undefined : { kind: 'unknown', trail: [urn, ...names] }
}

const NAME = /^[A-Za-z$_][\w$-]*$/

/** One name, or two with a dot between them. */
function namesIn(text: string, { implied }: Shape): readonly string[] | undefined {
  if (implied && text !== '' && !/[.[\]]/.test(text)) return [text]
  const names = text.split('.')
  return names.length <= 2 && names.every((name) => NAME.test(name)) ? names : undefined
}

/** As many as a body may have, or what is stored could not be sent back (see `shared/json.ts`). */
const MAX_MEMBERS = 1_000

/**
 * The object with the value at the end of the trail; null and its like remove. Objects are merged, as those of an
 * extension are, and `add` extends a list. The same object where the trail leads through something that is no object.
 */
export function writeTrail(
  object: JsonObject,
  [first = '', ...rest]: readonly string[],
  value: Json,
  op: 'add' | 'replace' | 'remove',
  problems: Problems,
): JsonObject {
  const key = keyOf(object, first)
  const old = Object.hasOwn(object, key) ? object[key] : undefined
  if (old === undefined && !isUnassigned(value) && Object.keys(object).length >= MAX_MEMBERS) {
    problems.push({ kind: 'tooMany', detail: `A resource can hold ${MAX_MEMBERS} attributes, and it has as many.` })
    return object
  }
  if (rest.length === 0) return withMember(object, key, isUnassigned(value) ? undefined : joined(old, value, op))
  if (old !== undefined && !isJsonObject(old)) return object
  const inner = writeTrail(old ?? {}, rest, value, op, problems)
  return inner === old ? object : withMember(object, key, isEmpty(inner) ? undefined : inner)
}

/** What is there now. */
export function storedAt(object: JsonObject, trail: readonly string[]): Json | undefined {
  let at: Json | undefined = object
  for (const name of trail) {
    if (!isJsonObject(at)) return undefined
    const key: string = keyOf(at, name)
    at = Object.hasOwn(at, key) ? at[key] : undefined
  }
  return at
}

/** An unknown sub-attribute of what is there; no element is made for it. */
export function writeUnknownSub(
  attributes: Attributes,
  { node, name, filter }: { readonly node: AttributeNode; readonly name: string; readonly filter?: BoundFilter },
  value: Json,
): Attributes {
  const written = isUnassigned(value) ? undefined : value
  const write = (object: JsonObject): JsonObject => withMember(object, keyOf(object, name), written)
  if (!node.attribute.multiValued) {
    const old = storedValue(attributes, node)
    const next = write(isJsonObject(old) ? old : {})
    return withValue(attributes, node, isEmpty(next) ? undefined : next)
  }
  const elements = storedElements(attributes, node).map((element) =>
    isJsonObject(element) && (filter === undefined || matchesElement(filter, element)) ? write(element) : element,
  )
  return withElements(attributes, node, elements)
}

function joined(old: Json | undefined, value: Json, op: 'add' | 'replace' | 'remove'): Json {
  if (isJsonObject(old) && isJsonObject(value)) return { ...old, ...value }
  if (op !== 'add' || !isJsonArray(old)) return value
  const added = isJsonArray(value) ? value : [value]
  return [...old, ...added.filter((each) => !old.some((existing) => jsonEqual(existing, each)))]
}

/** The spelling under which the object has the name already. */
function keyOf(object: JsonObject, name: string): string {
  if (Object.hasOwn(object, name)) return name
  const wanted = name.toLowerCase()
  return Object.keys(object).find((key) => key.toLowerCase() === wanted) ?? name
}
