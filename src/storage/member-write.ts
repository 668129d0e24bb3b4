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
    const known = await membersOf(
      transaction,
      groups,
      chunk.map(({ value }) => value),
    )
    const inserted = await insertMembers(transaction, groups, groupId, chunk, known)
    added.push(...inserted)
    parked.push(...inserted.filter((id) => !known.has(id)))
    inside.push(...inserted.filter((id) => known.get(id)?.type === 'Group'))
  }
  await addToMemberCount(transaction, groups, groupId, added.length - parked.length)
  return { added, parked, groups: inside }
}

type Known = { readonly type: string; readonly name: string }

/** Those ids that are live users or groups of the directory. */
async function membersOf(
  transaction: Transaction,
  { tenantId, directoryId }: Collection,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Known>> {
  const found = await transaction.all(sql`
    SELECT id, resource_type, name FROM resource
    WHERE tenant_id = ${tenantId} AND directory_id = ${directoryId} AND resource_type IN ('User', 'Group')
      AND id IN (${list(ids)}) AND deleted_at IS NULL`)
  return new Map(found.map((row) => [text(row[0]), { type: text(row[1]), name: text(row[2]) }]))
}

async function insertMembers(
  transaction: Transaction,
  { tenantId, directoryId }: Collection,
  groupId: string,
  members: readonly MemberReference[],
  known: ReadonlyMap<string, Known>,
): Promise<readonly string[]> {
  const tuples = members.map(({ value, type }) => {
    const member = known.get(value)
    const display = member === undefined ? null : JSON.stringify(member.name)
    return [tenantId, directoryId, groupId, value, member?.type ?? type ?? null, member === undefined ? 0 : 1, display]
  })
  const inserted = await transaction.all(sql`
    INSERT INTO member (tenant_id, directory_id, group_id, member_id, member_type, joined, display)
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
  collection: Collection,
  id: string,
): Promise<readonly string[]> {
  const { tenantId, directoryId, resourceType } = collection
  const live: string[] = []
  for (const groupId of await groupIdsOf(transaction, collection, id, 0)) {
    await transaction.run(sql`
      UPDATE member SET joined = 1, member_type = ${resourceType}, display = ${await displayOf(transaction, collection, id)}
      WHERE tenant_id = ${tenantId} AND directory_id = ${directoryId} AND group_id = ${groupId} AND member_id = ${id}`)
    const group = await transaction.get(sql`
      UPDATE resource SET member_count = member_count + 1
      WHERE tenant_id = ${tenantId} AND directory_id = ${directoryId} AND resource_type = 'Group' AND id = ${groupId}
      RETURNING deleted_at`)
    if (group !== undefined && group[0] === null) live.push(groupId)
  }
  return live.toSorted()
}

async function displayOf(
  transaction: Transaction,
  { tenantId, directoryId, resourceType }: Collection,
  id: string,
): Promise<string> {
  const row = await transaction.get(sql`
    SELECT name FROM resource
    WHERE tenant_id = ${tenantId} AND directory_id = ${directoryId} AND resource_type = ${resourceType} AND id = ${id}`)
  return JSON.stringify(text(row?.[0]))
}

/**
 * The memberships of a resource that goes. Live groups that lose a joined member get a new version and are returned. In a
 * deleted group it is parked, so that both come back together when both are brought back, in either order.
 */
export async function endMemberships(
  transaction: Transaction,
  collection: Collection,
  id: string,
  at: number,
): Promise<readonly string[]> {
  const { tenantId, directoryId } = collection
  const live: string[] = []
  for (const groupId of await groupIdsOf(transaction, collection, id, 1)) {
    const group = await transaction.get(sql`
      UPDATE resource SET member_count = member_count - 1, version = version + 1, modified_at = ${at}
      WHERE tenant_id = ${tenantId} AND directory_id = ${directoryId} AND resource_type = 'Group' AND id = ${groupId}
      RETURNING deleted_at`)
    const membership = sql`tenant_id = ${tenantId} AND directory_id = ${directoryId} AND group_id = ${groupId} AND member_id = ${id}`
    if (group !== undefined && group[0] !== null) {
      await transaction.run(sql`UPDATE member SET joined = 0, display = NULL WHERE ${membership}`)
      continue
    }
    await transaction.run(sql`DELETE FROM member WHERE ${membership}`)
    if (group !== undefined) live.push(groupId)
  }
  return live.toSorted()
}

/** The member is called something else now: its groups show it, and get a new version. */
export async function renameMember(
  transaction: Transaction,
  collection: Collection,
  id: string,
  name: string,
  at: number,
): Promise<void> {
  const { tenantId, directoryId } = collection
  for (const groupId of await groupIdsOf(transaction, collection, id, 1)) {
    await transaction.run(sql`
      UPDATE member SET display = ${JSON.stringify(name)}
      WHERE tenant_id = ${tenantId} AND directory_id = ${directoryId} AND group_id = ${groupId} AND member_id = ${id}`)
    await transaction.run(sql`
      UPDATE resource SET version = version + 1, modified_at = ${at}
      WHERE tenant_id = ${tenantId} AND directory_id = ${directoryId} AND resource_type = 'Group' AND id = ${groupId}`)
  }
}

/** Asked first, because an UPDATE or a DELETE by member alone would read every membership of the directory on SQLite. */
async function groupIdsOf(
  transaction: Transaction,
  { tenantId, directoryId }: Collection,
  id: string,
  joined: 0 | 1,
): Promise<readonly string[]> {
  const found = await transaction.all(sql`
    SELECT group_id FROM member
    WHERE tenant_id = ${tenantId} AND directory_id = ${directoryId} AND member_id = ${id} AND joined = ${joined}`)
  return found.map((row) => text(row[0]))
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
