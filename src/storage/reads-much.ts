import type { BoundFilter, ComparisonOperator } from '../scim/filter/ast.ts'
import { unreachable } from '../shared/unreachable.ts'
import { locate } from './locate.ts'

/**
 * What a part of a filter reads: the few entries that an index leads to, one column of every resource (of those that are
 * left, when something else has chosen them), or every value of a path, whatever stands beside it.
 */
type Reads = 'entries' | 'columns' | 'values'

/** Whether the time of a filter grows with the collection that it is asked of. */
export const readsMuch = (filter: BoundFilter): boolean => readsOf(filter) !== 'entries'

type Leaf = BoundFilter & { kind: 'compare' | 'present' }

function readsOf(filter: BoundFilter): Reads {
  switch (filter.kind) {
    case 'and': {
      const all = filter.operands.map(readsOf)
      if (all.includes('values')) return 'values'
      return all.includes('entries') ? 'entries' : 'columns'
    }
    case 'or':
      // SQLite walks the positions and asks of each whether it is in one of the lists
      return most([...filter.operands.map(readsOf), 'columns'])
    case 'not':
      return most([readsOf(filter.operand), 'columns'])
    case 'element':
      // its terms are joined to the first of them, which is the one with an index if there is one
      return termsOf(filter.filter).some((term) => readsOf(term) === 'entries') ? 'entries' : 'values'
    case 'present':
    case 'compare':
      return readsOfLeaf(filter)
    default:
      return unreachable(filter)
  }
}

const most = (all: readonly Reads[]): Reads =>
  all.includes('values') ? 'values' : all.includes('columns') ? 'columns' : 'entries'

const termsOf = (filter: BoundFilter): readonly BoundFilter[] =>
  filter.kind === 'and' ? filter.operands : filter.kind === 'not' ? [] : [filter]

/** What leads to few entries. An order leads to as many as there are on one side. */
const NARROW: ReadonlySet<ComparisonOperator> = new Set(['eq', 'sw'])

function readsOfLeaf(leaf: Leaf): Reads {
  const location = locate(leaf.path)
  if (location.kind === 'relation') return 'entries'
  const narrow = leaf.kind === 'compare' && NARROW.has(leaf.operator)
  if (location.kind === 'column') return narrow && location.form === 'text' ? 'entries' : 'columns'
  return narrow && (leaf.path.subAttribute ?? leaf.path.attribute).lookup === true ? 'entries' : 'values'
}
