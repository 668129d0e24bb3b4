import { unreachable } from '../../shared/unreachable.ts'
import type { ParsedFilter, ParsedValue } from './ast.ts'

/** The text of a filter; parsing it gives the same tree again. */
export function printFilter(filter: ParsedFilter): string {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return filter.operands.map((operand) => printOperand(operand, filter.kind)).join(` ${filter.kind} `)
    case 'not':
      return `not (${printFilter(filter.operand)})`
    case 'present':
      return `${filter.path} pr`
    case 'compare':
      return `${filter.path} ${filter.operator} ${printValue(filter.value)}`
    case 'valuePath':
      return `${filter.path}[${printFilter(filter.filter)}]`
    default:
      return unreachable(filter)
  }
}

/** A chain inside a chain was in parentheses: `and` in `or` binds by itself, everything else would change the tree. */
function printOperand(operand: ParsedFilter, within: 'and' | 'or'): string {
  const isChain = operand.kind === 'and' || operand.kind === 'or'
  const bindsItself = operand.kind === 'and' && within === 'or'
  return isChain && !bindsItself ? `(${printFilter(operand)})` : printFilter(operand)
}

function printValue(value: ParsedValue): string {
  if (value.kind === 'null') return 'null'
  return value.quoted ? JSON.stringify(value.text) : value.text
}
