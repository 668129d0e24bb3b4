import type { Client, ClientStore, Secret } from '../access/ports/clients.ts'
import { fail, ok } from '../shared/result.ts'
import { canonicalKey } from '../shared/text.ts'
import { appendAudit } from './audit-append.ts'
import { CLIENT, SECRET, toClient, toSecret } from './client-record.ts'
import type { Database, Transaction } from './database.ts'
import { integer, optionalInteger, text } from './row.ts'
import { sql } from './sql.ts'
import { type NotedUse, UseNotes } from './use-notes.ts'

type SecretPlace = { readonly tenantId: number; readonly clientId: string; readonly secretId: string }

type ClientIdTaken = { readonly kind: 'clientIdTaken'; readonly existing: string }

export function clientStore(database: Database): ClientStore & { flushUses(): Promise<void> } {
  const { reader } = database
  const uses = new UseNotes<SecretPlace>(async (batch) => {
    await database.write(async (transaction) => ok(await writeUses(transaction, batch)))
  })
  return {
    async list(tenantId) {
      const found = await reader.all(
        sql`SELECT ${CLIENT} FROM client WHERE tenant_id = ${tenantId} ORDER BY client_key`,
      )
      return found.map(toClient)
    },
    async find(tenantId, clientId) {
      // one statement whether the client exists or not, so that the time it takes does not tell
      const found = await reader.all(sql`
        SELECT c.tenant_id, c.client_id, c.access_type, c.display_name, c.scopes, c.grant_types, c.redirect_uris,
          c.access_token_ttl, c.refresh_token_ttl, c.refresh_token_idle_ttl, c.enabled, c.directory_id, c.extra,
          c.created_at, c.updated_at, c.unknown_members, s.secret_id, s.digest, s.hint, s.created_at, s.retires_at, s.kept,
          s.first_used_at, s.last_used_at, s.last_used_from, s.last_used_agent
        FROM client c LEFT JOIN secret s ON s.tenant_id = c.tenant_id AND s.client_id = c.client_id
        WHERE c.tenant_id = ${tenantId} AND c.client_id = ${clientId}
        ORDER BY s.created_at DESC, s.secret_id DESC`)
      const [row] = found
      if (row === undefined) return undefined
      const secrets = found.map((columns) => columns.slice(16)).filter(([secretId]) => secretId !== null)
      return { client: toClient(row), secrets: secrets.map(toSecret) }
    },
    create: (client, secret, audit) =>
      database.write<void, ClientIdTaken>(async (transaction) => {
        if (await insertClient(transaction, client)) {
          await insertSecret(transaction, client.tenantId, client.clientId, secret)
          await appendAudit(transaction, client.tenantId, audit)
          return ok(undefined)
        }
        const holder = await transaction.get(sql`
          SELECT client_id FROM client
          WHERE tenant_id = ${client.tenantId} AND client_key = ${canonicalKey(client.clientId)}`)
        return fail({ kind: 'clientIdTaken', existing: text(holder?.[0]) })
      }),
    async overview(tenantId, now) {
      const clients = await reader.all(
        sql`SELECT ${CLIENT} FROM client WHERE tenant_id = ${tenantId} ORDER BY client_key`,
      )
      const secrets = await reader.all(sql`
        SELECT client_id, ${SECRET} FROM secret WHERE tenant_id = ${tenantId}
        ORDER BY client_id, created_at DESC, secret_id DESC`)
      const tokens = await reader.all(sql`
        SELECT client_id, count(CASE WHEN expires_at > ${now} AND revoked_at IS NULL AND exchanged_at IS NULL THEN 1 END), max(last_used_at)
        FROM token WHERE tenant_id = ${tenantId} AND client_id IS NOT NULL GROUP BY client_id`)
      return clients.map((row) => {
        const client = toClient(row)
        const usage = tokens.find(([clientId]) => clientId === client.clientId)
        return {
          client,
          secrets: secrets
            .filter(([clientId]) => clientId === client.clientId)
            .map(([, ...secret]) => toSecret(secret)),
          liveTokens: usage === undefined ? 0 : integer(usage[1]),
          lastUsedAt: usage === undefined ? undefined : optionalInteger(usage[2]),
        }
      })
    },
    update: (client, audited) =>
      succeeds(database, async (transaction) => {
        const { tenantId, clientId } = client
        const own = sql`FROM client WHERE tenant_id = ${tenantId} AND client_id = ${clientId}`
        // what it was changed from must not be an older state than the one that the change replaces
        transaction.lock(sql`SELECT client_id ${own}`)
        const before = await transaction.get(sql`SELECT ${CLIENT} ${own}`)
        if (before === undefined) return false
        await updateClient(transaction, client)
        await appendAudit(transaction, tenantId, audited?.(toClient(before)))
        return true
      }),
    noteSecretUse: (tenantId, clientId, secretId, use) =>
      uses.note(`${tenantId}/${secretId}`, { tenantId, clientId, secretId }, use),
    endSecret: (tenantId, clientId, secretId, { at, kept }, audit) =>
      succeeds(database, async (transaction) => {
        const ended = await transaction.run(sql`
          UPDATE secret SET retires_at = ${at}, kept = ${kept ? 1 : 0}
          WHERE tenant_id = ${tenantId} AND client_id = ${clientId} AND secret_id = ${secretId} AND retires_at IS NOT NULL`)
        if (ended === 1) await appendAudit(transaction, tenantId, audit)
        return ended === 1
      }),
    async findBySecret(tenantId, digest) {
      const row = await reader.get(
        sql`SELECT client_id, secret_id FROM secret WHERE tenant_id = ${tenantId} AND digest = ${digest}`,
      )
      if (row === undefined) return undefined
      const record = await this.find(tenantId, text(row[0]))
      return record === undefined ? undefined : { ...record, secretId: text(row[1]) }
    },
    flushUses: () => uses.flush(),
    remove: (tenantId, clientId, audit) =>
      succeeds(database, async (transaction) => {
        const removed = await removeClient(transaction, tenantId, clientId)
        if (removed) await appendAudit(transaction, tenantId, audit)
        return removed
      }),
    async replaceSecret(tenantId, clientId, secret, othersRetireAt, revokeTokens, at, audited) {
      const replaced = await database.write(async (transaction) => {
        if (!(await retireSecrets(transaction, tenantId, clientId, othersRetireAt))) return fail(undefined)
        await insertSecret(transaction, tenantId, clientId, secret)
        const done = { revokedTokens: revokeTokens ? await revokeTokensOf(transaction, tenantId, clientId, at) : 0 }
        await appendAudit(transaction, tenantId, audited?.(done))
        return ok(done)
      })
      return replaced.ok ? replaced.value : undefined
    },
  }
}

