import type { ExpiryStore } from '../access/ports/expiry.ts'
import { SECRET, toSecret, useOf } from './client-record.ts'
import type { Database } from './database.ts'
import { integer, text } from './row.ts'
import { sql } from './sql.ts'
import { ENDED, PRESENTED } from './token-store.ts'

export const expiryStore = ({ reader }: Database): ExpiryStore => ({
  async longLived(tenantId, now) {
    // the conditions of the index token_long_lived, as they stand there
    const found = await reader.all(sql`
      SELECT t.token_id, t.kind, t.client_id, t.issued_at, t.expires_at, t.last_used_at, t.last_used_from, t.last_used_agent
      ${PRESENTED}
      WHERE t.tenant_id = ${tenantId} AND t.client_id IS NOT NULL AND t.expires_at - t.issued_at > 86400000
        AND t.revoked_at IS NULL AND t.exchanged_at IS NULL AND t.expires_at > ${now}
        AND (t.kind = 'refresh' OR t.family_id IS NULL) AND ${ENDED} = 0
      ORDER BY t.expires_at, t.token_id`)
    return found.map((row) => ({
      tokenId: text(row[0]),
      kind: row[1] === 'refresh' ? 'refresh' : 'access',
      clientId: text(row[2]),
      issuedAt: integer(row[3]),
      expiresAt: integer(row[4]),
      lastUse: useOf(row, 5),
    }))
  },
  async secrets(tenantId) {
    const found = await reader.all(sql`
      SELECT s.client_id, ${SECRET} FROM secret s
      WHERE s.tenant_id = ${tenantId}
        AND s.client_id IN (SELECT client_id FROM client WHERE tenant_id = ${tenantId} AND enabled = 1)`)
    const clients = Map.groupBy(found, ([clientId]) => text(clientId))
    return [...clients].map(([clientId, rows]) => ({ clientId, secrets: rows.map(([, ...row]) => toSecret(row)) }))
  },
})
