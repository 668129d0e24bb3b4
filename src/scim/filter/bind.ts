import { ok } from '../../shared/result.ts'
import { unreachable } from '../../shared/unreachable.ts'
import type { ScimResult } from '../errors.ts'
import type { ResourceType } from '../schema/attribute.ts'
import { nearestOf, suggestion } from '../schema/paths.ts'
import { lookUp, vocabularyOf, type AttributeNode } from '../schema/vocabulary.ts'
import type { BoundFilter, ParsedFilter } from './ast.ts'
import { bindComparison, bindNull } from './bind-comparison.ts'
import { DERIVED, EVERYTHING, isAlwaysPresent } from './bind-derived.ts'
import { bindReference, isReference } from './bind-reference.ts'
import { clip, invalidFilter, sensitive } from './refusals.ts'
import { spreadElement } from './spread-element.ts'

type Compare = Extract<ParsedFilter, { readonly kind: 'compare' }>
type Leaf = Extract<ParsedFilter, { readonly path: string }>
type ValuePath = Extract<ParsedFilter, { readonly kind: 'valuePath' }>

/**
 * Resolves names and types a filter, so that storage and {@link matches} read one small language. Fails with
 * `invalidFilter` (unknown name, with the nearest known one; operator or value unfit for the type), `sensitive` (an
 * attribute that is never returned) or `tooMany` (an element filter that spreads too far). RFC 7644 §3.4.2.2.
 *
 * `isElsewhere`: the filter is meant for several resource types, and another one has the attribute; then it has no value
 * here (RFC 7644 §3.4.2.1).
 */
export function bindFilter(
  resourceType: ResourceType,
  filter: ParsedFilter,
  isElsewhere: (path: string) => boolean = nowhere,
): ScimResult<BoundFilter> {
  const bind = (operand: ParsedFilter): ScimResult<BoundFilter> => bindFilter(resourceType, operand, isElsewhere)
  switch (filter.kind) {
    case 'and':
    case 'or':
      return bindAll(filter.operands, filter.kind, bind)
    case 'not':
      return negate(bind(filter.operand))
    default:
      return isUnknown(resourceType, filter.path) && isElsewhere(filter.path)
        ? ok(withoutValue(filter))
        : bindNamed(resourceType, filter)
  }
}

/** What a filter on an attribute says of who has no value of it: as if the attribute were there and unassigned. */
function withoutValue(filter: Leaf): BoundFilter {
  const isMet = filter.kind === 'compare' && filter.operator === (filter.value.kind === 'null' ? 'eq' : 'ne')
  return isMet ? EVERYTHING : { kind: 'not', operand: EVERYTHING }
}

const nowhere = (): boolean => false

const isUnknown = (resourceType: ResourceType, path: string): boolean =>
  lookUp(vocabularyOf(resourceType).paths, path) === undefined

function bindNamed(resourceType: ResourceType, filter: Leaf): ScimResult<BoundFilter> {
  switch (filter.kind) {
    case 'present': {
      const node = resolve(resourceType, filter.path)
      if (!node.ok) return node
      return isAlwaysPresent(node.value) ? ok(EVERYTHING) : bindPresent(node.value)
    }
    case 'compare': {
      const node = resolve(resourceType, filter.path)
      return node.ok ? bindCompare(resourceType, node.value, filter) : node
    }
    case 'valuePath':
      return bindValuePath(resourceType, filter)
    default:
      return unreachable(filter)
  }
}

/** A filter on the elements of one attribute, as in the brackets of a PATCH path: not spread, not reduced. */
export function bindElementFilter(node: AttributeNode, filter: ParsedFilter): ScimResult<BoundFilter> {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return bindAll(filter.operands, filter.kind, (operand) => bindElementFilter(node, operand))
    case 'not':
      return negate(bindElementFilter(node, filter.operand))
    case 'present': {
      const sub = resolveSub(node, filter.path)
      return sub.ok ? bindPresent(sub.value) : sub
    }
    case 'compare': {
      const sub = resolveSub(node, filter.path)
      if (sub.ok && isReference(sub.value)) return bindReference(node, filter)
      return sub.ok ? bindLeaf(sub.value, filter, sub.value.subAttribute?.multiValued === true) : sub
    }
    case 'valuePath':
      return invalidFilter(`"[" inside "[" is not possible.`)
    default:
      return unreachable(filter)
  }
}

function bindAll(
  operands: readonly ParsedFilter[],
  kind: 'and' | 'or',
  bind: (operand: ParsedFilter) => ScimResult<BoundFilter>,
): ScimResult<BoundFilter> {
  const bound: BoundFilter[] = []
  for (const operand of operands) {
    const result = bind(operand)
    if (!result.ok) return result
    bound.push(result.value)
  }
  return ok({ kind, operands: bound })
}

