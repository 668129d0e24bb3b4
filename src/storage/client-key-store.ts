import type { ClientKey, ClientKeyStore, KeyAlgorithm } from '../access/ports/client-keys.ts'
import { fail, ok } from '../shared/result.ts'
import { appendAudit } from './audit-append.ts'
import type { Database, Row } from './database.ts'
import { integer, optionalInteger, text } from './row.ts'
import { sql } from './sql.ts'

export function clientKeyStore(database: Database): ClientKeyStore {
  return {
    async list(tenantId, clientId) {
      const found = await database.reader.all(sql`
        SELECT key_id, algorithm, jwk, created_at, last_used_at FROM client_public_key
        WHERE tenant_id = ${tenantId} AND client_id = ${clientId} ORDER BY created_at DESC, key_id`)
      return found.map(toKey)
    },
    add: (tenantId, clientId, key, limit, audit) =>
      database.write<void, { readonly kind: 'clientGone' | 'tooManyKeys' }>(async (transaction) => {
        const client = sql`tenant_id = ${tenantId} AND client_id = ${clientId}`
        // of many at once each must count what the one before it added
        transaction.lock(sql`SELECT client_id FROM client WHERE ${client}`)
        if ((await transaction.get(sql`SELECT 1 FROM client WHERE ${client}`)) === undefined)
          return fail({ kind: 'clientGone' })
        const added = await transaction.run(sql`
          INSERT INTO client_public_key (tenant_id, client_id, key_id, algorithm, jwk, created_at)
          VALUES (${tenantId}, ${clientId}, ${key.keyId}, ${key.algorithm}, ${JSON.stringify(key.jwk)}, ${key.createdAt})
          ON CONFLICT DO NOTHING`)
        const counted = await transaction.get(sql`SELECT count(*) FROM client_public_key WHERE ${client}`)
        if (integer(counted?.[0]) > limit) return fail({ kind: 'tooManyKeys' })
        if (added > 0) await appendAudit(transaction, tenantId, audit)
        return ok(undefined)
      }),
    async remove(tenantId, clientId, keyId, audit) {
      const removed = await database.write(async (transaction) => {
        const gone = await transaction.run(sql`
          DELETE FROM client_public_key
          WHERE tenant_id = ${tenantId} AND client_id = ${clientId} AND key_id = ${keyId}`)
        if (gone === 0) return fail(undefined)
        await appendAudit(transaction, tenantId, audit)
        return ok(undefined)
      })
      return removed.ok
    },
    async useAssertion(tenantId, clientId, { jti, keyId, expiresAt, at }) {
      const used = await database.write(async (transaction) => {
        const fresh = await transaction.run(sql`
          INSERT INTO used_assertion (tenant_id, client_id, jti, expires_at)
          VALUES (${tenantId}, ${clientId}, ${jti}, ${expiresAt}) ON CONFLICT DO NOTHING`)
        if (fresh === 1) {
          await transaction.run(sql`
            UPDATE client_public_key SET last_used_at = ${at}
            WHERE tenant_id = ${tenantId} AND client_id = ${clientId} AND key_id = ${keyId}`)
        }
        return ok(fresh === 1)
      })
      return used.ok && used.value
    },
  }
}

const toKey = (row: Row): ClientKey => ({
  keyId: text(row[0]),
  algorithm: text(row[1]) as KeyAlgorithm,
  // written by us from a value of this type
  jwk: JSON.parse(text(row[2])) as ClientKey['jwk'],
  createdAt: integer(row[3]),
  lastUsedAt: optionalInteger(row[4]),
})
