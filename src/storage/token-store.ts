import type {
  LiveToken,
  PresentedToken,
  SessionOrigin,
  Token,
  TokenDescription,
  TokenKind,
  TokenOwner,
  TokenStore,
} from '../access/ports/tokens.ts'
import { ok } from '../shared/result.ts'
import { endSessions } from './administrator-store.ts'
import { appendAudit } from './audit-append.ts'
import { useOf, words } from './client-record.ts'
import type { Database, Row, Transaction } from './database.ts'
import { type Cell, flag, integer, optionalInteger, optionalText, text } from './row.ts'
import { sql, type Sql } from './sql.ts'
import { type NotedUse, UseNotes } from './use-notes.ts'

/** 24 hours, in milliseconds. */
const LONG = 86_400_000

export function tokenStore(database: Database): TokenStore & { flushUses(): Promise<void> } {
  const uses = new UseNotes<TokenPlace>(async (batch) => {
    await database.write(async (transaction) => ok(await writeUses(transaction, batch)))
  })
  return {
    async issue(token, audit) {
      await database.write(async (transaction) => {
        await insertToken(transaction, token)
        await appendAudit(transaction, token.tenantId, audit)
        return ok(undefined)
      })
    },
    async countLongLived(tenantId, clientId, now) {
      const row = await database.reader.get(sql`
        SELECT count(*) FROM token
        WHERE tenant_id = ${tenantId} AND client_id = ${clientId} AND expires_at > ${now}
          AND expires_at - issued_at > ${LONG} AND revoked_at IS NULL AND family_id IS NULL`)
      return integer(row?.[0])
    },
    async present(tenantId, digest) {
      const row = await database.reader.get(sql`
        SELECT t.token_id, t.kind, coalesce(c.client_id, a.username, ''), t.directory_id, t.scopes, ${ENDS_AT}, ${ENDED},
          t.issued_at, c.unknown_members
        ${PRESENTED}
        WHERE t.tenant_id = ${tenantId} AND t.digest = ${digest}`)
      return row === undefined ? undefined : toPresented(row)
    },
    noteUse: (tenantId, tokenId, use) => uses.note(`${tenantId}/${tokenId}`, { tenantId, tokenId }, use),
    async listLive(tenantId, of, now) {
      const found = await database.reader.all(sql`
        SELECT token_id, kind, scopes, issued_at, expires_at, last_used_at, last_used_from, last_used_agent,
          issued_from, issued_agent, idle_limit
        FROM token t
        WHERE tenant_id = ${tenantId} AND ${ownedBy(of)} AND expires_at > ${now} AND ${ENDS_AT} > ${now} AND revoked_at IS NULL
          AND exchanged_at IS NULL
        ORDER BY issued_at DESC, token_id DESC`)
      return found.map(toLiveToken)
    },
    async revoke(tenantId, of, tokenId, at, audited) {
      const revoked = await database.write(async (transaction) => {
        const ended = await transaction.run(sql`
            UPDATE token SET revoked_at = ${at}
            WHERE tenant_id = ${tenantId} AND ${ownedBy(of)} AND revoked_at IS NULL AND expires_at > ${at}
              AND (token_id = ${tokenId} OR family_id IN (
                SELECT family_id FROM token
                WHERE tenant_id = ${tenantId} AND token_id = ${tokenId} AND kind = 'refresh' AND ${ownedBy(of)}))`)
        if (ended > 0) await appendAudit(transaction, tenantId, audited?.({ ended }))
        return ok(ended)
      })
      return revoked.ok && revoked.value > 0
    },
    async revokeSessions(of, sessions, audited) {
      const done = await database.write(async (transaction) => {
        const ended = await endSessions(transaction, of, sessions)
        if (ended > 0) await appendAudit(transaction, of.tenantId, audited?.({ ended }))
        return ok(ended)
      })
      return done.ok ? done.value : 0
    },
    async describe(tenantId, digest) {
      const row = await database.reader.get(sql`
        SELECT t.token_id, t.kind, t.client_id, t.administrator_id, t.directory_id, t.scopes, t.issued_at, ${ENDS_AT},
          t.family_id, t.approved_by,
          CASE WHEN t.exchanged_at IS NOT NULL THEN 1 ELSE ${ENDED} END
        ${PRESENTED}
        WHERE t.tenant_id = ${tenantId} AND t.digest = ${digest}`)
      return row === undefined ? undefined : toDescription(row)
    },
    flushUses: () => uses.flush(),
  }
}

type TokenPlace = { readonly tenantId: number; readonly tokenId: string }