async function succeeds(database: Database, act: (transaction: Transaction) => Promise<boolean>): Promise<boolean> {
  const outcome = await database.write(async (transaction) =>
    (await act(transaction)) ? ok(undefined) : fail(undefined),
  )
  return outcome.ok
}

async function insertClient(transaction: Transaction, client: Client): Promise<boolean> {
  const inserted = await transaction.run(sql`
    INSERT INTO client (tenant_id, client_id, client_key, access_type, display_name, scopes, grant_types, redirect_uris,
      access_token_ttl, refresh_token_ttl, refresh_token_idle_ttl, enabled, directory_id, extra, created_at, updated_at,
      unknown_members)
    VALUES (${client.tenantId}, ${client.clientId}, ${canonicalKey(client.clientId)}, ${client.accessType},
      ${client.displayName}, ${client.scopes.join(' ')}, ${client.grantTypes.join(' ')}, ${client.redirectUris.join(' ')},
      ${client.accessTokenTtl}, ${client.refreshTokenTtl}, ${client.refreshTokenIdleTtl}, ${client.enabled ? 1 : 0},
      ${client.directoryId ?? null}, ${JSON.stringify(client.extra)}, ${client.createdAt}, ${client.updatedAt},
      ${client.unknownMembers})
    ON CONFLICT DO NOTHING`)
  return inserted === 1
}

