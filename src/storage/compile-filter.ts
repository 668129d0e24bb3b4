import type { BoundFilter, ComparisonOperator } from '../scim/filter/ast.ts'
import { unreachable } from '../shared/unreachable.ts'
import { compareKey } from './compare-key.ts'
import { compileElement, termsOf, valuePositions, type Comparison, type Leaf } from './compile-element.ts'
import { compileRelation } from './compile-relation.ts'
import type { Dialect } from './dialect.ts'
import { locate, type Location } from './locate.ts'
import type { Stretch } from './scope.ts'
import { join, sql, type Sql } from './sql.ts'

/**
 * A predicate on a `resource` called `r`. It is never NULL, so that NOT means what the filter means. Leaves become
 * `position IN (SELECT …)`, never a correlated EXISTS: 0.01 ms against 186 ms for one index row among 200,000 users.
 */
export function compileFilter(dialect: Dialect, collection: Stretch, filter: BoundFilter): Sql {
  switch (filter.kind) {
    case 'and':
    case 'or': {
      if (filter.operands.length === 0) return filter.kind === 'and' ? sql`(1 = 1)` : sql`(1 = 0)`
      const separator = filter.kind === 'and' ? sql` AND ` : sql` OR `
      return sql`(${join(
        filter.operands.map((operand) => compileFilter(dialect, collection, operand)),
        separator,
      )})`
    }
    case 'not':
      return sql`NOT ${compileFilter(dialect, collection, filter.operand)}`
    case 'present':
      return compileLeaf(dialect, collection, filter, undefined)
    case 'compare':
      return compileLeaf(dialect, collection, filter, filter)
    case 'element':
      if (filter.path.attribute.relation !== undefined)
        return compileRelation(dialect, collection, filter.path.attribute.relation, termsOf(filter.filter))
      return sql`r.position IN (${compileElement(dialect, collection, filter)})`
    default:
      return unreachable(filter)
  }
}

function compileLeaf(dialect: Dialect, collection: Stretch, leaf: Leaf, comparison: Comparison): Sql {
  const { path } = leaf
  const location = locate(path)
  switch (location.kind) {
    case 'column':
      return compileColumn(dialect, location, comparison)
    case 'relation':
      return compileRelation(dialect, collection, location.relation, [{ leaf, negated: false }])
    case 'values':
      return sql`r.position IN (${valuePositions(dialect, collection, path, comparison)})`
    default:
      return unreachable(location)
  }
}

function compileColumn(dialect: Dialect, location: Location & { kind: 'column' }, comparison: Comparison): Sql {
  const { column, nullable, form } = location
  if (comparison === undefined) return nullable ? sql`(${column} IS NOT NULL)` : sql`(1 = 1)`
  const { operator, key } = comparison
  if (form === 'flag') return sql`(${column} = ${key === 'true' ? 1 : 0})`
  if (form === 'instant') return compileInstant(column, operator, Date.parse(key))
  if (form === 'version') return sql`(${column} = ${versionIn(key)})`
  const compared = compareKey(dialect, { key: column, whole: column }, operator, key)
  return nullable ? sql`(${column} IS NOT NULL AND ${compared})` : sql`(${compared})`
}

/** Of `W/"3"`. */
const versionIn = (tag: string): number => Number(tag.slice(3, -1))

function compileInstant(column: Sql, operator: ComparisonOperator, at: number): Sql {
  switch (operator) {
    case 'gt':
      return sql`(${column} > ${at})`
    case 'ge':
      return sql`(${column} >= ${at})`
    case 'lt':
      return sql`(${column} < ${at})`
    case 'le':
      return sql`(${column} <= ${at})`
    // binding lets no other operator through to a dateTime
    case 'eq':
    case 'ne':
    case 'co':
    case 'sw':
    case 'ew':
      return sql`(${column} = ${at})`
    default:
      return unreachable(operator)
  }
}
