import { fail, ok, type Result } from '../shared/result.ts'
import { tenantRuleBroken, type TenantRefused } from './create-tenant.ts'
import type { Tenant, TenantSettings, TenantStore } from './ports.ts'

export type TenantChange = {
  readonly name?: string
  readonly hosts?: readonly string[]
  readonly undoDays?: number
}

export type TenantError =
  | TenantRefused
  | { readonly kind: 'retentionInvalid'; readonly field: string; readonly detail: string }
  | { readonly kind: 'hostInUse'; readonly detail: string }

const MAX_UNDO_DAYS = 365

/** Name, host names and retention of the tenant; what is left out stays. `reachedAs` is the host name of this request. */
export async function updateTenant(
  tenants: TenantStore,
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
  const { undoDays = (await tenants.settings(tenant.tenantId)).undoDays } = change
  if (!Number.isInteger(undoDays) || undoDays < 1 || undoDays > MAX_UNDO_DAYS) {
    const detail = `undoDays is ${undoDays}; it must be a whole number of days from 1 to ${MAX_UNDO_DAYS}.`
    return fail({ kind: 'retentionInvalid', field: 'undoDays', detail })
  }
  const updated = await tenants.update(tenant.tenantId, { name, hosts })
  if (!updated.ok)
    return fail({ kind: 'hostTaken', detail: `Another tenant has the host name ${updated.error.value} already.` })
  await tenants.saveSettings(tenant.tenantId, { undoDays })
  return ok({ ...tenant, name, hosts, undoDays })
}

/** These reach the first tenant whatever its host names are. */
const isOwnMachine = (host: string): boolean => /^(?:(?:.+\.)?localhost|127\.0\.0\.1|\[::1\])$/.test(host)

const hostInUse = (host: string): TenantError => ({
  kind: 'hostInUse',
  detail: `You are using ${host} at this moment; without it nobody could sign in here any more. Sign in under another host name of the tenant, then remove it.`,
})
