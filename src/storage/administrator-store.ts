import type { Administrator, AdministratorGone, AdministratorStore, LastOwner } from '../access/ports/administrators.ts'
import type { PasskeyOwner } from '../access/ports/passkeys.ts'
import { fail, ok } from '../shared/result.ts'
import { appendAudit } from './audit-append.ts'
import type { Database, Row, Transaction } from './database.ts'
import { flag, integer, text } from './row.ts'
import { sql } from './sql.ts'

export function administratorStore(database: Database): AdministratorStore {
  return {
    async count(tenantId) {
      const row = await database.reader.get(sql`SELECT count(*) FROM administrator WHERE tenant_id = ${tenantId}`)
      return integer(row?.[0])
    },
    async byUsernameKey(tenantId, usernameKey) {
      const row = await database.reader.get(sql`
        SELECT tenant_id, administrator_id, username, password_hash, role, disabled, created_at FROM administrator
        WHERE tenant_id = ${tenantId} AND username_key = ${usernameKey}`)
      return row === undefined ? undefined : toAdministrator(row)
    },
    create: (administrator, usernameKey, audit) =>
      database.write(async (transaction) => {
        const inserted = await transaction.run(sql`
          INSERT INTO administrator (tenant_id, administrator_id, username, username_key, password_hash, role, disabled, created_at)
          VALUES (${administrator.tenantId}, ${administrator.administratorId}, ${administrator.username}, ${usernameKey},
            ${administrator.passwordHash ?? ''}, ${administrator.role}, ${administrator.disabled ? 1 : 0}, ${administrator.createdAt})
          ON CONFLICT (tenant_id, username_key) DO NOTHING`)
        if (inserted === 0) return fail({ kind: 'usernameTaken' })
        await appendAudit(transaction, administrator.tenantId, audit)
        return ok(undefined)
      }),
    async createFirst(administrator, usernameKey, audit) {
      const created = await database.write(async (transaction) => {
        const inserted = await insertFirst(transaction, administrator, usernameKey)
        if (inserted) await appendAudit(transaction, administrator.tenantId, audit)
        return ok(inserted)
      })
      return created.ok && created.value
    },
    async list(tenantId) {
      const found = await database.reader.all(sql`
        SELECT tenant_id, administrator_id, username, password_hash, role, disabled, created_at FROM administrator
        WHERE tenant_id = ${tenantId} ORDER BY username_key`)
      return found.map(toAdministrator)
    },
    update: (tenantId, administratorId, change, sessions, audited) =>
      database.write<void, LastOwner | AdministratorGone>(async (transaction) => {
        lockOwners(transaction, tenantId)
        const before = await readAdministrator(transaction, tenantId, administratorId)
        if (before === undefined) return fail({ kind: 'administratorNotFound' })
        await transaction.run(sql`
          UPDATE administrator SET role = coalesce(${change.role ?? null}, role),
            disabled = coalesce(${change.disabled === undefined ? null : change.disabled ? 1 : 0}, disabled),
            password_hash = coalesce(${change.passwordHash ?? null}, password_hash)
          WHERE tenant_id = ${tenantId} AND administrator_id = ${administratorId}`)
        if (!(await hasOwner(transaction, tenantId))) return fail({ kind: 'lastOwner' })
        if (sessions.endSessions) await endSessions(transaction, { tenantId, administratorId }, sessions)
        await appendAudit(transaction, tenantId, audited?.(before))
        return ok(undefined)
      }),
    remove: (tenantId, administratorId, audited) =>
      database.write<void, LastOwner | AdministratorGone>(async (transaction) => {
        lockOwners(transaction, tenantId)
        const before = await readAdministrator(transaction, tenantId, administratorId)
        if (before === undefined) return fail({ kind: 'administratorNotFound' })
        for (const table of [sql`token`, sql`passkey`, sql`second_factor`, sql`recovery_code`]) {
          await transaction.run(
            sql`DELETE FROM ${table} WHERE tenant_id = ${tenantId} AND administrator_id = ${administratorId}`,
          )
        }
        await transaction.run(
          sql`DELETE FROM administrator WHERE tenant_id = ${tenantId} AND administrator_id = ${administratorId}`,
        )
        if (!(await hasOwner(transaction, tenantId))) return fail({ kind: 'lastOwner' })
        await appendAudit(transaction, tenantId, audited?.(before))
        return ok(undefined)
      }),
  }
}

