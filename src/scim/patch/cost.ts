import { isJsonArray, type Json } from '../../shared/json.ts'
import type { BoundFilter } from '../filter/ast.ts'
import type { Attributes } from '../resource.ts'
import type { Target } from './bind.ts'
import { storedElements } from './stored-value.ts'
import { storedAt } from './unknown-path.ts'

/**
 * How many comparisons of values one PATCH may ask for: 5,000 operations on one of 500 values each are a quarter of it, and
 * all of it takes a second. Operations that each select by a hundred terms could keep the process busy for minutes.
 */
export const MAX_COST = 10_000_000

/** How many values an operation compares: each one there is, with every term of its filter or every value it lists. */
export function costOf(target: Target, value: Json | undefined, attributes: Attributes): number {
  const listed = isJsonArray(value) ? value.length : 1
  switch (target.kind) {
    case 'attribute':
      return target.node.attribute.multiValued ? storedElements(attributes, target.node).length * listed : 1
    case 'sub':
      return storedElements(attributes, target.node).length
    case 'elements':
    case 'unknownSub':
      return storedElements(attributes, target.node).length * (target.filter === undefined ? 1 : termsIn(target.filter))
    case 'unknown': {
      const old = storedAt(attributes, target.trail)
      return isJsonArray(old) ? old.length * listed : 1
    }
    default:
      return 1
  }
}

function termsIn(filter: BoundFilter): number {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return filter.operands.reduce((sum, operand) => sum + termsIn(operand), 0)
    case 'not':
      return termsIn(filter.operand)
    default:
      return 1
  }
}
