import type { Tenant, TenantStore } from '../access/ports.ts'

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
  let revision = -1

  const refresh = async (): Promise<void> => {
    revision = tenants.revision()
    const all = await tenants.list()
    const next = new Map<string, Tenant>()
    for (const tenant of all) next.set(`${tenant.slug}.localhost`, tenant)
    for (const tenant of all) for (const host of tenant.hosts) next.set(host, tenant)
    byHost = next
    fallback = all[0]
  }

  const find = (header: string): Tenant | undefined => {
    // a change of tenants is rare; the request that meets it is served from what was known, the next one from the new list
    if (tenants.revision() !== revision) void refresh()
    const host = withoutPort(header).toLowerCase()
    return byHost.get(host) ?? (host === publicHost || LOCAL.test(host) ? fallback : undefined)
  }

  await refresh()
  return find
}

const LOCAL = /^(?:localhost|127\.0\.0\.1|\[::1\]|(?:[a-z0-9-]{1,63}\.)+localhost)$/

const withoutPort = (host: string): string => host.replace(/:\d{1,5}$/, '')
