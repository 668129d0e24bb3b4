import type { Collection, ParkedMember } from '../directory/ports.ts'
import type { Queryable } from './database.ts'
import { integer, optionalText, text } from './row.ts'
import { sql } from './sql.ts'

/** Members that wait for a user or group with their id, through an index of them alone. The first ids, and how many there are. */
export async function parkedMembers(
  reader: Queryable,
  { tenantId, directoryId }: Collection,
  groupId: string,
  count: number,
): Promise<{ readonly total: number; readonly members: readonly ParkedMember[] }> {
  const waiting = sql`FROM member
    WHERE tenant_id = ${tenantId} AND directory_id = ${directoryId} AND group_id = ${groupId} AND joined = 0`
  // ids first: SQLite takes the index of them only when it has all that is asked for
  const found = await reader.all(sql`
    SELECT p.member_id, m.member_type FROM (SELECT member_id ${waiting} ORDER BY member_id LIMIT ${count}) AS p
    CROSS JOIN member m
    WHERE m.tenant_id = ${tenantId} AND m.directory_id = ${directoryId} AND m.group_id = ${groupId} AND m.member_id = p.member_id
    ORDER BY p.member_id`)
  const members = found.map((row): ParkedMember => {
    const type = optionalText(row[1])
    return { id: text(row[0]), type: type === 'User' || type === 'Group' ? type : undefined }
  })
  if (members.length < count) return { total: members.length, members }
  return { total: integer((await reader.get(sql`SELECT count(*) ${waiting}`))?.[0] ?? 0), members }
}
