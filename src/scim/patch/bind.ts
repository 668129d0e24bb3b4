import { fail, ok } from '../../shared/result.ts'
import type { ScimResult } from '../errors.ts'
import type { BoundFilter, ParsedFilter } from '../filter/ast.ts'
import { bindElementFilter } from '../filter/bind.ts'
import { parsePath, type ParsedPath } from '../filter/parse.ts'
import { clip } from '../filter/refusals.ts'
import type { Attributes } from '../resource.ts'
import type { ResourceType } from '../schema/attribute.ts'
import {
  lookUp,
  vocabularyOf,
  type AttributeNode,
  type NamedNodes,
  type SchemaNode,
  type Vocabulary,
} from '../schema/vocabulary.ts'
import { selectedIds } from './member-draft.ts'
import type { PathOperation } from './quirks.ts'
import { unknownTarget, type Unknown } from './unknown-path.ts'

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
  | Unknown
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
  if (isHarmful(path)) return notAPath(path)
  const { value } = operation
  // a key without brackets is a name, whatever it looks like, as it is in the body of a POST (V8)
  if (implied && !/[[\]]/.test(path)) return ok(unknown(vocabulary, attributes, path, { implied, value }))
  const parsed = parsePath(path)
  if (!parsed.ok) return parsed.error.kind === 'invalidFilter' ? invalidPath(path, parsed.error.detail) : parsed
  if (parsed.value.filter !== undefined)
    return bindFiltered(vocabulary, path, parsed.value, parsed.value.filter, implied)
  if (!isAttributePath(path)) return notAPath(path)
  return ok(unknown(vocabulary, attributes, path, { implied, value }))
}

const NOTHING: Target = { kind: 'nothing' }

function bindNode(vocabulary: Vocabulary, node: AttributeNode, implied: boolean): ScimResult<Target> {
  const parent = vocabulary.parents.get(node)
  const top = parent ?? node
  if (top.attribute.relation === 'members') return ok(bindMembers(top, parent === undefined ? undefined : node))
  if (top.ignored) return bindIgnored(top, implied)
  if (node.ignored) return bindIgnored(node, implied)
  return ok(parent === undefined ? { kind: 'attribute', node } : { kind: 'sub', node: parent, sub: node })
}

/** What else a member has is ours to say (its name) or follows from the id. */
const bindMembers = (node: AttributeNode, sub: AttributeNode | undefined): Target =>
  sub === undefined || sub.name === 'value' ? { kind: 'members', node } : NOTHING

/**
 * Okta repeats `id` in its values (P6): passed over there, refused where a path asks for it, as RFC 7644 §3.5.2 wants.
 * Passwords go nowhere.
 */
function bindIgnored(node: AttributeNode, implied: boolean): ScimResult<Target> {
  if (
    implied ||
    ((node.subAttribute ?? node.attribute).mutability !== 'readOnly' && node.attribute.mutability !== 'readOnly')
  )
    return ok(NOTHING)
  return fail({
    kind: 'mutability',
    path: node.label,
    detail: `"${node.label}" is kept by this service and cannot be changed.`,
  })
}

/** What cannot be kept either is passed over. So is what a readOnly attribute, or one that is dropped, does not declare. */
function unknown(...path: Parameters<typeof unknownTarget>): Target {
  const target = unknownTarget(...path)
  if (target === undefined || (target.kind === 'unknownSub' && isNotWritten(target.node))) return NOTHING
  return target
}

const isNotWritten = ({ ignored, attribute }: AttributeNode): boolean => ignored || attribute.relation !== undefined

function bindFiltered(
  vocabulary: Vocabulary,
  path: string,
  { attribute, subAttribute }: ParsedPath,
  filter: ParsedFilter,
  implied: boolean,
): ScimResult<Target> {
  if (!isAttributePath(attribute)) return notAPath(path)
  const node = lookUp(vocabulary.paths, attribute)
  if (node === undefined) return ok(NOTHING)
  if (node.ignored) return bindIgnored(node, implied)
  if (node.subs === undefined || !node.attribute.multiValued) {
    return invalidPath(path, `"${node.label}" has no values that a filter could select from.`)
  }
  return bindSelected(node, path, filter, subAttribute, implied)
}

/** `attribute[filter]` and `attribute[filter].subAttribute`. */
function bindSelected(
  node: AttributeNode,
  path: string,
  wanted: ParsedFilter,
  name: string | undefined,
  implied: boolean,
): ScimResult<Target> {
  // what nobody declared cannot select anything (P18)
  if (!declares(node, wanted)) return ok(NOTHING)
  const filter = bindElementFilter(node, wanted)
  if (!filter.ok) return invalidPath(path, filter.error.detail)
  const sub = name === undefined ? undefined : lookUp(node.subs ?? NO_NODES, name)
  const isUnknown = name !== undefined && sub === undefined
  if (node.attribute.relation === 'members') {
    return isUnknown ? ok(NOTHING) : bindSelectedMembers(node, path, wanted, sub)
  }
  if (isUnknown) return ok(/[.[\]]/.test(name) ? NOTHING : { kind: 'unknownSub', node, name, filter: filter.value })
  if (sub?.ignored) return bindIgnored(sub, implied)
  const selected = { kind: 'elements', node, filter: filter.value, wanted } as const
  return ok(sub === undefined ? selected : { ...selected, sub })
}

const NO_NODES: NamedNodes = new Map()

/** Whether the elements have every sub-attribute that the filter speaks of. */
function declares(node: AttributeNode, filter: ParsedFilter): boolean {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return filter.operands.every((operand) => declares(node, operand))
    case 'not':
      return declares(node, filter.operand)
    default:
      return lookUp(node.subs ?? NO_NODES, filter.path) !== undefined
  }
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

/**
 * RFC 7644 §3.10, figure 2, a name and a sub-attribute, behind a URN or not; and more names behind dots, which lead
 * nowhere but are no reason to refuse what stands beside them (P18).
 */
const isAttributePath = (text: string): boolean =>
  /^urn:[^\s"]+$/i.test(text) || /^[A-Za-z$][\w$-]*(?:\.[A-Za-z$][\w$-]*)*$/.test(text)

/** Nobody maps these by mistake: they reach for the prototype of objects (P21). Texts inside a filter are only texts. */
function isHarmful(path: string): boolean {
  const names = path.replaceAll(/"(?:[^"\\]|\\.)*"/g, '').split(/[.:[\]]/)
  if (names.includes('__proto__')) return true
  return names.length > 1 && names.some((name) => name === 'constructor' || name === 'prototype')
}

const notAPath = (path: string): ScimResult<never> =>
  invalidPath(path, `"${clip(path)}" is not the path of an attribute.`)

const invalidPath = (path: string, detail: string): ScimResult<never> => fail({ kind: 'invalidPath', path, detail })
