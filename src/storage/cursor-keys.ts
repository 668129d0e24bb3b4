import { randomBytes } from 'node:crypto'
import type { CursorKeys } from '../directory/ports.ts'
import { ok } from '../shared/result.ts'
import type { Database } from './database.ts'
import { text } from './row.ts'
import { sql } from './sql.ts'

const KEY_BYTES = 32

/** A key is made when it is first asked for. Of several processes that make one at once, the first one's counts. */
export function cursorKeys(database: Database): CursorKeys {
  const known = new Map<number, Uint8Array>()
  return {
    async of(tenantId) {
      const kept = known.get(tenantId)
      if (kept !== undefined) return kept
      const key = Buffer.from((await read(database, tenantId)) ?? (await make(database, tenantId)), 'base64url')
      known.set(tenantId, key)
      return key
    },
  }
}

async function make(database: Database, tenantId: number): Promise<string> {
  const fresh = randomBytes(KEY_BYTES).toString('base64url')
  await database.write(async (transaction) =>
    ok(
      await transaction.run(sql`
        INSERT INTO cursor_key (tenant_id, key) VALUES (${tenantId}, ${fresh}) ON CONFLICT (tenant_id) DO NOTHING`),
    ),
  )
  return (await read(database, tenantId)) ?? fresh
}

async function read({ reader }: Database, tenantId: number): Promise<string | undefined> {
  const row = await reader.get(sql`SELECT key FROM cursor_key WHERE tenant_id = ${tenantId}`)
  return row === undefined ? undefined : text(row[0])
}
