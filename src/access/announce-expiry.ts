import { listNotices, type NoticeDeps } from './list-notices.ts'
import type { Notice } from './expiry.ts'
import type { Tenant, TenantStore } from './ports/tenants.ts'

const DAY = 86_400_000

export type AnnounceDeps = NoticeDeps & { readonly tenants: Pick<TenantStore, 'list'> }

/**
 * Tells of everything that will expire while it is in use, once a day and once more when it comes to the next stage. To be
 * called every hour or so; a process that starts tells anew.
 */
export function createAnnouncer(
  deps: AnnounceDeps,
  tell: (tenant: Tenant, notice: Notice) => void,
): () => Promise<void> {
  let told = new Map<string, number>()
  return async () => {
    const before = told
    const next = new Map<string, number>()
    for (const tenant of await deps.tenants.list()) {
      for (const notice of await listNotices(deps, tenant.tenantId)) {
        const key = `${tenant.tenantId} ${notice.credentialId} ${notice.stage}`
        const at = before.get(key)
        const again = at === undefined || deps.clock() - at >= DAY
        next.set(key, again ? deps.clock() : at)
        if (again) tell(tenant, notice)
      }
    }
    told = next
  }
}
