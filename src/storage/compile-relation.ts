import type { Collection } from '../directory/ports.ts'
import { sql, type Sql } from './sql.ts'

/** `members` of a group, `groups` of a user: by the id at the other end, or (`pr`) by there being one at all. */
export function compileRelation(
  { tenantId, directoryId }: Collection,
  relation: 'members' | 'groups',
  id: string | undefined,
): Sql {
  if (relation === 'members') {
    if (id === undefined) return sql`(r.member_count > 0)`
    return sql`r.id IN (
      SELECT m.group_id FROM member m
      WHERE m.tenant_id = ${tenantId} AND m.directory_id = ${directoryId} AND m.member_id = ${id} AND m.joined = 1)`
  }
  const one = id === undefined ? sql`` : sql` AND m.group_id = ${id}`
  // a deleted group keeps its member rows for an undo
  return sql`r.id IN (
    SELECT m.member_id FROM member m
    JOIN resource g ON g.tenant_id = m.tenant_id AND g.directory_id = m.directory_id AND g.resource_type = 'Group'
      AND g.id = m.group_id AND g.deleted_at IS NULL
    WHERE m.tenant_id = ${tenantId} AND m.directory_id = ${directoryId}${one} AND m.joined = 1)`
}
