import { compareByCodePoint } from '../../shared/text.ts'
import { unreachable } from '../../shared/unreachable.ts'
import type { ComparisonOperator } from './ast.ts'

/** One comparison of two keys, as text by code point (RFC 7644 §3.4.2.2, table 3). The empty text is part of every text. */
export function compareKeys(key: string, operator: ComparisonOperator, wanted: string): boolean {
  switch (operator) {
    case 'eq':
      return key === wanted
    case 'ne':
      return key !== wanted
    case 'co':
      return key.includes(wanted)
    case 'sw':
      return key.startsWith(wanted)
    case 'ew':
      return key.endsWith(wanted)
    case 'gt':
      return compareByCodePoint(key, wanted) > 0
    case 'ge':
      return compareByCodePoint(key, wanted) >= 0
    case 'lt':
      return compareByCodePoint(key, wanted) < 0
    case 'le':
      return compareByCodePoint(key, wanted) <= 0
    default:
      return unreachable(operator)
  }
}
