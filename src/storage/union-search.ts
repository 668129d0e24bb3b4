import type { Directory, StoredResource, Union, UnionQuery } from '../directory/ports.ts'
import type { Anchor } from '../scim/search-query.ts'
import { compileFilter } from './compile-filter.ts'
import { compileSort } from './compile-sort.ts'
import type { Database } from './database.ts'
import { countOf, rowsAt } from './resource-page.ts'
import { integer, optionalText } from './row.ts'
import { liveIn } from './scope.ts'
import { join, sql, type Sql } from './sql.ts'

/**
 * A sorted list over several resource types (RFC 7644 §3.4.2.1). The types may keep the attribute in columns of different
 * kinds or not have it at all, so keys are compared as text, in which every kind of key sorts as it does by itself.
 */
export async function searchUnion(
  database: Database,
  { tenantId, directoryId }: Pick<Directory, 'tenantId' | 'directoryId'>,
  { parts, direction, skip, after, count }: UnionQuery,
): Promise<Union> {
  const lists = parts.map(({ resourceType, filter, sort }) => {
    const collection = { tenantId, directoryId, resourceType }
    const live = liveIn(collection)
    const matching =
      filter === undefined ? live : sql`${live} AND ${compileFilter(database.dialect, collection, filter)}`
    return { collection, matching, order: compileSort(collection, sort) }
  })
  let total = 0
  for (const { matching } of lists) total += await countOf(database, matching)
  if (count === 0) return { total, found: [] }
  const selects = lists.map(
    ({ matching, order }, part) => sql`
      SELECT CAST(${part} AS integer) AS part, r.position AS position, ${order.textKey} AS key
      FROM resource r ${order.source} WHERE ${matching}`,
  )
  const rows = await database.reader.all(sql`
    SELECT u.part, u.position, u.key FROM (${join(selects, sql` UNION ALL `)}) u
    WHERE ${after === undefined ? sql`1 = 1` : behindInUnion(direction, after)}
    ORDER BY ${direction === 'ascending' ? sql`u.key IS NULL, u.key` : sql`u.key IS NOT NULL, u.key DESC`}, u.part, u.position
    LIMIT ${count + 1} OFFSET ${skip}`)
  const places = rows.map((row): Anchor => ({
    part: integer(row[0]),
    position: integer(row[1]),
    key: optionalText(row[2]) ?? null,
  }))
  const page = places.slice(0, count)
  const last = page.at(-1)
  const stored = new Map<string, StoredResource>()
  for (const [part, { collection }] of lists.entries()) {
    const positions = page.filter((place) => place.part === part).map(({ position }) => position)
    for (const one of await rowsAt(database, collection, positions)) stored.set(`${part}/${one.position}`, one)
  }
  const found = page.flatMap(({ part, position }) => {
    const one = stored.get(`${part}/${position}`)
    return one === undefined ? [] : [{ part, stored: one }]
  })
  return rows.length > count && last !== undefined ? { total, found, next: last } : { total, found }
}

/** As `behind` of one list, with the resource type between key and position. */
function behindInUnion(direction: UnionQuery['direction'], { part, key, position }: Anchor): Sql {
  const later = sql`(u.part > ${part} OR (u.part = ${part} AND u.position > ${position}))`
  if (key === null) {
    return direction === 'ascending'
      ? sql`(u.key IS NULL AND ${later})`
      : sql`((u.key IS NULL AND ${later}) OR u.key IS NOT NULL)`
  }
  const equal = sql`(u.key = ${key} AND ${later})`
  return direction === 'ascending'
    ? sql`(u.key > ${key} OR ${equal} OR u.key IS NULL)`
    : sql`(u.key < ${key} OR ${equal})`
}