/** Held until the end, so that nobody else changes or removes the administrator meanwhile. */
async function readAdministrator(
  transaction: Transaction,
  tenantId: number,
  administratorId: string,
): Promise<Administrator | undefined> {
  const own = sql`FROM administrator WHERE tenant_id = ${tenantId} AND administrator_id = ${administratorId}`
  transaction.lock(sql`SELECT administrator_id ${own}`)
  const row = await transaction.get(
    sql`SELECT tenant_id, administrator_id, username, password_hash, role, disabled, created_at ${own}`,
  )
  return row === undefined ? undefined : toAdministrator(row)
}

/** Every session of the administrator but the one to keep. */
export async function endSessions(
  transaction: Transaction,
  { tenantId, administratorId }: PasskeyOwner,
  { at, keepSession = '' }: { readonly keepSession?: string; readonly at: number },
): Promise<number> {
  return transaction.run(sql`
    UPDATE token SET revoked_at = ${at}
    WHERE tenant_id = ${tenantId} AND administrator_id = ${administratorId} AND revoked_at IS NULL
      AND token_id <> ${keepSession}`)
}

/** Two owners who make each other less at the same time would each see the other one left. */
const lockOwners = (transaction: Transaction, tenantId: number): void =>
  transaction.lock(sql`
    SELECT administrator_id FROM administrator WHERE tenant_id = ${tenantId} AND role = 'owner' ORDER BY administrator_id`)

/** Asked after the change, inside its transaction: without an owner who can sign in the change is undone. */
async function hasOwner(transaction: Transaction, tenantId: number): Promise<boolean> {
  const row = await transaction.get(sql`
    SELECT count(*) FROM administrator WHERE tenant_id = ${tenantId} AND role = 'owner' AND disabled = 0`)
  return integer(row?.[0]) > 0
}

/** Of two at once, the unique index on `is_first` lets one through, on engines where both could see an empty table too. */
export async function insertFirst(
  transaction: Transaction,
  administrator: Administrator,
  usernameKey: string,
): Promise<boolean> {
  const { tenantId } = administrator
  const inserted = await transaction.run(sql`
    INSERT INTO administrator (tenant_id, administrator_id, username, username_key, password_hash, role, disabled, is_first, created_at)
    SELECT ${tenantId}, ${administrator.administratorId}, ${administrator.username}, ${usernameKey},
      ${administrator.passwordHash ?? ''}, ${administrator.role}, ${administrator.disabled ? 1 : 0}, 1, ${administrator.createdAt}
    FROM tenant WHERE tenant_id = ${tenantId}
      AND NOT EXISTS (SELECT 1 FROM administrator WHERE tenant_id = ${tenantId})
    ON CONFLICT DO NOTHING`)
  return inserted === 1
}

const toAdministrator = (row: Row): Administrator => ({
  tenantId: integer(row[0]),
  administratorId: text(row[1]),
  username: text(row[2]),
  // an empty one is none: no PHC string is empty, and SQLite cannot make a column nullable
  passwordHash: text(row[3]) === '' ? undefined : text(row[3]),
  role: roleOf(text(row[4])),
  disabled: flag(row[5]),
  createdAt: integer(row[6]),
})

/** Anything unknown is the least. */
const roleOf = (stored: string): Administrator['role'] =>
  stored === 'owner' || stored === 'administrator' ? stored : 'auditor'
