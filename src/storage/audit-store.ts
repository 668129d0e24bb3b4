import type { AuditQuery, AuditStore } from '../access/ports/audit.ts'
import { type ChainedEntry, NO_HASH } from '../shared/audit-chain.ts'
import { ok } from '../shared/result.ts'
import { appendAudit } from './audit-append.ts'
import type { Database, Row } from './database.ts'
import { integer, optionalText, text } from './row.ts'
import { join, list, sql, type Sql } from './sql.ts'

/** Entries that one statement looks at. */
const WINDOW = 5_000

/** Windows that one page looks through for what is rare. */
const MAX_WINDOWS = 4

export function auditStore(database: Database): AuditStore {
  const { reader, dialect } = database
  const contains = (column: Sql, part: string): Sql => dialect.contains(column, part)
  return {
    async append(tenantId, entry) {
      await database.write(async (transaction) => ok(await appendAudit(transaction, tenantId, entry)))
    },
    async ends(tenantId) {
      const row = await reader.get(sql`
        SELECT sequence, hash, anchor_sequence, anchor_hash FROM audit_head WHERE tenant_id = ${tenantId}`)
      if (row === undefined) return { first: { sequence: 0, hash: NO_HASH }, last: { sequence: 0, hash: NO_HASH } }
      return {
        first: { sequence: integer(row[2]), hash: text(row[3]) },
        last: { sequence: integer(row[0]), hash: text(row[1]) },
      }
    },
    async walk(tenantId, after, count) {
      const found = await reader.all(sql`
        SELECT ${ENTRY} FROM audit_entry WHERE tenant_id = ${tenantId} AND sequence > ${after}
        ORDER BY sequence LIMIT ${count}`)
      return found.map((row) => toEntry(tenantId, row))
    },
    async search(tenantId, query) {
      const { first, last } = await this.ends(tenantId)
      const wanted = conditions(query, contains)
      const entries: ChainedEntry[] = []
      let before = Math.min(query.before ?? last.sequence + 1, last.sequence + 1)
      for (let window = 0; window < MAX_WINDOWS && before > first.sequence + 1; window += 1) {
        const from = Math.max(before - WINDOW, first.sequence + 1)
        const found = await reader.all(sql`
          SELECT ${ENTRY} FROM audit_entry
          WHERE tenant_id = ${tenantId} AND sequence >= ${from} AND sequence < ${before} AND ${wanted}
          ORDER BY sequence DESC LIMIT ${query.count - entries.length}`)
        entries.push(...found.map((row) => toEntry(tenantId, row)))
        const oldest = entries.at(-1)
        if (entries.length >= query.count && oldest !== undefined) return { entries, next: oldest.sequence }
        before = from
      }
      return { entries, next: before > first.sequence + 1 ? before : undefined }
    },
  }
}

function conditions(query: AuditQuery, contains: (column: Sql, part: string) => Sql): Sql {
  const { actor, acts, target, text: part, since, until } = query
  const all: Sql[] = [sql`1 = 1`]
  if (actor !== undefined) all.push(sql`actor_name = ${actor}`)
  if (acts !== undefined) all.push(sql`act IN (${list(acts)})`)
  if (target !== undefined) all.push(sql`(target_id = ${target} OR target_name = ${target})`)
  if (since !== undefined) all.push(sql`at >= ${since}`)
  if (until !== undefined) all.push(sql`at < ${until}`)
  if (part !== undefined) all.push(contains(sql`lower(${SEARCHED})`, asciiLower(part)))
  return join(all, sql` AND `)
}

const NOTHING = sql`''`
const SEARCHED = join(
  [sql`actor_name`, sql`act`, sql`target_id`, sql`target_name`, sql`address`, sql`agent`, sql`details`].map(
    (column) => sql`coalesce(${column}, ${NOTHING})`,
  ),
  sql` || ' ' || `,
)

/** What lower() makes of it where texts compare by code point, on both engines. */
const asciiLower = (part: string): string => part.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase())

const ENTRY = sql`sequence, at, actor_kind, actor_name, actor_token, address, agent, act, target_kind, target_id,
  target_name, details, previous_hash, hash`

function toEntry(tenantId: number, row: Row): ChainedEntry {
  const tokenId = optionalText(row[4])
  const address = optionalText(row[5])
  const name = optionalText(row[10])
  return {
    tenantId,
    sequence: integer(row[0]),
    at: integer(row[1]),
    actor: { kind: text(row[2]), name: text(row[3]), ...(tokenId === undefined ? {} : { tokenId }) },
    from: address === undefined ? undefined : { address, agent: optionalText(row[6]) },
    act: text(row[7]),
    target: { kind: text(row[8]), id: text(row[9]), ...(name === undefined ? {} : { name }) },
    details: text(row[11]),
    previousHash: text(row[12]),
    hash: text(row[13]),
  }
}
