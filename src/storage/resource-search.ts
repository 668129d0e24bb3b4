import type { Collection, StoredResource } from '../directory/ports.ts'
import type { SearchQuery } from '../scim/search-query.ts'
import { compileFilter } from './compile-filter.ts'
import { groupAskedFor, pageOfPeople } from './people-of-group.ts'
import { compileSort } from './compile-sort.ts'
import type { Database } from './database.ts'
import type { Positions } from './positions.ts'
import { countOf, rowsAt } from './resource-page.ts'
import { readsMuch } from './reads-much.ts'
import { integer } from './row.ts'
import { liveIn } from './scope.ts'
import { pageInSlices, SLICE } from './sliced-search.ts'
import { sql, type Sql } from './sql.ts'
import { STORED, storedResource } from './stored-resource.ts'

export type Found = { readonly total: number; readonly resources: readonly StoredResource[] }

/** RFC 7644 §3.4.2. By what is asked: one name, a stretch of the whole list, the people of a group, much to read, anything else. */
export async function searchResources(
  database: Database,
  positions: Positions,
  collection: Collection,
  query: SearchQuery,
): Promise<Found> {
  const { filter, sort, startIndex, count } = query
  if (filter?.kind === 'compare' && filter.operator === 'eq' && filter.path.naming) {
    return findByName(database, collection, filter.key, query)
  }
  if (filter === undefined && sort === undefined) return pageOfAll(database, positions, collection, query)
  const group = filter === undefined || sort !== undefined ? undefined : groupAskedFor(collection, filter)
  if (group !== undefined) return pageOfPeople(database, collection, group, { skip: startIndex - 1, count })
  if (filter !== undefined && sort === undefined && database.dialect.blocks && readsMuch(filter)) {
    const live = await positions.total(collection)
    if (live > 2 * SLICE) return pageInSlices(database, collection, filter, live, query)
  }
  return pageOfMatches(database, positions, collection, query)
}

/** `userName eq "…"`, asked before every create of every provisioning client: one look-up in the unique index. */
async function findByName(
  { reader }: Database,
  { tenantId, directoryId, resourceType }: Collection,
  nameKey: string,
  { startIndex, count }: SearchQuery,
): Promise<Found> {
  const row = await reader.get(sql`
    SELECT id, position, version, created_at, modified_at, member_count, stem FROM resource
    WHERE tenant_id = ${tenantId} AND directory_id = ${directoryId} AND resource_type = ${resourceType}
      AND name_key = ${nameKey} AND deleted_at IS NULL`)
  if (row === undefined) return { total: 0, resources: [] }
  return { total: 1, resources: startIndex === 1 && count > 0 ? [storedResource(row)] : [] }
}

async function pageOfAll(
  { reader }: Database,
  positions: Positions,
  collection: Collection,
  { startIndex, count }: SearchQuery,
): Promise<Found> {
  if (count === 0) return { total: await positions.total(collection), resources: [] }
  const { total, place } = await positions.find(collection, startIndex - 1)
  if (place === undefined) return { total, resources: [] }
  const { tenantId, directoryId, resourceType } = collection
  const found = await reader.all(sql`
    SELECT id, position, version, created_at, modified_at, member_count, stem FROM resource
    WHERE tenant_id = ${tenantId} AND directory_id = ${directoryId} AND resource_type = ${resourceType}
      AND deleted_at IS NULL AND position >= ${place.firstPosition}
    ORDER BY position LIMIT ${count} OFFSET ${place.skip}`)
  return { total, resources: found.map(storedResource) }
}

async function pageOfMatches(
  database: Database,
  positions: Positions,
  collection: Collection,
  { filter, sort, startIndex, count }: SearchQuery,
): Promise<Found> {
  const matching =
    filter === undefined
      ? liveIn(collection)
      : sql`${liveIn(collection)} AND ${compileFilter(database.dialect, collection, filter)}`
  const order = compileSort(collection, sort)
  const skip = startIndex - 1
  const page = sql`FROM resource r ${order.source} WHERE ${matching} ORDER BY ${order.by} LIMIT ${count} OFFSET ${skip}`
  const resources = count === 0 ? [] : await rowsOf(database, collection, page, sort !== undefined)
  // a page that is not full and not past the end says how many there are
  if (resources.length < count && (resources.length > 0 || skip === 0))
    return { total: skip + resources.length, resources }
  if (filter === undefined) return { total: await positions.total(collection), resources }
  return { total: await countOf(database, matching), resources }
}

async function rowsOf(
  database: Database,
  collection: Collection,
  page: Sql,
  sorted: boolean,
): Promise<readonly StoredResource[]> {
  if (!sorted) return (await database.reader.all(sql`SELECT ${STORED} ${page}`)).map(storedResource)
  const order = await database.reader.all(sql`SELECT r.position ${page}`)
  return rowsAt(
    database,
    collection,
    order.map((row) => integer(row[0])),
  )
}
