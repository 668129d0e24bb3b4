import type { Collection, Walked } from '../directory/ports.ts'
import type { WalkQuery } from '../scim/search-query.ts'
import { compileFilter } from './compile-filter.ts'
import { behind, compileSort } from './compile-sort.ts'
import type { Database } from './database.ts'
import { groupAskedFor, walkPeople } from './people-of-group.ts'
import type { Positions } from './positions.ts'
import { countOf, rowsAt } from './resource-page.ts'
import { integer } from './row.ts'
import { liveIn } from './scope.ts'
import { sql } from './sql.ts'

/**
 * One page of a walk. It begins at a place in the list, not at a number, so that nothing which comes or goes meanwhile
 * moves it, and a page costs the same wherever it is. One row more than asked for says whether another page follows.
 */
export async function walkResources(
  database: Database,
  positions: Positions,
  collection: Collection,
  query: WalkQuery,
): Promise<Walked> {
  const { filter, sort, after, count } = query
  const group = filter === undefined || sort !== undefined ? undefined : groupAskedFor(collection, filter)
  if (group !== undefined) return walkPeople(database, collection, group, query)
  const matching =
    filter === undefined
      ? liveIn(collection)
      : sql`${liveIn(collection)} AND ${compileFilter(database.dialect, collection, filter)}`
  const total = await (filter === undefined ? positions.total(collection) : countOf(database, matching))
  if (count === 0) return { total, resources: [] }
  const order = compileSort(collection, sort)
  const from = after === undefined ? matching : sql`${matching} AND ${behind(order, after)}`
  const found = await database.reader.all(sql`
    SELECT r.position, ${order.key ?? sql`NULL`} FROM resource r ${order.source} WHERE ${from}
    ORDER BY ${order.by} LIMIT ${count + 1}`)
  const page = found.slice(0, count)
  const last = page.at(-1)
  const resources = await rowsAt(
    database,
    collection,
    page.map((row) => integer(row[0])),
  )
  if (found.length <= count || last === undefined) return { total, resources }
  return { total, resources, next: { position: integer(last[0]), key: last[1] ?? null } }
}
