import { purgeDetails } from '../shared/audit-chain.ts'
import { auditEntry, BY_SYSTEM } from '../shared/audit-entry.ts'
import { ok } from '../shared/result.ts'
import { appendAudit } from './audit-append.ts'
import type { Database } from './database.ts'
import { DAY } from './retention.ts'
import { integer, text } from './row.ts'
import { sql } from './sql.ts'

/** Entries a transaction. Each leaves an entry of its own, so not too few. */
const AT_ONCE = 10_000

/**
 * Takes away the beginning of the log of a tenant, up to the first entry that is not older than `days`, and writes down that
 * it did and where the rest goes on. Once a day at the most, because what it writes is purged some day, too.
 */
export async function purgeAudit(database: Database, tenantId: number, days: number, now: number): Promise<void> {
  const own = sql`tenant_id = ${tenantId}`
  const [eldest] = await database.reader.all(sql`SELECT at FROM audit_entry WHERE ${own} ORDER BY sequence LIMIT 1`)
  if (eldest === undefined || integer(eldest[0]) >= now - (days + 1) * DAY) return
  for (;;) {
    const oldest = await database.reader.all(
      sql`SELECT sequence, at, hash FROM audit_entry WHERE ${own} ORDER BY sequence LIMIT ${AT_ONCE}`,
    )
    const firstKept = oldest.findIndex((row) => integer(row[1]) >= now - days * DAY)
    const last = firstKept < 0 ? oldest.at(-1) : oldest[firstKept - 1]
    if (last === undefined) return
    const place = { sequence: integer(last[0]), hash: text(last[2]) }
    await database.write(async (transaction) => {
      // of two processes that purge at once, the second finds it done
      const moved = await transaction.run(sql`
        UPDATE audit_head SET anchor_sequence = ${place.sequence}, anchor_hash = ${place.hash}
        WHERE ${own} AND anchor_sequence < ${place.sequence}`)
      if (moved === 0) return ok(undefined)
      await transaction.run(sql`DELETE FROM audit_entry WHERE ${own} AND sequence <= ${place.sequence}`)
      const target = { kind: 'audit', id: String(place.sequence) }
      await appendAudit(transaction, tenantId, auditEntry(BY_SYSTEM, now, 'audit.purge', target, purgeDetails(place)))
      return ok(undefined)
    })
    if (firstKept >= 0) return
  }
}
