import { fail, ok } from '../../shared/result.ts'
import type { ScimResult } from '../errors.ts'
import type { BoundFilter, ParsedFilter } from '../filter/ast.ts'
import { bindElementFilter, resolveSub } from '../filter/bind.ts'
import { parsePath, type ParsedPath } from '../filter/parse.ts'
import type { Attributes } from '../resource.ts'
import type { ResourceType } from '../schema/attribute.ts'
import { lookUp, vocabularyOf, type AttributeNode, type SchemaNode, type Vocabulary } from '../schema/vocabulary.ts'
import { selectedIds } from './member-draft.ts'
import type { PathOperation } from './quirks.ts'

/** What an operation is about. */
export type Target =
  /** A whole attribute. */
  | { readonly kind: 'attribute'; readonly node: AttributeNode }
  /** A sub-attribute: of the one complex value, or of every element. */
  | { readonly kind: 'sub'; readonly node: AttributeNode; readonly sub: AttributeNode }
  | ElementTarget
  /** The relation; `ids` when the path selects some. */
  | { readonly kind: 'members'; readonly node: AttributeNode; readonly ids?: readonly string[] }
  | { readonly kind: 'extension'; readonly schema: SchemaNode }
  /** An attribute this service does not know but keeps; `member` of the unknown object `key`, or all of it. */
  | { readonly kind: 'unknown'; readonly key: string; readonly member?: string }
  /** Nothing here: the operation is passed over and the others apply (scim-clients P18). */
  | { readonly kind: 'nothing' }

/** The elements that meet a filter. `wanted` is the filter as written: an element is made from it when none does. */
export type ElementTarget = {
  readonly kind: 'elements'
  readonly node: AttributeNode
  readonly filter: BoundFilter
  readonly wanted: ParsedFilter
  readonly sub?: AttributeNode
}

/** RFC 7644 §3.5.2 paths. Fails with `invalidPath` (broken, or a filter that does not fit) or `mutability`. */
export function bindTarget(
  resourceType: ResourceType,
  attributes: Attributes,
  operation: PathOperation,
): ScimResult<Target> {
  const vocabulary = vocabularyOf(resourceType)
  const { path, implied } = operation
  const node = lookUp(vocabulary.paths, path)
  if (node !== undefined) return bindNode(vocabulary, node, implied)
  const schema = lookUp(vocabulary.schemas, path)
  if (schema !== undefined) return ok(schema.core ? NOTHING : { kind: 'extension', schema })
  const kept = keptTarget(attributes, path) ?? (implied ? newTarget(path) : undefined)
  if (kept !== undefined) return ok(kept)
  const parsed = parsePath(path)
  if (!parsed.ok) return parsed.error.kind === 'invalidFilter' ? invalidPath(path, parsed.error.detail) : parsed
  return bindParsed(vocabulary, path, parsed.value, implied)
}

const NOTHING: Target = { kind: 'nothing' }

function bindNode(vocabulary: Vocabulary, node: AttributeNode, implied: boolean): ScimResult<Target> {
  const parent = vocabulary.parents.get(node)
  const top = parent ?? node
  if (top.attribute.relation === 'members') return ok(bindMembers(top, parent === undefined ? undefined : node))
  if (top.ignored) return bindIgnored(top, implied)
  if (node.ignored) return ok(NOTHING)
  return ok(parent === undefined ? { kind: 'attribute', node } : { kind: 'sub', node: parent, sub: node })
}

/** What else a member has is ours to say (its name) or follows from the id. */
const bindMembers = (node: AttributeNode, sub: AttributeNode | undefined): Target =>
  sub === undefined || sub.name === 'value' ? { kind: 'members', node } : NOTHING

/** Okta repeats `id` in its values (P6): passed over there, refused where a path asks for it. Passwords go nowhere. */
function bindIgnored(node: AttributeNode, implied: boolean): ScimResult<Target> {
  if (implied || node.attribute.mutability !== 'readOnly') return ok(NOTHING)
  return fail({
    kind: 'mutability',
    path: node.label,
    detail: `"${node.label}" is kept by this service and cannot be changed.`,
  })
}

function bindParsed(vocabulary: Vocabulary, path: string, parsed: ParsedPath, implied: boolean): ScimResult<Target> {
  if (!isAttributePath(parsed.attribute)) return invalidPath(path, `"${path}" is not the path of an attribute.`)
  const node = lookUp(vocabulary.paths, parsed.attribute)
  if (node === undefined || parsed.filter === undefined) return ok(NOTHING)
  if (node.ignored) return bindIgnored(node, implied)
  if (node.subs === undefined || !node.attribute.multiValued) {
    return invalidPath(path, `"${node.label}" has no values that a filter could select from.`)
  }
  return bindSelected(node, path, parsed.filter, parsed.subAttribute)
}

/** `attribute[filter]` and `attribute[filter].subAttribute`. */
function bindSelected(
  node: AttributeNode,
  path: string,
  wanted: ParsedFilter,
  name: string | undefined,
): ScimResult<Target> {
  const filter = bindElementFilter(node, wanted)
  if (!filter.ok) return invalidPath(path, filter.error.detail)
  const sub = name === undefined ? undefined : resolveSub(node, name)
  if (sub !== undefined && !sub.ok) return ok(NOTHING)
  if (node.attribute.relation === 'members') return bindSelectedMembers(node, path, wanted, sub?.value)
  if (sub?.value.ignored) return ok(NOTHING)
  const selected = { kind: 'elements', node, filter: filter.value, wanted } as const
  return ok(sub === undefined ? selected : { ...selected, sub: sub.value })
}

function bindSelectedMembers(
  node: AttributeNode,
  path: string,
  filter: ParsedFilter,
  sub: AttributeNode | undefined,
): ScimResult<Target> {
  const ids = selectedIds(filter)
  if (ids === undefined) return invalidPath(path, 'Members are selected by their id: members[value eq "…"].')
  if (sub === undefined) return ok({ kind: 'members', node, ids })
  if (sub.name !== 'value') return ok(NOTHING)
  return fail({
    kind: 'mutability',
    path,
    detail: 'The id of a member cannot be changed. Remove the member and add the other one.',
  })
}

/** An attribute that came with an earlier write and is kept, by its name; or a member of a kept object, behind its URN. */
function keptTarget(attributes: Attributes, path: string): Target | undefined {
  const name = path.toLowerCase()
  for (const key of Object.keys(attributes)) {
    const known = key.toLowerCase()
    if (known === name) return { kind: 'unknown', key }
    if (known.startsWith('urn:') && name.startsWith(`${known}:`)) {
      return { kind: 'unknown', key, member: path.slice(key.length + 1) }
    }
  }
  return undefined
}

/** Keys of a value that are plain names or URNs are kept as they are on POST (V8); dotted and filtered ones are paths. */
const newTarget = (path: string): Target | undefined =>
  path !== '__proto__' && (/^urn:/i.test(path) || !/[.[\]]/.test(path)) ? { kind: 'unknown', key: path } : undefined

/** RFC 7644 §3.10, figure 2: a name and at most one sub-attribute, behind a URN or not. */
const isAttributePath = (text: string): boolean =>
  /^urn:[^\s"]+$/i.test(text) || /^[A-Za-z$][\w$-]*(?:\.[A-Za-z$][\w$-]*)?$/.test(text)

const invalidPath = (path: string, detail: string): ScimResult<never> => fail({ kind: 'invalidPath', path, detail })
