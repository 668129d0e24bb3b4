import type { Challenge, ChallengeStore } from '../access/ports/passkeys.ts'
import { fail, ok } from '../shared/result.ts'
import type { Database } from './database.ts'
import { integer, text } from './row.ts'
import { sql } from './sql.ts'

export function challengeStore(database: Database): ChallengeStore {
  return {
    async keep({ tenantId, digest, purpose, origin, administratorId, boundTo, expiresAt }, now) {
      await database.write(async (transaction) => {
        await transaction.run(sql`DELETE FROM passkey_challenge WHERE tenant_id = ${tenantId} AND expires_at <= ${now}`)
        await transaction.run(sql`
          INSERT INTO passkey_challenge (tenant_id, digest, purpose, origin, administrator_id, bound_to, expires_at)
          VALUES (${tenantId}, ${digest}, ${purpose}, ${origin}, ${administratorId}, ${boundTo}, ${expiresAt})`)
        return ok(undefined)
      })
    },
    async take(tenantId, digest) {
      const taken = await database.write<Challenge, undefined>(async (transaction) => {
        const row = await transaction.get(sql`
          SELECT purpose, origin, administrator_id, bound_to, expires_at FROM passkey_challenge
          WHERE tenant_id = ${tenantId} AND digest = ${digest}`)
        if (row === undefined) return fail(undefined)
        // several may have read it; only one of them deletes it
        const deleted = await transaction.run(
          sql`DELETE FROM passkey_challenge WHERE tenant_id = ${tenantId} AND digest = ${digest}`,
        )
        if (deleted === 0) return fail(undefined)
        return ok({
          tenantId,
          digest,
          purpose: purposeOf(text(row[0])),
          origin: text(row[1]),
          administratorId: text(row[2]),
          boundTo: text(row[3]),
          expiresAt: integer(row[4]),
        })
      })
      return taken.ok ? taken.value : undefined
    },
  }
}

/** Anything unknown is what gives the least: a sign-in still needs a passkey that is known. */
const purposeOf = (stored: string): Challenge['purpose'] =>
  stored === 'register' || stored === 'setUp' ? stored : 'signIn'
