import type { AdministratorGone } from '../access/ports/administrators.ts'
import type { Passkey, PasskeyOwner, PasskeyStore } from '../access/ports/passkeys.ts'
import { fail, ok, type Result } from '../shared/result.ts'
import { endSessions } from './administrator-store.ts'
import { appendAudit } from './audit-append.ts'
import type { Database, Row, Transaction } from './database.ts'
import { integer, optionalInteger, text } from './row.ts'
import { sql } from './sql.ts'

const COLUMNS = sql`tenant_id, passkey_id, administrator_id, credential_id, public_key, counter, transports, host, name,
  created_at, last_used_at`

export function passkeyStore(database: Database): PasskeyStore {
  return {
    async list(tenantId, administratorId) {
      const found = await database.reader.all(sql`
        SELECT ${COLUMNS} FROM passkey WHERE tenant_id = ${tenantId} AND administrator_id = ${administratorId}
        ORDER BY created_at, passkey_id`)
      return found.map(toPasskey)
    },
    async byCredentialId(tenantId, credentialId) {
      const row = await database.reader.get(sql`
        SELECT ${COLUMNS} FROM passkey WHERE tenant_id = ${tenantId} AND credential_id = ${credentialId}`)
      return row === undefined ? undefined : toPasskey(row)
    },
    add: (passkey, audit) =>
      database.write<void, { readonly kind: 'passkeyTaken' } | AdministratorGone>(async (transaction) => {
        const administrator = await lockAdministrator(transaction, passkey)
        if (administrator === undefined) return fail({ kind: 'administratorNotFound' })
        const added = await insertPasskey(transaction, passkey)
        if (added.ok) await appendAudit(transaction, passkey.tenantId, audit)
        return added
      }),
    async rename(of, passkeyId, name, audited) {
      const renamed = await database.write(async (transaction) => {
        await lockAdministrator(transaction, of)
        const before = await passkeyName(transaction, of, passkeyId)
        if (before === undefined) return fail(undefined)
        await transaction.run(sql`
          UPDATE passkey SET name = ${name}
          WHERE tenant_id = ${of.tenantId} AND administrator_id = ${of.administratorId} AND passkey_id = ${passkeyId}`)
        await appendAudit(transaction, of.tenantId, audited?.({ name: before }))
        return ok(undefined)
      })
      return renamed.ok
    },
    remove: (of, passkeyId, sessions, audited) =>
      database.write<void, { readonly kind: 'lastWayIn' | 'passkeyNotFound' }>(async (transaction) => {
        const administrator = await lockAdministrator(transaction, of)
        const name = await passkeyName(transaction, of, passkeyId)
        await transaction.run(sql`
          DELETE FROM passkey WHERE tenant_id = ${of.tenantId} AND administrator_id = ${of.administratorId}
            AND passkey_id = ${passkeyId}`)
        if (administrator === undefined || name === undefined) return fail({ kind: 'passkeyNotFound' })
        if (!administrator.hasPassword && !(await hasPasskey(transaction, of))) return fail({ kind: 'lastWayIn' })
        await endSessions(transaction, of, sessions)
        await appendAudit(transaction, of.tenantId, audited?.({ name }))
        return ok(undefined)
      }),
    async noteUse({ tenantId, passkeyId }, counter, at) {
      // WebAuthn Level 3 §6.1.1: one that counts goes up with every use, one that does not stays at zero
      const counted = counter === 0 ? sql`counter = 0` : sql`counter < ${counter}`
      const noted = await database.write(async (transaction) =>
        ok(
          await transaction.run(sql`
            UPDATE passkey SET counter = ${counter}, last_used_at = ${at}
            WHERE tenant_id = ${tenantId} AND passkey_id = ${passkeyId} AND ${counted}`),
        ),
      )
      return noted.ok && noted.value === 1
    },
    removePassword: (of, sessions, audit) =>
      database.write<void, { readonly kind: 'lastWayIn' }>(async (transaction) => {
        await lockAdministrator(transaction, of)
        if (!(await hasPasskey(transaction, of))) return fail({ kind: 'lastWayIn' })
        await transaction.run(sql`
          UPDATE administrator SET password_hash = ''
          WHERE tenant_id = ${of.tenantId} AND administrator_id = ${of.administratorId}`)
        await endSessions(transaction, of, sessions)
        await appendAudit(transaction, of.tenantId, audit)
        return ok(undefined)
      }),
  }
}

export async function insertPasskey(
  transaction: Transaction,
  passkey: Passkey,
): Promise<Result<void, { readonly kind: 'passkeyTaken' }>> {
  const { tenantId, passkeyId, administratorId, credentialId, publicKey, counter, transports, host, name } = passkey
  const inserted = await transaction.run(sql`
    INSERT INTO passkey (tenant_id, passkey_id, administrator_id, credential_id, public_key, counter, transports, host,
      name, created_at)
    VALUES (${tenantId}, ${passkeyId}, ${administratorId}, ${credentialId}, ${publicKey}, ${counter},
      ${JSON.stringify(transports)}, ${host}, ${name}, ${passkey.createdAt})
    ON CONFLICT (tenant_id, credential_id) DO NOTHING`)
  return inserted === 1 ? ok(undefined) : fail({ kind: 'passkeyTaken' })
}

/** Its ways in change one after the other: of two that are removed at once, each would see the other one left. */
async function lockAdministrator(
  transaction: Transaction,
  { tenantId, administratorId }: PasskeyOwner,
): Promise<{ readonly hasPassword: boolean } | undefined> {
  const own = sql`FROM administrator WHERE tenant_id = ${tenantId} AND administrator_id = ${administratorId}`
  transaction.lock(sql`SELECT administrator_id ${own}`)
  const row = await transaction.get(sql`SELECT password_hash ${own}`)
  return row === undefined ? undefined : { hasPassword: text(row[0]) !== '' }
}

async function passkeyName(
  transaction: Transaction,
  { tenantId, administratorId }: PasskeyOwner,
  passkeyId: string,
): Promise<string | undefined> {
  const row = await transaction.get(sql`
    SELECT name FROM passkey
    WHERE tenant_id = ${tenantId} AND administrator_id = ${administratorId} AND passkey_id = ${passkeyId}`)
  return row === undefined ? undefined : text(row[0])
}

async function hasPasskey(transaction: Transaction, { tenantId, administratorId }: PasskeyOwner): Promise<boolean> {
  const row = await transaction.get(sql`
    SELECT count(*) FROM passkey WHERE tenant_id = ${tenantId} AND administrator_id = ${administratorId}`)
  return integer(row?.[0]) > 0
}

const toPasskey = (row: Row): Passkey => ({
  tenantId: integer(row[0]),
  passkeyId: text(row[1]),
  administratorId: text(row[2]),
  credentialId: text(row[3]),
  publicKey: text(row[4]),
  counter: integer(row[5]),
  transports: JSON.parse(text(row[6])) as string[],
  host: text(row[7]),
  name: text(row[8]),
  createdAt: integer(row[9]),
  lastUsedAt: optionalInteger(row[10]),
})
