import type { Collection, GroupReference } from '../directory/ports.ts'
import type { Queryable } from './database.ts'
import { text } from './row.ts'
import { list, sql } from './sql.ts'

/** Direct, joined memberships in live groups, in the order of the list of groups. Resources without a group are absent. */
export async function groupsOf(
  reader: Queryable,
  { tenantId, directoryId }: Collection,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly GroupReference[]>> {
  const groups = new Map<string, GroupReference[]>()
  if (ids.length === 0) return groups
  const found = await reader.all(sql`
    SELECT m.member_id, g.id, g.name FROM member m
    JOIN resource g ON g.tenant_id = m.tenant_id AND g.directory_id = m.directory_id AND g.resource_type = 'Group'
      AND g.id = m.group_id AND g.deleted_at IS NULL
    WHERE m.tenant_id = ${tenantId} AND m.directory_id = ${directoryId} AND m.member_id IN (${list(ids)}) AND m.joined = 1
    ORDER BY g.position`)
  for (const row of found) {
    const memberId = text(row[0])
    const own = groups.get(memberId) ?? []
    own.push({ id: text(row[1]), display: text(row[2]) })
    groups.set(memberId, own)
  }
  return groups
}
