import type { Tenant, TenantSettings, TenantState, TenantStore } from '../access/ports/tenants.ts'
import { fail, ok } from '../shared/result.ts'
import { appendAudit } from './audit-append.ts'
import type { Database, Queryable, Transaction } from './database.ts'
import { DEFAULT_UNDO_DAYS } from './retention.ts'
import { flag, integer, optionalInteger, text } from './row.ts'
import { sql } from './sql.ts'

type Taken = { readonly kind: 'slugTaken' | 'hostTaken'; readonly value: string }

/** Milliseconds between two looks at the list of tenants, where other processes change it too. */
const WATCH_EVERY = 500

export async function tenantStore(database: Database): Promise<TenantStore & { stopWatching(): void }> {
  let revision = await readRevision(database.reader)
  const listeners: (() => void)[] = []
  const moveTo = (seen: number): void => {
    if (seen <= revision) return
    revision = seen
    for (const listener of listeners) listener()
  }
  // looked at apart from any request: the first one after a quiet hour must not be served from an old list
  const look = (): void => void readRevision(database.reader).then(moveTo, () => undefined)
  const watch = database.dialect.manyWriters ? setInterval(look, WATCH_EVERY).unref() : undefined
  const change = async (transaction: Transaction): Promise<void> => {
    const next = await nextRevision(transaction)
    transaction.afterCommit(() => moveTo(next))
  }
  return {
    list: () => listTenants(database),
    onChange: (listener) => void listeners.push(listener),
    stopWatching: () => clearInterval(watch),
    create: (tenant, audited) =>
      database.write<Tenant, Taken>(async (transaction) => {
        await change(transaction)
        const tenantId = await insertTenant(transaction, tenant)
        if (tenantId === undefined) return fail({ kind: 'slugTaken', value: tenant.slug })
        const taken = await insertHosts(transaction, tenantId, tenant.hosts)
        if (taken !== undefined) return fail({ kind: 'hostTaken', value: taken })
        await appendAudit(transaction, tenantId, audited?.({ ...tenant, tenantId }))
        return ok({ ...tenant, tenantId })
      }),
    update: (tenantId, { name, hosts, settings }, audited) =>
      database.write<void, { readonly kind: 'hostTaken'; readonly value: string }>(async (transaction) => {
        if (name !== undefined || hosts !== undefined) await change(transaction)
        const before = audited && (await readState(transaction, tenantId))
        if (name !== undefined)
          await transaction.run(sql`UPDATE tenant SET name = ${name} WHERE tenant_id = ${tenantId}`)
        if (hosts !== undefined) {
          await transaction.run(sql`DELETE FROM tenant_host WHERE tenant_id = ${tenantId}`)
          const taken = await insertHosts(transaction, tenantId, hosts)
          if (taken !== undefined) return fail({ kind: 'hostTaken', value: taken })
        }
        if (settings !== undefined) await writeSettings(transaction, tenantId, settings)
        if (audited && before) await appendAudit(transaction, tenantId, audited(before))
        return ok(undefined)
      }),
    settings: (tenantId) => readSettings(database.reader, tenantId),
  }
}

async function readSettings(queryable: Pick<Queryable, 'get'>, tenantId: number): Promise<TenantSettings> {
  const row = await queryable.get(
    sql`SELECT undo_days, change_days, audit_days FROM tenant_setting WHERE tenant_id = ${tenantId}`,
  )
  if (row === undefined) return { undoDays: DEFAULT_UNDO_DAYS, changeDays: undefined, auditDays: undefined }
  return {
    undoDays: integer(row[0]),
    changeDays: optionalInteger(row[1]),
    auditDays: optionalInteger(row[2]),
  }
}

/** As it is now; nobody else changes the tenant until the end of the transaction. */
async function readState(transaction: Transaction, tenantId: number): Promise<TenantState> {
  transaction.lock(sql`SELECT tenant_id FROM tenant WHERE tenant_id = ${tenantId}`)
  const tenant = await transaction.get(sql`SELECT name FROM tenant WHERE tenant_id = ${tenantId}`)
  const hosts = await transaction.all(sql`SELECT host FROM tenant_host WHERE tenant_id = ${tenantId} ORDER BY place`)
  return {
    name: text(tenant?.[0]),
    hosts: hosts.map((row) => text(row[0])),
    ...(await readSettings(transaction, tenantId)),
  }
}

async function writeSettings(
  transaction: Transaction,
  tenantId: number,
  { undoDays, changeDays, auditDays }: TenantSettings,
): Promise<void> {
  await transaction.run(sql`
    INSERT INTO tenant_setting (tenant_id, undo_days, change_days, audit_days)
    VALUES (${tenantId}, ${undoDays}, ${changeDays ?? null}, ${auditDays ?? null})
    ON CONFLICT (tenant_id) DO UPDATE SET undo_days = excluded.undo_days, change_days = excluded.change_days,
      audit_days = excluded.audit_days`)
}

async function readRevision(reader: Queryable): Promise<number> {
  return integer((await reader.get(sql`SELECT revision FROM tenant_list WHERE list_id = 1`))?.[0])
}

/** Who changes the list holds its row until the commit, so changes come one after the other and each sees the one before. */
async function nextRevision(transaction: Transaction): Promise<number> {
  const row = await transaction.get(
    sql`UPDATE tenant_list SET revision = revision + 1 WHERE list_id = 1 RETURNING revision`,
  )
  return integer(row?.[0])
}

async function listTenants({ reader }: Database): Promise<readonly Tenant[]> {
  const hosts = await reader.all(sql`SELECT tenant_id, host FROM tenant_host ORDER BY tenant_id, place`)
  const tenants = await reader.all(
    sql`SELECT tenant_id, slug, name, suspended, created_at FROM tenant ORDER BY tenant_id`,
  )
  return tenants.map((row) => ({
    tenantId: integer(row[0]),
    slug: text(row[1]),
    name: text(row[2]),
    hosts: hosts.filter((host) => host[0] === row[0]).map((host) => text(host[1])),
    suspended: flag(row[3]),
    createdAt: integer(row[4]),
  }))
}

async function insertTenant(transaction: Transaction, tenant: Omit<Tenant, 'tenantId'>): Promise<number | undefined> {
  const row = await transaction.get(sql`
    INSERT INTO tenant (tenant_id, slug, name, suspended, created_at)
    SELECT coalesce(max(tenant_id), 0) + 1, ${tenant.slug}, ${tenant.name}, ${tenant.suspended ? 1 : 0}, ${tenant.createdAt}
    FROM tenant WHERE 1 = 1
    ON CONFLICT (slug) DO NOTHING RETURNING tenant_id`)
  return row === undefined ? undefined : integer(row[0])
}

/** The first host that belongs to another tenant, if one does. */
async function insertHosts(
  transaction: Transaction,
  tenantId: number,
  hosts: readonly string[],
): Promise<string | undefined> {
  for (const [place, host] of hosts.entries()) {
    const inserted = await transaction.run(sql`
      INSERT INTO tenant_host (host, tenant_id, place) VALUES (${host}, ${tenantId}, ${place}) ON CONFLICT (host) DO NOTHING`)
    if (inserted === 0) return host
  }
  return undefined
}
