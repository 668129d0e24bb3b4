import type { Collection } from '../directory/ports.ts'
import type { AttributePath } from '../scim/schema/attribute.ts'
import type { Anchor, Sort } from '../scim/search-query.ts'
import { locate } from './locate.ts'
import { sql, type Sql } from './sql.ts'

/** How the rows of a list are ordered. Its parts belong to a `resource` called `r`. */
export type Order = {
  /** Follows `FROM resource r`. */
  readonly source: Sql
  /** Follows `ORDER BY`. */
  readonly by: Sql
  /** What is sorted by; absent where nothing is. */
  readonly key?: Sql
  /** The same as text of one width, in which it sorts beside keys of other lists. */
  readonly textKey: Sql
  readonly nullable: boolean
  readonly direction: Sort['order']
}

/**
 * RFC 7644 §3.4.2.3: resources without the attribute come last when ascending and first when descending. Of several
 * values the primary one counts, else the first. Equal ones keep the order of the list. Texts longer than a key are
 * ordered by their beginning.
 */
export function compileSort(collection: Collection, sort: Sort | undefined): Order {
  if (sort === undefined) return UNSORTED
  const location = locate(sort.by)
  if (location.kind === 'column') {
    const { column, nullable, form } = location
    const inOrder = order(column, nullable, sort.order)
    // 16 digits, whatever the number
    return form === 'text' ? inOrder : { ...inOrder, textKey: sql`CAST(${column} + 1000000000000000 AS text)` }
  }
  // a relation has no order of its own
  if (location.kind === 'relation') return UNSORTED
  return { ...order(sql`s.key`, true, sort.order), source: valueOf(collection, sort.by) }
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

const UNSORTED: Order = {
  source: sql``,
  by: sql`r.position`,
  textKey: sql`CAST(NULL AS text)`,
  nullable: false,
  direction: 'ascending',
}

const order = (key: Sql, nullable: boolean, direction: Sort['order']): Order => ({
  source: sql``,
  by: nullable ? orderBy(key, direction) : orderByPresent(key, direction),
  key,
  textKey: key,
  nullable,
  direction,
})

const orderBy = (column: Sql, direction: Sort['order']): Sql =>
  direction === 'ascending'
    ? sql`${column} IS NULL, ${column}, r.position`
    : sql`${column} IS NOT NULL, ${column} DESC, r.position`

/** A term before the column would keep its index from being walked: 3,000 ms instead of 9 for names 90,001 to 90,100. */
const orderByPresent = (column: Sql, direction: Sort['order']): Sql =>
  direction === 'ascending' ? sql`${column}, r.position` : sql`${column} DESC, r.position`

/** The rows behind an anchor, in this order. A range of the key comes first, where an index can serve it. */
export function behind({ key, nullable, direction }: Order, after: Pick<Anchor, 'key' | 'position'>): Sql {
  const { key: last, position } = after
  if (key === undefined) return sql`r.position > ${position}`
  if (last === null) {
    const equal = sql`${key} IS NULL AND r.position > ${position}`
    return direction === 'ascending' ? sql`(${equal})` : sql`((${equal}) OR ${key} IS NOT NULL)`
  }
  if (direction === 'descending') return sql`(${key} <= ${last} AND (${key} < ${last} OR r.position > ${position}))`
  const present = sql`(${key} >= ${last} AND (${key} > ${last} OR r.position > ${position}))`
  return nullable ? sql`(${present} OR ${key} IS NULL)` : present
}