async function writeUses(transaction: Transaction, uses: readonly NotedUse<TokenPlace>[]): Promise<void> {
  for (const { credential, use } of uses) {
    await transaction.run(sql`
      UPDATE token SET last_used_at = ${use.at}, last_used_from = ${use.address}, last_used_agent = ${use.agent ?? null}
      WHERE tenant_id = ${credential.tenantId} AND token_id = ${credential.tokenId}`)
  }
}

/** Without an idle limit, or used since: when it was issued for. */
const ENDS_AT = sql`CASE WHEN coalesce(t.last_used_at, t.issued_at) + t.idle_limit < t.expires_at
  THEN coalesce(t.last_used_at, t.issued_at) + t.idle_limit ELSE t.expires_at END`

/** 1 when something that the token hangs on has ended, whatever its own expiry says. */
export const ENDED = sql`CASE WHEN t.revoked_at IS NULL AND n.suspended = 0
  AND (t.client_id IS NULL OR c.enabled = 1)
  AND (t.administrator_id IS NULL OR a.disabled = 0)
  AND (t.directory_id IS NULL OR d.removed_at IS NULL AND d.uuid IS NOT NULL)
  THEN 0 ELSE 1 END`

/** A token beside all that it hangs on. */
export const PRESENTED = sql`FROM token t
  JOIN tenant n ON n.tenant_id = t.tenant_id
  LEFT JOIN client c ON c.tenant_id = t.tenant_id AND c.client_id = t.client_id
  LEFT JOIN administrator a ON a.tenant_id = t.tenant_id AND a.administrator_id = t.administrator_id
  LEFT JOIN directory d ON d.tenant_id = t.tenant_id AND d.directory_id = t.directory_id`

export async function insertToken(transaction: Transaction, token: Token): Promise<void> {
  const { family, session } = token
  await transaction.run(sql`
    INSERT INTO token (tenant_id, token_id, kind, digest, client_id, secret_id, administrator_id, directory_id,
      scopes, issued_at, expires_at, family_id, approved_by, issued_from, issued_agent, idle_limit)
    VALUES (${token.tenantId}, ${token.tokenId}, ${token.kind}, ${token.digest}, ${token.clientId ?? null},
      ${token.secretId ?? null}, ${token.administratorId ?? null}, ${token.directoryId ?? null},
      ${token.scopes.join(' ')}, ${token.issuedAt}, ${token.expiresAt}, ${family?.familyId ?? null},
      ${family?.approvedBy ?? null}, ${session?.from.address ?? null}, ${session?.from.agent ?? null},
      ${session?.idleLimit ?? null})`)
}

const ownedBy = (of: TokenOwner): Sql =>
  'clientId' in of ? sql`client_id = ${of.clientId}` : sql`administrator_id = ${of.administratorId}`

const toLiveToken = (row: Row): LiveToken => ({
  tokenId: text(row[0]),
  kind: kindOf(row[1]),
  scopes: words(text(row[2])),
  issuedAt: integer(row[3]),
  expiresAt: integer(row[4]),
  lastUse: useOf(row, 5),
  session: sessionOf(row),
})

function sessionOf(row: Row): SessionOrigin | undefined {
  const [address, agent, idleLimit] = [optionalText(row[8]), optionalText(row[9]), optionalInteger(row[10])]
  return address === undefined || idleLimit === undefined ? undefined : { from: { address, agent }, idleLimit }
}

const toDescription = (row: Row): TokenDescription => ({
  tokenId: text(row[0]),
  kind: kindOf(row[1]),
  clientId: optionalText(row[2]),
  administratorId: optionalText(row[3]),
  directoryId: optionalInteger(row[4]),
  scopes: words(text(row[5])),
  issuedAt: integer(row[6]),
  expiresAt: integer(row[7]),
  ...(row[8] === null ? {} : { family: { familyId: text(row[8]), approvedBy: text(row[9]) } }),
  revoked: flag(row[10]),
})

const kindOf = (cell: Cell | undefined): TokenKind => (cell === 'session' || cell === 'refresh' ? cell : 'access')

const toPresented = (row: Row): PresentedToken => ({
  tokenId: text(row[0]),
  kind: kindOf(row[1]),
  actorName: text(row[2]),
  directoryId: optionalInteger(row[3]),
  scopes: words(text(row[4])),
  expiresAt: integer(row[5]),
  revoked: flag(row[6]),
  issuedAt: integer(row[7]),
  // the session of an administrator has no client
  unknownMembers: row[8] === 'refuse' ? 'refuse' : 'park',
})
