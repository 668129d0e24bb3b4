import { ok } from '../../shared/result.ts'
import { unreachable } from '../../shared/unreachable.ts'
import type { ScimResult } from '../errors.ts'
import type { ResourceType } from '../schema/attribute.ts'
import { suggestion } from '../schema/paths.ts'
import { lookUp, vocabularyOf, type AttributeNode } from '../schema/vocabulary.ts'
import type { BoundFilter, ParsedFilter } from './ast.ts'
import { bindComparison } from './bind-comparison.ts'
import { clip, invalidFilter, sensitive } from './refusals.ts'
import { spreadElement } from './spread-element.ts'

type Compare = Extract<ParsedFilter, { readonly kind: 'compare' }>
type ValuePath = Extract<ParsedFilter, { readonly kind: 'valuePath' }>

/**
 * Resolves names and types a filter, so that storage and {@link matches} read one small language. Fails with
 * `invalidFilter` (unknown name, with the nearest known one; operator or value unfit for the type), `sensitive` (an
 * attribute that is never returned) or `tooMany` (an element filter that spreads too far). RFC 7644 §3.4.2.2.
 */
export function bindFilter(resourceType: ResourceType, filter: ParsedFilter): ScimResult<BoundFilter> {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return bindAll(filter.operands, filter.kind, (operand) => bindFilter(resourceType, operand))
    case 'not':
      return negate(bindFilter(resourceType, filter.operand))
    case 'present': {
      const node = resolve(resourceType, filter.path)
      return node.ok ? bindPresent(node.value) : node
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
      return sub.ok ? bindComparison(sub.value, filter.operator, filter.value) : sub
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
  const sub = node.subs === undefined ? undefined : lookUp(node.subs, name)
  if (sub !== undefined) return ok(sub)
  return invalidFilter(`"${node.label}" has no sub-attribute "${clip(name)}".`)
}

function bindCompare(resourceType: ResourceType, node: AttributeNode, filter: Compare): ScimResult<BoundFilter> {
  if (node.indexPath === 'meta.resourceType') return decideResourceType(resourceType, filter)
  return bindComparison(node.subs?.get('value') ?? node, filter.operator, filter.value)
}

/** Every resource here has one type, so the answer is known: everything, or nothing. */
function decideResourceType(resourceType: ResourceType, filter: Compare): ScimResult<BoundFilter> {
  const id = vocabularyOf(resourceType).attributes.get('id')
  const isEqual = filter.value.kind === 'text' && filter.value.text === resourceType.name
  if (id === undefined || (filter.operator !== 'eq' && filter.operator !== 'ne')) {
    return invalidFilter('"meta.resourceType" can be compared with eq and ne only.')
  }
  const all: BoundFilter = { kind: 'present', path: id }
  return ok(isEqual === (filter.operator === 'eq') ? all : { kind: 'not', operand: all })
}

/** A complex attribute is present when any of its sub-attributes is. */
function bindPresent(node: AttributeNode): ScimResult<BoundFilter> {
  if (node.attribute.returned === 'never') return sensitive(node)
  if (node.place !== 'nowhere') return ok({ kind: 'present', path: node })
  const subs = [...new Set(node.subs?.values() ?? [])].filter((sub) => sub.place !== 'nowhere')
  const [first] = subs
  if (first === undefined || hasBinary(node)) return invalidFilter(`"${node.label}" cannot be used in a filter.`)
  if (subs.length === 1) return ok({ kind: 'present', path: first })
  return ok({ kind: 'or', operands: subs.map((path) => ({ kind: 'present', path })) })
}

/** Binary values have no index rows, so presence of an attribute that may hold nothing else would be answered wrongly. */
const hasBinary = (node: AttributeNode): boolean =>
  [...(node.subs?.values() ?? [])].some(({ subAttribute }) => subAttribute?.type === 'binary')

function bindValuePath(resourceType: ResourceType, filter: ValuePath): ScimResult<BoundFilter> {
  const node = resolve(resourceType, filter.path)
  if (!node.ok) return node
  if (node.value.subs === undefined) return invalidFilter(`"${node.value.label}" has no sub-attributes to filter by.`)
  const inner = bindElementFilter(node.value, filter.filter)
  if (!inner.ok) return inner
  const spread = spreadElement(node.value, inner.value)
  // ids are rows of their own: one of them is equal or not, and no more can be asked of a single row
  if (node.value.attribute.relation === undefined || !spread.ok || isOfLeaves(spread.value)) return spread
  return invalidFilter(`"${node.value.label}[…]" can hold comparisons of "value" with eq only, joined by "or".`)
}

const isOfLeaves = (filter: BoundFilter): boolean =>
  filter.kind === 'or' ? filter.operands.every(isOfLeaves) : filter.kind !== 'element'
