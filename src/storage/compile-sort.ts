import type { Collection } from '../directory/ports.ts'
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
 * values the first element counts. Equal ones keep the order of the list.
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
  const { tenantId, directoryId, resourceType } = collection
  return {
    source: sql`LEFT JOIN resource_value s ON s.tenant_id = ${tenantId} AND s.directory_id = ${directoryId}
      AND s.resource_type = ${resourceType} AND s.path = ${sort.by.indexPath} AND s.position = r.position AND s.element = 0`,
    by: orderBy(sql`s.key`, sort.order),
  }
}

const orderBy = (column: Sql, order: 'ascending' | 'descending'): Sql =>
  order === 'ascending'
    ? sql`${column} IS NULL, ${column}, r.position`
    : sql`${column} IS NOT NULL, ${column} DESC, r.position`

/** A term before the column would keep its index from being walked: 3,000 ms instead of 9 for names 90,001 to 90,100. */
const orderByPresent = (column: Sql, order: 'ascending' | 'descending'): Sql =>
  order === 'ascending' ? sql`${column}, r.position` : sql`${column} DESC, r.position`
