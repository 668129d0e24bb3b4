import { ok } from '../../shared/result.ts'
import type { ScimResult } from '../errors.ts'
import { keyOfLeaf, textKey } from '../index-key.ts'
import type { Attribute } from '../schema/attribute.ts'
import type { AttributeNode } from '../schema/vocabulary.ts'
import type { BoundFilter, ComparisonOperator, ParsedValue } from './ast.ts'
import { clip, invalidFilter, sensitive } from './refusals.ts'

/** One comparison of a simple attribute: operator and literal checked against its type. */
export function bindComparison(
  node: AttributeNode,
  operator: ComparisonOperator,
  value: ParsedValue,
): ScimResult<BoundFilter> {
  if (node.attribute.returned === 'never') return sensitive(node)
  if (node.place === 'nowhere') return invalidFilter(`"${node.label}" cannot be compared in a filter.`)
  if (value.kind === 'null') return bindNull(node, operator)
  const leaf = node.subAttribute ?? node.attribute
  if (!isFit(leaf, node, operator))
    return invalidFilter(`"${operator}" does not fit "${node.label}", which is ${described(leaf)}.`)
  const key =
    operator === 'co' || operator === 'sw' || operator === 'ew'
      ? textKey(leaf, value.text)
      : keyOfLeaf(leaf, value.text)
  if (key === undefined)
    return invalidFilter(`"${clip(value.text)}" does not fit "${node.label}", which is ${described(leaf)}.`)
  return operator === 'ne'
    ? ok({ kind: 'not', operand: { kind: 'compare', path: node, operator: 'eq', key } })
    : ok({ kind: 'compare', path: node, operator, key })
}

/** RFC 7643 §2.5: null means unassigned. */
function bindNull(node: AttributeNode, operator: ComparisonOperator): ScimResult<BoundFilter> {
  const present: BoundFilter = { kind: 'present', path: node }
  if (operator === 'ne') return ok(present)
  return operator === 'eq'
    ? ok({ kind: 'not', operand: present })
    : invalidFilter('null can be compared with eq and ne only.')
}

const PARTS: ReadonlySet<ComparisonOperator> = new Set(['co', 'sw', 'ew'])

/** RFC 7644 §3.4.2.2: no order among booleans, no parts of numbers and instants. Ids of a relation are equal or not. */
function isFit(leaf: Attribute, node: AttributeNode, operator: ComparisonOperator): boolean {
  if (operator === 'eq' || operator === 'ne') return true
  if (node.place === 'relation' || leaf.type === 'boolean') return false
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
