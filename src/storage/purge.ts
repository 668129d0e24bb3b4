import { ok } from '../shared/result.ts'
import { purgeAudit } from './audit-purge.ts'
import type { Database } from './database.ts'
import { lockDirectory } from './directory-lock.ts'
import { sweepDirectory } from './directory-remove.ts'
import { DAY, DEFAULT_UNDO_DAYS } from './retention.ts'
import { integer, optionalInteger } from './row.ts'
import { sql } from './sql.ts'

/** Expired tokens are kept a week, so that their holder can be told when they expired. Milliseconds. */
const TOKEN_GRACE = 7 * DAY

/** Changes a transaction. */
const AT_ONCE = 2_000

/**
 * Deletes for good what can no longer be brought back: resources deleted longer ago than the tenant keeps them, members
 * of deleted groups, changes and entries of the audit log older than the tenant keeps them, tokens that expired long ago, and what an interrupted removal of a directory has left. Returns the
 * resources that went.
 */
export async function purge(database: Database, now: number): Promise<number> {
  let purged = 0
  const directories = await database.reader.all(sql`
    SELECT d.tenant_id, d.directory_id, d.removed_at, s.undo_days, s.change_days
    FROM directory d LEFT JOIN tenant_setting s ON s.tenant_id = d.tenant_id`)
  for (const row of directories) {
    const scope = { tenantId: integer(row[0]), directoryId: integer(row[1]) }
    if (row[2] !== null) {
      await sweepDirectory(database, scope)
      continue
    }
    purged += await purgeDirectory(database, scope, now - (optionalInteger(row[3]) ?? DEFAULT_UNDO_DAYS) * DAY)
    const changeDays = optionalInteger(row[4])
    if (changeDays !== undefined) await purgeChanges(database, scope, now - changeDays * DAY)
  }
  const tenants = await database.reader.all(sql`
    SELECT t.tenant_id, s.audit_days FROM tenant t LEFT JOIN tenant_setting s ON s.tenant_id = t.tenant_id`)
  for (const row of tenants) {
    await purgeTokens(database, integer(row[0]), now - TOKEN_GRACE)
    await purgeAssertions(database, integer(row[0]), now)
    const auditDays = optionalInteger(row[1])
    if (auditDays !== undefined) await purgeAudit(database, integer(row[0]), auditDays, now)
  }
  return purged
}

type Scope = { readonly tenantId: number; readonly directoryId: number }

async function purgeDirectory(database: Database, { tenantId, directoryId }: Scope, before: number): Promise<number> {
  const old = sql`tenant_id = ${tenantId} AND directory_id = ${directoryId} AND resource_type IN (
      SELECT resource_type FROM collection WHERE tenant_id = ${tenantId} AND directory_id = ${directoryId})
    AND deleted_at IS NOT NULL AND deleted_at < ${before}`
  const done = await database.write(async (transaction) => {
    lockDirectory(transaction, { tenantId, directoryId })
    await transaction.run(sql`
      DELETE FROM member WHERE tenant_id = ${tenantId} AND directory_id = ${directoryId}
        AND group_id IN (SELECT id FROM resource WHERE ${old})`)
    // and what waited in another group for the undo of one of them
    await transaction.run(sql`
      DELETE FROM member WHERE tenant_id = ${tenantId} AND directory_id = ${directoryId} AND (group_id, member_id) IN (
        SELECT p.group_id, p.member_id FROM member p
        WHERE p.tenant_id = ${tenantId} AND p.directory_id = ${directoryId} AND p.joined = 0
          AND p.member_id IN (SELECT id FROM resource WHERE ${old}))`)
    return ok(await transaction.run(sql`DELETE FROM resource WHERE ${old}`))
  })
  return done.ok ? done.value : 0
}

/**
 * The beginning of the log, up to the first change that is kept: in the order of its numbers, so that what stays has no
 * gap, and step by step, so that the writes of others come in between.
 */
async function purgeChanges(database: Database, { tenantId, directoryId }: Scope, before: number): Promise<void> {
  const own = sql`tenant_id = ${tenantId} AND directory_id = ${directoryId}`
  for (;;) {
    const oldest = await database.reader.all(
      sql`SELECT sequence, at FROM change WHERE ${own} ORDER BY sequence LIMIT ${AT_ONCE}`,
    )
    const firstKept = oldest.findIndex((row) => integer(row[1]) >= before)
    const last = firstKept < 0 ? oldest.at(-1) : oldest[firstKept - 1]
    if (last === undefined) return
    await database.write(async (transaction) =>
      ok(await transaction.run(sql`DELETE FROM change WHERE ${own} AND sequence <= ${integer(last[0])}`)),
    )
    if (firstKept >= 0) return
  }
}

async function purgeTokens(database: Database, tenantId: number, before: number): Promise<void> {
  await database.write(async (transaction) =>
    ok(
      (await transaction.run(sql`DELETE FROM token WHERE tenant_id = ${tenantId} AND expires_at < ${before}`)) +
        (await transaction.run(
          sql`DELETE FROM authorization_code WHERE tenant_id = ${tenantId} AND expires_at < ${before}`,
        )),
    ),
  )
}

async function purgeAssertions(database: Database, tenantId: number, now: number): Promise<void> {
  await database.write(async (transaction) =>
    ok(await transaction.run(sql`DELETE FROM used_assertion WHERE tenant_id = ${tenantId} AND expires_at < ${now}`)),
  )
}
