import type { Collection } from '../directory/ports.ts'
import { sql, type Sql } from './sql.ts'

/**
 * `members` of a group, `groups` of a user: by the id at the other end, or (`pr`) by there being one at all. As positions,
 * because in the order of a list SQLite would otherwise walk all of the list: a page of the members of one group costs
 * what the group costs, in a directory of any size.
 */
export function compileRelation(
  { tenantId, directoryId, resourceType }: Collection,
  relation: 'members' | 'groups',
  id: string | undefined,
): Sql {
  if (relation === 'members') {
    if (id === undefined) return sql`(r.member_count > 0)`
    return sql`r.position IN (
      SELECT g.position FROM member m CROSS JOIN resource g
      WHERE m.tenant_id = ${tenantId} AND m.directory_id = ${directoryId} AND m.member_id = ${id} AND m.joined = 1
        AND g.tenant_id = ${tenantId} AND g.directory_id = ${directoryId} AND g.resource_type = 'Group' AND g.id = m.group_id)`
  }
  // a deleted group keeps its member rows for an undo
  const live = sql`g.tenant_id = ${tenantId} AND g.directory_id = ${directoryId} AND g.resource_type = 'Group' AND g.deleted_at IS NULL`
  const one = id === undefined ? sql`` : sql` AND g.id = ${id}`
  return sql`r.position IN (
    SELECT u.position FROM resource g CROSS JOIN member m CROSS JOIN resource u
    WHERE ${live}${one} AND m.tenant_id = ${tenantId} AND m.directory_id = ${directoryId} AND m.group_id = g.id AND m.joined = 1
      AND u.tenant_id = ${tenantId} AND u.directory_id = ${directoryId} AND u.resource_type = ${resourceType} AND u.id = m.member_id)`
}
