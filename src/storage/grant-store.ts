import type { AuthorizationCode, GrantDecision, GrantStore, RefreshToken } from '../access/ports/grants.ts'
import { fail, ok, type Result } from '../shared/result.ts'
import { appendAudit } from './audit-append.ts'
import { words } from './client-record.ts'
import type { Database, Row, Transaction } from './database.ts'
import { flag, integer, optionalInteger, optionalText, text } from './row.ts'
import { sql } from './sql.ts'
import { insertToken } from './token-store.ts'

export function grantStore(database: Database): GrantStore {
  return {
    async saveCode(code, audit) {
      await database.write(async (transaction) => {
        await transaction.run(sql`
          INSERT INTO authorization_code (tenant_id, digest, client_id, redirect_uri, scopes, directory_id, code_challenge,
            approved_by, family_id, expires_at)
          VALUES (${code.tenantId}, ${code.digest}, ${code.clientId}, ${code.redirectUri ?? null},
            ${code.scopes.join(' ')}, ${code.directoryId ?? null}, ${code.codeChallenge ?? null}, ${code.approvedBy},
            ${code.familyId}, ${code.expiresAt})`)
        await appendAudit(transaction, code.tenantId, audit)
        return ok(undefined)
      })
    },
    redeemCode: (tenantId, digest, at, decide) =>
      decided(database, async (transaction) => {
        const own = sql`tenant_id = ${tenantId} AND digest = ${digest}`
        transaction.lock(sql`SELECT digest FROM authorization_code WHERE ${own}`)
        const row = await transaction.get(sql`
          SELECT client_id, redirect_uri, scopes, directory_id, code_challenge, approved_by, family_id, expires_at, used_at
          FROM authorization_code WHERE ${own}`)
        const code = row === undefined ? undefined : { tenantId, digest, ...toCode(row) }
        const decision = decide(code)
        if (decision.kind === 'issue') {
          await transaction.run(sql`UPDATE authorization_code SET used_at = ${at} WHERE ${own}`)
        }
        await carryOut(transaction, decision, { tenantId, familyId: code?.familyId, at })
        return decision
      }),
    exchangeRefreshToken: (tenantId, digest, at, decide) =>
      decided(database, async (transaction) => {
        const own = sql`tenant_id = ${tenantId} AND digest = ${digest} AND kind = 'refresh'`
        transaction.lock(sql`SELECT digest FROM token WHERE ${own}`)
        const row = await transaction.get(sql`
          SELECT client_id, scopes, directory_id, expires_at, family_id, approved_by, exchanged_at,
            CASE WHEN revoked_at IS NULL THEN 0 ELSE 1 END
          FROM token WHERE ${own}`)
        const token = row === undefined ? undefined : toRefreshToken(row)
        const decision = decide(token)
        if (decision.kind === 'issue') {
          await transaction.run(
            sql`UPDATE token SET exchanged_at = coalesce(exchanged_at, ${at}), last_used_at = ${at} WHERE ${own}`,
          )
        }
        await carryOut(transaction, decision, { tenantId, familyId: token?.family.familyId, at })
        return decision
      }),
  }
}

type Family = { readonly tenantId: number; readonly familyId: string; readonly at: number }

/** A refusal can end a family, so the transaction commits whatever was decided. */
async function decided<E>(
  database: Database,
  unit: (transaction: Transaction) => Promise<GrantDecision<E>>,
): Promise<Result<void, E>> {
  const done = await database.write<GrantDecision<E>, E>(async (transaction) => ok(await unit(transaction)))
  if (!done.ok) return done
  return done.value.kind === 'issue' ? ok(undefined) : fail(done.value.error)
}

async function carryOut<E>(
  transaction: Transaction,
  decision: GrantDecision<E>,
  { tenantId, familyId, at }: Omit<Family, 'familyId'> & { readonly familyId: string | undefined },
): Promise<void> {
  if (decision.kind === 'issue') for (const token of decision.tokens) await insertToken(transaction, token)
  if (decision.kind !== 'endFamily' || familyId === undefined) return
  const ended = await endFamily(transaction, { tenantId, familyId, at })
  if (ended > 0) await appendAudit(transaction, tenantId, decision.audited?.({ ended }))
}

const endFamily = (transaction: Transaction, { tenantId, familyId, at }: Family): Promise<number> =>
  transaction.run(sql`
    UPDATE token SET revoked_at = ${at}
    WHERE tenant_id = ${tenantId} AND family_id = ${familyId} AND revoked_at IS NULL AND expires_at > ${at}`)

const toCode = (row: Row): Omit<AuthorizationCode, 'tenantId' | 'digest'> & { readonly used: boolean } => ({
  clientId: text(row[0]),
  redirectUri: optionalText(row[1]),
  scopes: words(text(row[2])),
  directoryId: optionalInteger(row[3]),
  codeChallenge: optionalText(row[4]),
  approvedBy: text(row[5]),
  familyId: text(row[6]),
  expiresAt: integer(row[7]),
  used: row[8] !== null,
})

const toRefreshToken = (row: Row): RefreshToken => ({
  clientId: text(row[0]),
  scopes: words(text(row[1])),
  directoryId: optionalInteger(row[2]),
  expiresAt: integer(row[3]),
  family: { familyId: text(row[4]), approvedBy: text(row[5]) },
  exchangedAt: optionalInteger(row[6]),
  revoked: flag(row[7]),
})
