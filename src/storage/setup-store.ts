import type { SetupStore } from '../access/ports/administrators.ts'
import { fail, ok } from '../shared/result.ts'
import { insertFirst } from './administrator-store.ts'
import { appendAudit } from './audit-append.ts'
import type { Database } from './database.ts'
import { insertPasskey } from './passkey-store.ts'
import { integer, optionalInteger } from './row.ts'
import { sql } from './sql.ts'

export function setupStore(database: Database): SetupStore {
  return {
    async issue({ tenantId, digest, expiresAt }, audit) {
      await database.write(async (transaction) => {
        transaction.lock(sql`SELECT tenant_id FROM tenant WHERE tenant_id = ${tenantId}`)
        await transaction.run(sql`DELETE FROM setup_link WHERE tenant_id = ${tenantId} AND used_at IS NULL`)
        await transaction.run(sql`
          INSERT INTO setup_link (tenant_id, digest, expires_at) VALUES (${tenantId}, ${digest}, ${expiresAt})`)
        await appendAudit(transaction, tenantId, audit)
        return ok(undefined)
      })
    },
    async find(tenantId, digest) {
      const row = await database.reader.get(sql`
        SELECT expires_at, used_at FROM setup_link WHERE tenant_id = ${tenantId} AND digest = ${digest}`)
      if (row === undefined) return undefined
      return { tenantId, digest, expiresAt: integer(row[0]), usedAt: optionalInteger(row[1]) }
    },
    async claim({ tenantId, digest }, at, administrator, usernameKey, passkey, audit) {
      const claimed = await database.write(async (transaction) => {
        const used = await transaction.run(sql`
          UPDATE setup_link SET used_at = ${at}
          WHERE tenant_id = ${tenantId} AND digest = ${digest} AND used_at IS NULL AND expires_at > ${at}`)
        const made = used === 1 && (await insertFirst(transaction, administrator, usernameKey))
        if (!made) return fail(undefined)
        const added = passkey === undefined ? ok(undefined) : await insertPasskey(transaction, passkey)
        if (added.ok) await appendAudit(transaction, tenantId, audit)
        return added
      })
      return claimed.ok
    },
  }
}
