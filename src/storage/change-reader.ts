import type {
  Change,
  ChangeQuery,
  ChangeReader,
  Collection,
  DeletedEntry,
  DeletedResource,
} from '../directory/ports.ts'
import type { Json } from '../shared/json.ts'
import type { Queryable, Row } from './database.ts'
import { canComeBack } from './retention.ts'
import { integer, optionalText, text } from './row.ts'
import { sql, type Sql } from './sql.ts'

/** Reads the change log of a directory, and what can be brought back. */
export const changeReader = (reader: Queryable): ChangeReader => ({
  changes: async ({ tenantId, directoryId }, query) =>
    readChanges(reader, sql`tenant_id = ${tenantId} AND directory_id = ${directoryId}`, query),
  async deleted({ tenantId, directoryId, resourceType }, since, count) {
    const found = await reader.all(sql`
      SELECT id, name, deleted_at FROM resource
      WHERE tenant_id = ${tenantId} AND directory_id = ${directoryId} AND resource_type = ${resourceType}
        AND deleted_at IS NOT NULL AND deleted_at >= ${since}
      ORDER BY deleted_at DESC LIMIT ${count}`)
    return found.map((row): DeletedEntry => ({ id: text(row[0]), name: text(row[1]), deletedAt: integer(row[2]) }))
  },
})

export async function readChanges(reader: Queryable, at: Sql, query: ChangeQuery): Promise<readonly Change[]> {
  const type = query.resourceType === undefined ? sql`` : sql` AND resource_type = ${query.resourceType}`
  const id = query.resourceId === undefined ? sql`` : sql` AND resource_id = ${query.resourceId}`
  const before = query.before === undefined ? sql`` : sql` AND sequence < ${query.before}`
  const found = await reader.all(sql`
    SELECT sequence, at, kind, resource_type, resource_id, version, actor_kind, actor_name, actor_token, difference
    FROM change WHERE ${at}${type}${id}${before} ORDER BY sequence DESC LIMIT ${query.count}`)
  return found.map(toChange)
}

const toChange = (row: Row): Change => {
  const tokenId = optionalText(row[8])
  return {
    sequence: integer(row[0]),
    at: integer(row[1]),
    // written by us from values of these types
    kind: text(row[2]) as Change['kind'],
    resourceType: text(row[3]),
    resourceId: text(row[4]),
    version: integer(row[5]),
    actor: {
      kind: text(row[6]) as Change['actor']['kind'],
      name: text(row[7]),
      ...(tokenId === undefined ? {} : { tokenId }),
    },
    difference: JSON.parse(text(row[9])) as Json,
  }
}

export async function getDeleted(
  queryable: Queryable,
  { tenantId, directoryId, resourceType }: Collection,
  id: string,
  now: number,
): Promise<DeletedResource | undefined> {
  const row = await queryable.get(sql`
    SELECT id, version, created_at, stem FROM resource
    WHERE tenant_id = ${tenantId} AND directory_id = ${directoryId} AND resource_type = ${resourceType}
      AND id = ${id} AND ${canComeBack(tenantId, now)}`)
  if (row === undefined) return undefined
  return { id: text(row[0]), version: integer(row[1]), created: integer(row[2]), stem: text(row[3]) }
}
