import type { Collection, Containment, GroupReference } from '../directory/ports.ts'
import type { Queryable } from './database.ts'
import { groupsAbove } from './group-ancestry.ts'
import { integer, text } from './row.ts'
import { list, sql } from './sql.ts'

/**
 * The live groups of resources: those they are members of, then those that contain such a group, both in the order of the
 * list of groups. Resources without a group are absent.
 *
 * A second statement only when one of the groups is inside another. A look in the index for each group found tells, and
 * spares a counter that every change of a member would have to keep.
 */
export async function groupsOf(
  reader: Queryable,
  collection: Collection,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly GroupReference[]>> {
  const groups = new Map<string, GroupReference[]>()
  if (ids.length === 0) return groups
  const { tenantId, directoryId } = collection
  const found = await reader.all(sql`
    SELECT m.member_id, g.id, g.name, CASE WHEN EXISTS (
      SELECT 1 FROM member p
      WHERE p.tenant_id = m.tenant_id AND p.directory_id = m.directory_id AND p.member_id = m.group_id AND p.joined = 1
    ) THEN 1 ELSE 0 END
    FROM member m
    JOIN resource g ON g.tenant_id = m.tenant_id AND g.directory_id = m.directory_id AND g.resource_type = 'Group'
      AND g.id = m.group_id AND g.deleted_at IS NULL
    WHERE m.tenant_id = ${tenantId} AND m.directory_id = ${directoryId} AND m.member_id IN (${list(ids)}) AND m.joined = 1
    ORDER BY g.position`)
  const nested = new Set<string>()
  for (const row of found) {
    const memberId = text(row[0])
    const id = text(row[1])
    const own = groups.get(memberId) ?? []
    own.push({ id, display: text(row[2]), type: 'direct' })
    groups.set(memberId, own)
    if (integer(row[3]) === 1) nested.add(id)
  }
  if (nested.size > 0) addIndirect(groups, await groupsAbove(reader, collection, [...nested]))
  return groups
}

function addIndirect(groups: ReadonlyMap<string, GroupReference[]>, containments: readonly Containment[]): void {
  const above = new Map<string, Containment[]>()
  for (const containment of containments) {
    const parents = above.get(containment.childId) ?? []
    parents.push(containment)
    above.set(containment.childId, parents)
  }
  for (const own of groups.values()) {
    const seen = new Set(own.map(({ id }) => id))
    const indirect: Containment[] = []
    const open = [...seen]
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      for (const containment of above.get(next) ?? []) {
        if (seen.has(containment.parentId)) continue
        seen.add(containment.parentId)
        open.push(containment.parentId)
        indirect.push(containment)
      }
    }
    indirect.sort((a, b) => a.position - b.position)
    own.push(
      ...indirect.map(({ parentId, parentName }) => ({ id: parentId, display: parentName, type: 'indirect' as const })),
    )
  }
}
