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
  const found = await reader.all(sql`SELECT member_id, member_type ${waiting} ORDER BY member_id LIMIT ${count}`)
  const members = found.map((row): ParkedMember => {
    const type = optionalText(row[1])
    return { id: text(row[0]), type: type === 'User' || type === 'Group' ? type : undefined }
  })
  if (members.length < count) return { total: members.length, members }
  return { total: integer((await reader.get(sql`SELECT count(*) ${waiting}`))?.[0] ?? 0), members }
}
