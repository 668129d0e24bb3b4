import type { Tenant, TenantStore } from '../access/ports/tenants.ts'

/** Finds the tenant of a `Host` header; undefined for a host that is nobody's. */
export type FindTenant = (host: string) => Tenant | undefined

/**
 * Every tenant is reached by its host names, and by `{slug}.localhost`. What a browser or a script on this machine
 * writes without thinking (`localhost`, `127.0.0.1`, `[::1]`, any other `*.localhost`) means the default tenant, the first
 * one; so does the host of the public URL.
 */
export async function tenantHosts(tenants: TenantStore, publicHost: string | undefined): Promise<FindTenant> {
  let byHost = new Map<string, Tenant>()
  let fallback: Tenant | undefined
  let asked = 0

  const refresh = async (): Promise<void> => {
    asked += 1
    const question = asked
    const all = await tenants.list()
    // the answer to a later question may have come first
    if (question !== asked) return
    const next = new Map<string, Tenant>()
    for (const tenant of all) next.set(`${tenant.slug}.localhost`, tenant)
    for (const tenant of all) for (const host of tenant.hosts) next.set(host, tenant)
    byHost = next
    fallback = all[0]
  }

  const find = (header: string): Tenant | undefined => {
    const host = withoutPort(header).toLowerCase()
    return byHost.get(host) ?? (host === publicHost || LOCAL.test(host) ? fallback : undefined)
  }

  await refresh()
  // a store that does not answer just now leaves what is known
  tenants.onChange(() => void refresh().catch(() => undefined))
  return find
}

const LOCAL = /^(?:localhost|127\.0\.0\.1|\[::1\]|(?:[a-z0-9-]{1,63}\.)+localhost)$/

const withoutPort = (host: string): string => host.replace(/:\d{1,5}$/, '')
