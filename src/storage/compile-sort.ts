import type { Collection } from '../directory/ports.ts'
import type { AttributePath } from '../scim/schema/attribute.ts'
import type { SearchQuery } from '../scim/search-query.ts'
import { locate } from './locate.ts'
import { sql, type Sql } from './sql.ts'

export type Order = {
  /** Follows `FROM resource r`. */
  readonly source: Sql
  /** Follows `ORDER BY`. */
  readonly by: Sql
}

/**
 * RFC 7644 §3.4.2.3: resources without the attribute come last when ascending and first when descending. Of several
 * values the primary one counts, else the first. Equal ones keep the order of the list. Texts longer than a key are
 * ordered by their beginning.
 */
export function compileSort(collection: Collection, sort: SearchQuery['sort']): Order {
  if (sort === undefined) return { source: sql``, by: sql`r.position` }
  const location = locate(sort.by)
  if (location.kind === 'column') {
    const { column, nullable } = location
    return { source: sql``, by: nullable ? orderBy(column, sort.order) : orderByPresent(column, sort.order) }
  }
  // a relation has no order of its own
  if (location.kind === 'relation') return { source: sql``, by: sql`r.position` }
  return { source: valueOf(collection, sort.by), by: orderBy(sql`s.key`, sort.order) }
}

/** Joins the one value that counts as `s`. A resource has at most one primary element. */
function valueOf({ tenantId, directoryId, resourceType }: Collection, by: AttributePath): Sql {
  const rowOf = (name: Sql, path: string): Sql =>
    sql`LEFT JOIN resource_value ${name} ON ${name}.tenant_id = ${tenantId} AND ${name}.directory_id = ${directoryId}
      AND ${name}.resource_type = ${resourceType} AND ${name}.path = ${path} AND ${name}.position = r.position`
  const value = rowOf(sql`s`, by.indexPath)
  const flag = by.attribute.multiValued && by.attribute.subAttributes?.some(({ name }) => name === 'primary')
  if (!flag) return sql`${value} AND s.element = 0`
  const primary = by.indexPath.slice(0, by.indexPath.lastIndexOf('.')) + '.primary'
  return sql`${rowOf(sql`p`, primary)} AND p.key = 'true' ${value} AND s.element = COALESCE(p.element, 0)`
}

const orderBy = (column: Sql, order: 'ascending' | 'descending'): Sql =>
  order === 'ascending'
    ? sql`${column} IS NULL, ${column}, r.position`
    : sql`${column} IS NOT NULL, ${column} DESC, r.position`

/** A term before the column would keep its index from being walked: 3,000 ms instead of 9 for names 90,001 to 90,100. */
const orderByPresent = (column: Sql, order: 'ascending' | 'descending'): Sql =>
  order === 'ascending' ? sql`${column}, r.position` : sql`${column} DESC, r.position`