const negate = (result: ScimResult<BoundFilter>): ScimResult<BoundFilter> =>
  result.ok ? ok({ kind: 'not', operand: result.value }) : result

function resolve(resourceType: ResourceType, path: string): ScimResult<AttributeNode> {
  const node = lookUp(vocabularyOf(resourceType).paths, path)
  if (node !== undefined) return ok(node)
  return invalidFilter(`A ${resourceType.name} has no attribute "${clip(path)}".${suggestion(resourceType, path)}`)
}

export function resolveSub(node: AttributeNode, name: string): ScimResult<AttributeNode> {
  if (isElement(node, name)) return ok(node)
  const sub = node.subs === undefined ? undefined : lookUp(node.subs, name)
  if (sub !== undefined) return ok(sub)
  const nearest = nearestOf(new Set([...(node.subs?.values() ?? [])].map((known) => known.name)), name)
  return invalidFilter(
    `"${node.label}" has no sub-attribute "${clip(name)}".${nearest === undefined ? '' : ` Did you mean "${nearest}"?`}`,
  )
}

/** A multi-valued attribute without sub-attributes holds its values under the name `value` (RFC 7643 §2.4). */
const isElement = ({ subs, attribute }: AttributeNode, name: string): boolean =>
  subs === undefined && attribute.multiValued && name.toLowerCase() === 'value'

function bindCompare(resourceType: ResourceType, node: AttributeNode, filter: Compare): ScimResult<BoundFilter> {
  const derived = DERIVED.get(node.indexPath)
  if (derived !== undefined) return derived(resourceType, node, filter)
  if (isReference(node)) return bindAlone(resourceType, node, filter)
  // who asks for `groups.value ne "…"` wants those who are not in that group, not those who are in another one as well
  const several = node.attribute.relation === undefined && (node.attribute.multiValued || isSeveral(node))
  return bindLeaf(node, filter, several)
}

/** The address of a member is two conditions on one element. `ne` as for the other parts of a relation. */
function bindAlone(resourceType: ResourceType, node: AttributeNode, filter: Compare): ScimResult<BoundFilter> {
  const parent = vocabularyOf(resourceType).parents.get(node) ?? node
  const isNot = filter.operator === 'ne' && filter.value.kind !== 'null'
  const inner = bindReference(parent, isNot ? { ...filter, operator: 'eq' } : filter)
  if (!inner.ok) return inner
  const spread = spreadElement(parent, inner.value)
  return isNot ? negate(spread) : spread
}

const isSeveral = (node: AttributeNode): boolean => node.subAttribute?.multiValued === true

/** A complex attribute alone means its `value`; what is compared with null is all of it. */
function bindLeaf(node: AttributeNode, { operator, value }: Compare, several: boolean): ScimResult<BoundFilter> {
  if (value.kind !== 'null') return bindComparison(node.subs?.get('value') ?? node, operator, value, several)
  const present = bindPresent(node)
  return present.ok ? bindNull(present.value, operator) : present
}

/** A complex attribute is present when any of its sub-attributes is. */
function bindPresent(node: AttributeNode): ScimResult<BoundFilter> {
  if (node.attribute.returned === 'never') return sensitive(node)
  if (node.place !== 'nowhere') return ok({ kind: 'present', path: node })
  const id = node.attribute.relation === undefined ? undefined : node.subs?.get('value')
  // every member has an id, a type, a name and an address
  if (id !== undefined) return ok({ kind: 'present', path: id })
  const subs = [...new Set(node.subs?.values() ?? [])].filter((sub) => sub.place !== 'nowhere')
  const [first] = subs
  if (first === undefined) return invalidFilter(`"${node.label}" cannot be used in a filter.`)
  if (subs.length === 1) return ok({ kind: 'present', path: first })
  return ok({ kind: 'or', operands: subs.map((path) => ({ kind: 'present', path })) })
}

function bindValuePath(resourceType: ResourceType, filter: ValuePath): ScimResult<BoundFilter> {
  const node = resolve(resourceType, filter.path)
  if (!node.ok) return node
  if (node.value.subs === undefined && !isElement(node.value, 'value'))
    return invalidFilter(`"${node.value.label}" has no sub-attributes to filter by.`)
  if (DERIVED.has(node.value.indexPath) || node.value.indexPath === 'meta')
    return invalidFilter(`Write a filter on "${node.value.label}" without "[".`)
  const inner = bindElementFilter(node.value, filter.filter)
  if (!inner.ok) return inner
  return spreadElement(node.value, inner.value)
}
