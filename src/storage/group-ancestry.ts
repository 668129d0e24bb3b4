import type { Collection, Containment } from '../directory/ports.ts'
import type { Queryable } from './database.ts'
import { integer, text } from './row.ts'
import { list, sql } from './sql.ts'

/**
 * Everything above some groups: each group that contains one of them, or one that contains them, and so on. Up is the
 * cheap way: a group is in few groups and has many members. Each step is a look-up in `member_of`, and a pair that is met
 * again is not followed again, so it ends whatever the rows say. A deleted group is in no group. `CROSS JOIN` makes SQLite
 * follow the written order, and means the same on PostgreSQL.
 */
export async function groupsAbove(
  queryable: Queryable,
  { tenantId, directoryId }: Pick<Collection, 'tenantId' | 'directoryId'>,
  ids: readonly string[],
  atMost = Number.MAX_SAFE_INTEGER,
): Promise<readonly Containment[]> {
  const found = await queryable.all(sql`
    WITH RECURSIVE above (child_id, parent_id) AS (
      SELECT m.member_id, m.group_id FROM member m
      WHERE m.tenant_id = ${tenantId} AND m.directory_id = ${directoryId} AND m.member_id IN (${list(ids)}) AND m.joined = 1
      UNION
      SELECT m.member_id, m.group_id FROM above CROSS JOIN member m
      WHERE m.tenant_id = ${tenantId} AND m.directory_id = ${directoryId} AND m.member_id = above.parent_id AND m.joined = 1
    )
    SELECT a.child_id, g.id, g.name, g.position FROM (SELECT child_id, parent_id FROM above LIMIT ${atMost}) AS a
    CROSS JOIN resource g WHERE g.tenant_id = ${tenantId} AND g.directory_id = ${directoryId} AND g.resource_type = 'Group'
      AND g.id = a.parent_id AND g.deleted_at IS NULL`)
  return found.map((row) => ({
    childId: text(row[0]),
    parentId: text(row[1]),
    parentName: text(row[2]),
    position: integer(row[3]),
  }))
}
