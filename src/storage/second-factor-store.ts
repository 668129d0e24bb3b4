import type { SecondFactorStore } from '../access/ports/administrators.ts'
import type { PasskeyOwner } from '../access/ports/passkeys.ts'
import { fail, ok } from '../shared/result.ts'
import { endSessions } from './administrator-store.ts'
import { appendAudit } from './audit-append.ts'
import type { Database, Transaction } from './database.ts'
import { integer, optionalInteger, text } from './row.ts'
import { sql, type Sql } from './sql.ts'

export function secondFactorStore(database: Database): SecondFactorStore {
  return {
    async find(of) {
      const row = await database.reader.get(sql`
        SELECT f.secret, f.confirmed_at, (SELECT count(*) FROM recovery_code c
          WHERE c.tenant_id = f.tenant_id AND c.administrator_id = f.administrator_id AND c.used_at IS NULL)
        FROM second_factor f WHERE f.tenant_id = ${of.tenantId} AND f.administrator_id = ${of.administratorId}`)
      if (row === undefined) return undefined
      return { secret: text(row[0]), confirmedAt: optionalInteger(row[1]), recoveryCodesLeft: integer(row[2]) }
    },
    async begin(of, secret, at) {
      const begun = await database.write(async (transaction) =>
        ok(
          await transaction.run(sql`
            INSERT INTO second_factor (tenant_id, administrator_id, secret, created_at, last_step)
            VALUES (${of.tenantId}, ${of.administratorId}, ${secret}, ${at}, 0)
            ON CONFLICT (tenant_id, administrator_id) DO UPDATE SET secret = excluded.secret, created_at = excluded.created_at
            WHERE second_factor.confirmed_at IS NULL`),
        ),
      )
      return begun.ok && begun.value > 0
    },
    async confirm(of, { secret, step, codes }, sessions, audit) {
      const confirmed = await database.write<void, undefined>(async (transaction) => {
        // what was begun anew meanwhile has another secret, and of two at once one finds it unconfirmed
        const changed = await transaction.run(sql`
          UPDATE second_factor SET confirmed_at = ${sessions.at}, last_step = ${step}
          WHERE ${own(of)} AND secret = ${secret} AND confirmed_at IS NULL`)
        if (changed === 0) return fail(undefined)
        await replaceCodes(transaction, of, codes)
        await endSessions(transaction, of, sessions)
        await appendAudit(transaction, of.tenantId, audit)
        return ok(undefined)
      })
      return confirmed.ok
    },
    async useStep(of, step) {
      const used = await database.write(async (transaction) =>
        ok(
          await transaction.run(sql`
            UPDATE second_factor SET last_step = ${step}
            WHERE ${own(of)} AND confirmed_at IS NOT NULL AND last_step < ${step}`),
        ),
      )
      return used.ok && used.value > 0
    },
    async useRecoveryCode(of, digest, at, audit) {
      const used = await database.write(async (transaction) => {
        const changed = await transaction.run(sql`
          UPDATE recovery_code SET used_at = ${at} WHERE ${own(of)} AND digest = ${digest} AND used_at IS NULL`)
        if (changed > 0) await appendAudit(transaction, of.tenantId, audit)
        return ok(changed)
      })
      return used.ok && used.value > 0
    },
    async replaceRecoveryCodes(of, codes, audit) {
      const replaced = await database.write<void, undefined>(async (transaction) => {
        // touches the row, so that a removal at the same moment comes wholly before or wholly after
        const there = await transaction.run(sql`
          UPDATE second_factor SET last_step = last_step WHERE ${own(of)} AND confirmed_at IS NOT NULL`)
        if (there === 0) return fail(undefined)
        await replaceCodes(transaction, of, codes)
        await appendAudit(transaction, of.tenantId, audit)
        return ok(undefined)
      })
      return replaced.ok
    },
    async remove(of, sessions, audit) {
      const removed = await database.write<void, undefined>(async (transaction) => {
        const gone = await transaction.run(sql`DELETE FROM second_factor WHERE ${own(of)} AND confirmed_at IS NOT NULL`)
        if (gone === 0) return fail(undefined)
        await transaction.run(sql`DELETE FROM recovery_code WHERE ${own(of)}`)
        await endSessions(transaction, of, sessions)
        await appendAudit(transaction, of.tenantId, audit)
        return ok(undefined)
      })
      return removed.ok
    },
  }
}

const own = ({ tenantId, administratorId }: PasskeyOwner): Sql =>
  sql`tenant_id = ${tenantId} AND administrator_id = ${administratorId}`

async function replaceCodes(transaction: Transaction, of: PasskeyOwner, codes: readonly string[]): Promise<void> {
  await transaction.run(sql`DELETE FROM recovery_code WHERE ${own(of)}`)
  for (const digest of codes) {
    await transaction.run(sql`
      INSERT INTO recovery_code (tenant_id, administrator_id, digest)
      VALUES (${of.tenantId}, ${of.administratorId}, ${digest})`)
  }
}
