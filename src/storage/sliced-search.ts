import { setImmediate } from 'node:timers/promises'
import type { Collection, StoredResource } from '../directory/ports.ts'
import type { BoundFilter } from '../scim/filter/ast.ts'
import type { SearchQuery } from '../scim/search-query.ts'
import { compileFilter } from './compile-filter.ts'
import type { Database } from './database.ts'
import type { Found } from './resource-search.ts'
import { countOf } from './resource-page.ts'
import { integer } from './row.ts'
import { liveIn, type Stretch } from './scope.ts'
import { sql, type Sql } from './sql.ts'
import { STORED, storedResource } from './stored-resource.ts'

/** Resources that one statement looks at, about. */
export const SLICE = 4_096

/**
 * A page of what a filter finds that has to read much, one stretch of positions after the other, so that an engine whose
 * statements hold up the event loop lets others be answered in between. Every position is looked at once; who comes or goes
 * meanwhile counts as it is found.
 */
export async function pageInSlices(
  database: Database,
  collection: Collection,
  filter: BoundFilter,
  live: number,
  { startIndex, count }: SearchQuery,
): Promise<Found> {
  const last = await lastPosition(database, collection)
  // deletes leave holes
  const width = Math.ceil((SLICE * last) / live)
  const resources: StoredResource[] = []
  let total = 0
  for (let after = 0; after < last; after += width) {
    const stretch: Stretch = { ...collection, within: { after, upTo: after + width } }
    const matching = sql`${liveIn(stretch)} AND ${compileFilter(database.dialect, stretch, filter)}`
    const matched = await countOf(database, matching)
    const wanted = count - resources.length
    const skip = Math.max(0, startIndex - 1 - total)
    if (wanted > 0 && matched > skip) resources.push(...(await rowsOf(database, matching, wanted, skip)))
    total += matched
    await setImmediate()
  }
  return { total, resources }
}

async function rowsOf(
  { reader }: Database,
  matching: Sql,
  wanted: number,
  skip: number,
): Promise<readonly StoredResource[]> {
  const found = await reader.all(
    sql`SELECT ${STORED} FROM resource r WHERE ${matching} ORDER BY r.position LIMIT ${wanted} OFFSET ${skip}`,
  )
  return found.map(storedResource)
}

async function lastPosition(
  { reader }: Database,
  { tenantId, directoryId, resourceType }: Collection,
): Promise<number> {
  const row = await reader.get(sql`
    SELECT last_position FROM collection
    WHERE tenant_id = ${tenantId} AND directory_id = ${directoryId} AND resource_type = ${resourceType}`)
  return row === undefined ? 0 : integer(row[0])
}
