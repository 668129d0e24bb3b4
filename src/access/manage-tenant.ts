import { auditEntry, changedFields } from '../shared/audit-entry.ts'
import type { Clock } from '../shared/clock.ts'
import { fail, ok, type Result } from '../shared/result.ts'
import type { Caller } from './caller.ts'
import { tenantRuleBroken, type TenantRefused } from './create-tenant.ts'
import type { Tenant, TenantSettings, TenantStore } from './ports/tenants.ts'

export type TenantChange = {
  readonly name?: string
  readonly hosts?: readonly string[]
  readonly undoDays?: number
  /** `null`: changes are kept for ever. */
  readonly changeDays?: number | null
  /** `null`: the audit log is kept for ever. */
  readonly auditDays?: number | null
}

export type TenantError =
  | TenantRefused
  | { readonly kind: 'retentionInvalid'; readonly field: string; readonly detail: string }
  | { readonly kind: 'hostInUse'; readonly detail: string }

export type ManageTenantDeps = { readonly tenants: TenantStore; readonly clock: Clock }

const MAX_UNDO_DAYS = 365
/** A hundred years. */
const MAX_CHANGE_DAYS = 36_500
/** Who takes over an account must not be able to have the traces purged within the hour. */
const MIN_AUDIT_DAYS = 30

/** Name, host names and retention of the tenant; what is left out stays. `reachedAs` is the host name of this request. */
export async function updateTenant(
  { tenants, clock }: ManageTenantDeps,
  caller: Caller,
  tenant: Tenant,
  change: TenantChange,
  reachedAs: string,
): Promise<Result<Tenant & TenantSettings, TenantError>> {
  const name = change.name ?? tenant.name
  const hosts = [...new Set((change.hosts ?? tenant.hosts).map((host) => host.toLowerCase()))]
  const broken = tenantRuleBroken(tenant.slug, name, hosts)
  if (broken !== undefined) return fail(broken)
  if (tenant.hosts.includes(reachedAs) && !hosts.includes(reachedAs) && !isOwnMachine(reachedAs))
    return fail(hostInUse(reachedAs))
  const retention = newRetention(await tenants.settings(tenant.tenantId), change)
  if (!retention.ok) return retention
  const settings = retention.value
  const updated = await tenants.update(tenant.tenantId, { name, hosts, settings }, (found) => {
    const changed = changedFields(found, { name, hosts, ...settings })
    return auditEntry(caller, clock(), 'tenant.update', { kind: 'tenant', id: tenant.slug, name }, { changed })
  })
  if (!updated.ok)
    return fail({ kind: 'hostTaken', detail: `Another tenant has the host name ${updated.error.value} already.` })
  return ok({ ...tenant, name, hosts, ...retention.value })
}

/** The settings with these changes. An undo reads the change log to find the groups of a user, so the log stays as long. */
function newRetention(before: TenantSettings, change: TenantChange): Result<TenantSettings, TenantError> {
  const undoDays = change.undoDays ?? before.undoDays
  const changeDays = change.changeDays === undefined ? before.changeDays : (change.changeDays ?? undefined)
  if (!isDays(undoDays, 1, MAX_UNDO_DAYS)) {
    const detail = `undoDays is ${undoDays}; it must be a whole number of days from 1 to ${MAX_UNDO_DAYS}.`
    return fail({ kind: 'retentionInvalid', field: 'undoDays', detail })
  }
  const auditDays = change.auditDays === undefined ? before.auditDays : (change.auditDays ?? undefined)
  if (auditDays !== undefined && !isDays(auditDays, MIN_AUDIT_DAYS, MAX_CHANGE_DAYS)) {
    const detail = `auditDays is ${auditDays}; it must be a whole number of days from ${MIN_AUDIT_DAYS} to ${MAX_CHANGE_DAYS}, or null to keep the audit log for ever.`
    return fail({ kind: 'retentionInvalid', field: 'auditDays', detail })
  }
  if (changeDays === undefined || isDays(changeDays, undoDays, MAX_CHANGE_DAYS))
    return ok({ undoDays, changeDays, auditDays })
  const detail = `changeDays is ${changeDays}; it must be a whole number of days from ${undoDays}, which is undoDays, to ${MAX_CHANGE_DAYS}, or null to keep every change.`
  return fail({ kind: 'retentionInvalid', field: 'changeDays', detail })
}

const isDays = (days: number, least: number, most: number): boolean =>
  Number.isInteger(days) && days >= least && days <= most

/** These reach the first tenant whatever its host names are. */
const isOwnMachine = (host: string): boolean => /^(?:(?:.+\.)?localhost|127\.0\.0\.1|\[::1\])$/.test(host)

const hostInUse = (host: string): TenantError => ({
  kind: 'hostInUse',
  detail: `You are using ${host} at this moment; without it nobody could sign in here any more. Sign in under another host name of the tenant, then remove it.`,
})
