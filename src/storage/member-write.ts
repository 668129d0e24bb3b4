import type { AddedMembers, Collection } from '../directory/ports.ts'
import type { MemberReference } from '../scim/resource.ts'
import type { Transaction } from './database.ts'
import { integer, text } from './row.ts'
import { list, rows, sql } from './sql.ts'

/** Ids a statement; the last statement of a long list has its own text, so this bounds how many texts there are. */
const AT_ONCE = 100

export async function addMembers(
  transaction: Transaction,
  groups: Collection,
  groupId: string,
  members: readonly MemberReference[],
): Promise<AddedMembers> {
  const wanted = [...new Map(members.map((member) => [member.value, member])).values()]
  const added: string[] = []
  const parked: string[] = []
  const inside: string[] = []
  for (const chunk of chunksOf(wanted)) {
    const types = await typesOf(
      transaction,
      groups,
      chunk.map(({ value }) => value),
    )
    const inserted = await insertMembers(transaction, groups, groupId, chunk, types)
    added.push(...inserted)
    parked.push(...inserted.filter((id) => !types.has(id)))
    inside.push(...inserted.filter((id) => types.get(id) === 'Group'))
  }
  await addToMemberCount(transaction, groups, groupId, added.length - parked.length)
  return { added, parked, groups: inside }
}

/** The types of those ids that are live users or groups of the directory. */
async function typesOf(
  transaction: Transaction,
  { tenantId, directoryId }: Collection,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const found = await transaction.all(sql`
    SELECT id, resource_type FROM resource
    WHERE tenant_id = ${tenantId} AND directory_id = ${directoryId} AND resource_type IN ('User', 'Group')
      AND id IN (${list(ids)}) AND deleted_at IS NULL`)
  return new Map(found.map((row) => [text(row[0]), text(row[1])]))
}

async function insertMembers(
  transaction: Transaction,
  { tenantId, directoryId }: Collection,
  groupId: string,
  members: readonly MemberReference[],
  types: ReadonlyMap<string, string>,
): Promise<readonly string[]> {
  const tuples = members.map(({ value, type }) => [
    tenantId,
    directoryId,
    groupId,
    value,
    types.get(value) ?? type ?? null,
    types.has(value) ? 1 : 0,
  ])
  const inserted = await transaction.all(sql`
    INSERT INTO member (tenant_id, directory_id, group_id, member_id, member_type, joined)
    VALUES ${rows(tuples)} ON CONFLICT DO NOTHING RETURNING member_id`)
  return inserted.map((row) => text(row[0]))
}

export async function removeMembers(
  transaction: Transaction,
  groups: Collection,
  groupId: string,
  ids: readonly string[],
): Promise<readonly string[]> {
  const { tenantId, directoryId } = groups
  const removed: string[] = []
  let joined = 0
  for (const chunk of chunksOf([...new Set(ids)])) {
    const gone = await transaction.all(sql`
      DELETE FROM member
      WHERE tenant_id = ${tenantId} AND directory_id = ${directoryId} AND group_id = ${groupId}
        AND member_id IN (${list(chunk)})
      RETURNING member_id, joined`)
    for (const row of gone) {
      removed.push(text(row[0]))
      joined += integer(row[1])
    }
  }
  await addToMemberCount(transaction, groups, groupId, -joined)
  return removed
}

export async function memberIds(
  transaction: Transaction,
  { tenantId, directoryId }: Collection,
  groupId: string,
): Promise<readonly string[]> {
  const found = await transaction.all(sql`
    SELECT member_id FROM member
    WHERE tenant_id = ${tenantId} AND directory_id = ${directoryId} AND group_id = ${groupId} ORDER BY member_id`)
  return found.map((row) => text(row[0]))
}

/** A deleted group joins its parked members too, so that an undo finds it complete; only live ones are returned. */
export async function joinParked(
  transaction: Transaction,
  { tenantId, directoryId, resourceType }: Collection,
  id: string,
): Promise<readonly string[]> {
  const joined = await transaction.all(sql`
    UPDATE member SET joined = 1, member_type = ${resourceType}
    WHERE tenant_id = ${tenantId} AND directory_id = ${directoryId} AND member_id = ${id} AND joined = 0
    RETURNING group_id`)
  const live: string[] = []
  for (const row of joined) {
    const groupId = text(row[0])
    const group = await transaction.get(sql`
      UPDATE resource SET member_count = member_count + 1
      WHERE tenant_id = ${tenantId} AND directory_id = ${directoryId} AND resource_type = 'Group' AND id = ${groupId}
      RETURNING deleted_at`)
    if (group !== undefined && group[0] === null) live.push(groupId)
  }
  return live.toSorted()
}

/** The memberships of a resource that goes. Live groups that lose a joined member get a new version and are returned. */
export async function endMemberships(
  transaction: Transaction,
  { tenantId, directoryId }: Collection,
  id: string,
  at: number,
): Promise<readonly string[]> {
  const ended = await transaction.all(sql`
    DELETE FROM member WHERE tenant_id = ${tenantId} AND directory_id = ${directoryId} AND member_id = ${id} AND joined = 1
    RETURNING group_id`)
  const live: string[] = []
  for (const row of ended) {
    const groupId = text(row[0])
    const group = await transaction.get(sql`
      UPDATE resource SET member_count = member_count - 1, version = version + 1, modified_at = ${at}
      WHERE tenant_id = ${tenantId} AND directory_id = ${directoryId} AND resource_type = 'Group' AND id = ${groupId}
      RETURNING deleted_at`)
    if (group !== undefined && group[0] === null) live.push(groupId)
  }
  return live.toSorted()
}

async function addToMemberCount(
  transaction: Transaction,
  { tenantId, directoryId, resourceType }: Collection,
  groupId: string,
  by: number,
): Promise<void> {
  if (by === 0) return
  await transaction.run(sql`
    UPDATE resource SET member_count = member_count + ${by}
    WHERE tenant_id = ${tenantId} AND directory_id = ${directoryId} AND resource_type = ${resourceType} AND id = ${groupId}`)
}

function chunksOf<T>(items: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / AT_ONCE) }, (_, i) =>
    items.slice(i * AT_ONCE, (i + 1) * AT_ONCE),
  )
}
