import { ok } from '../../shared/result.ts'
import type { ScimResult } from '../errors.ts'
import { keyOfLeaf, wholeKeyOf } from '../index-key.ts'
import type { Attribute } from '../schema/attribute.ts'
import type { AttributeNode } from '../schema/vocabulary.ts'
import type { BoundFilter, ComparisonOperator, ParsedValue } from './ast.ts'
import { clip, invalidFilter, sensitive } from './refusals.ts'

/**
 * One comparison of a simple attribute: operator and literal checked against its type. `several`: the resource, or the
 * element that is asked, may hold more than one value of it.
 */
export function bindComparison(
  node: AttributeNode,
  operator: ComparisonOperator,
  value: ParsedValue,
  several: boolean,
): ScimResult<BoundFilter> {
  if (node.attribute.returned === 'never') return sensitive(node)
  if (node.place === 'nowhere') return uncomparable(node)
  if (value.kind === 'null') return bindNull({ kind: 'present', path: node }, operator)
  const leaf = node.subAttribute ?? node.attribute
  if (!isFit(leaf, operator))
    return invalidFilter(`"${operator}" does not fit "${node.label}", which is ${described(leaf)}.`)
  const key = keyFor(leaf, operator, value.text)
  if (key === undefined)
    return invalidFilter(`"${clip(value.text)}" does not fit "${node.label}", which is ${described(leaf)}.`)
  if (operator === 'ne') return ok(several ? hasOther(node, key) : hasNot(node, key))
  return ok({ kind: 'compare', path: node, operator, key })
}

/** Of a part of a text nothing is cut off: it may stand behind the place where the key of the value is cut. */
const keyFor = (leaf: Attribute, operator: ComparisonOperator, text: string): string | undefined =>
  operator === 'eq' || operator === 'ne' ? keyOfLeaf(leaf, text) : wholeKeyOf(leaf, text)

/** What has no value is not equal to any: RFC 7643 §2.5 takes unassigned for null. */
const hasNot = (path: AttributeNode, key: string): BoundFilter => ({
  kind: 'not',
  operand: { kind: 'compare', path, operator: 'eq', key },
})

/** RFC 7644 §3.4.2.2: one of several values has to meet the criterion. `not (… eq …)` asks that none of them is equal. */
const hasOther = (path: AttributeNode, key: string): BoundFilter => ({
  kind: 'or',
  operands: [
    { kind: 'compare', path, operator: 'ne', key },
    { kind: 'not', operand: { kind: 'present', path } },
  ],
})

/** RFC 7643 §2.5: null means unassigned. */
export function bindNull(present: BoundFilter, operator: ComparisonOperator): ScimResult<BoundFilter> {
  if (operator === 'ne') return ok(present)
  return operator === 'eq'
    ? ok({ kind: 'not', operand: present })
    : invalidFilter('null can be compared with eq and ne only.')
}

function uncomparable(node: AttributeNode): ScimResult<never> {
  const [sub] = node.subs?.values() ?? []
  return invalidFilter(
    sub === undefined
      ? `"${node.label}" cannot be compared in a filter.`
      : `"${node.label}" is made of sub-attributes. Compare one of them, such as "${sub.label}".`,
  )
}

const PARTS: ReadonlySet<ComparisonOperator> = new Set(['co', 'sw', 'ew'])

/** RFC 7644 §3.4.2.2: no order among booleans and binary values, no parts of anything but text. */
function isFit(leaf: Attribute, operator: ComparisonOperator): boolean {
  if (operator === 'eq' || operator === 'ne') return true
  if (leaf.type === 'boolean' || leaf.type === 'binary') return false
  return leaf.type === 'string' || leaf.type === 'reference' || !PARTS.has(operator)
}

const DESCRIPTIONS: Readonly<Record<Attribute['type'], string>> = {
  string: 'text',
  boolean: 'true or false',
  decimal: 'a number',
  integer: 'a whole number',
  dateTime: 'a date and time',
  reference: 'a reference',
  binary: 'binary',
  complex: 'made of sub-attributes',
}

const described = (leaf: Attribute): string => DESCRIPTIONS[leaf.type]