async function updateClient(transaction: Transaction, client: Client): Promise<void> {
  await transaction.run(sql`
    UPDATE client SET access_type = ${client.accessType}, display_name = ${client.displayName},
      scopes = ${client.scopes.join(' ')}, grant_types = ${client.grantTypes.join(' ')},
      redirect_uris = ${client.redirectUris.join(' ')}, access_token_ttl = ${client.accessTokenTtl},
      refresh_token_ttl = ${client.refreshTokenTtl}, refresh_token_idle_ttl = ${client.refreshTokenIdleTtl},
      enabled = ${client.enabled ? 1 : 0}, directory_id = ${client.directoryId ?? null},
      unknown_members = ${client.unknownMembers}, extra = ${JSON.stringify(client.extra)}, updated_at = ${client.updatedAt}
    WHERE tenant_id = ${client.tenantId} AND client_id = ${client.clientId}`)
}

async function removeClient(transaction: Transaction, tenantId: number, clientId: string): Promise<boolean> {
  await transaction.run(sql`DELETE FROM client_public_key WHERE tenant_id = ${tenantId} AND client_id = ${clientId}`)
  await transaction.run(sql`DELETE FROM authorization_code WHERE tenant_id = ${tenantId} AND client_id = ${clientId}`)
  await transaction.run(sql`DELETE FROM token WHERE tenant_id = ${tenantId} AND client_id = ${clientId}`)
  await transaction.run(sql`DELETE FROM secret WHERE tenant_id = ${tenantId} AND client_id = ${clientId}`)
  const removed = await transaction.run(
    sql`DELETE FROM client WHERE tenant_id = ${tenantId} AND client_id = ${clientId}`,
  )
  return removed === 1
}

async function insertSecret(
  transaction: Transaction,
  tenantId: number,
  clientId: string,
  secret: Secret,
): Promise<void> {
  await transaction.run(sql`
    INSERT INTO secret (tenant_id, client_id, secret_id, digest, hint, created_at, retires_at)
    VALUES (${tenantId}, ${clientId}, ${secret.secretId}, ${secret.digest}, ${secret.hint}, ${secret.createdAt},
      ${secret.retiresAt ?? null})`)
}

/** The current secret gets an end; one that had an end already goes now, so that no more than two are ever alive. */
async function retireSecrets(
  transaction: Transaction,
  tenantId: number,
  clientId: string,
  at: number,
): Promise<boolean> {
  // of two at once the second must see the secret that the first made
  transaction.lock(sql`SELECT client_id FROM client WHERE tenant_id = ${tenantId} AND client_id = ${clientId}`)
  const client = await transaction.get(
    sql`SELECT 1 FROM client WHERE tenant_id = ${tenantId} AND client_id = ${clientId}`,
  )
  if (client === undefined) return false
  await transaction.run(sql`
    DELETE FROM secret WHERE tenant_id = ${tenantId} AND client_id = ${clientId} AND retires_at IS NOT NULL`)
  await transaction.run(sql`
    UPDATE secret SET retires_at = ${at} WHERE tenant_id = ${tenantId} AND client_id = ${clientId}`)
  return true
}

/** Counts those that were still good. */
function revokeTokensOf(transaction: Transaction, tenantId: number, clientId: string, at: number): Promise<number> {
  return transaction.run(sql`
    UPDATE token SET revoked_at = ${at}
    WHERE tenant_id = ${tenantId} AND client_id = ${clientId} AND revoked_at IS NULL AND expires_at > ${at}`)
}

async function writeUses(transaction: Transaction, uses: readonly NotedUse<SecretPlace>[]): Promise<void> {
  for (const { credential, use } of uses) {
    await transaction.run(sql`
      UPDATE secret SET first_used_at = coalesce(first_used_at, ${use.at}), last_used_at = ${use.at},
        last_used_from = ${use.address}, last_used_agent = ${use.agent ?? null}
      WHERE tenant_id = ${credential.tenantId} AND client_id = ${credential.clientId}
        AND secret_id = ${credential.secretId}`)
  }
}
