import { auditEntry, BY_SYSTEM } from '../shared/audit-entry.ts'
import type { Clock } from '../shared/clock.ts'
import { fail, type Result } from '../shared/result.ts'
import type { Tenant, TenantStore } from './ports/tenants.ts'

export type CreateTenantDeps = { readonly tenants: TenantStore; readonly clock: Clock }

/** `hosts` are host names without a port; every tenant is also reached as `{slug}.localhost`. */
export type NewTenant = { readonly slug: string; readonly name: string; readonly hosts: readonly string[] }

export type TenantRefused = {
  readonly kind: 'slugInvalid' | 'nameInvalid' | 'hostInvalid' | 'slugTaken' | 'hostTaken'
  readonly detail: string
}

// RFC 1123 §2.1: a slug is one label of a host name, so it has the rules of one
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/

export async function createTenant(deps: CreateTenantDeps, tenant: NewTenant): Promise<Result<Tenant, TenantRefused>> {
  const { slug, name } = tenant
  const hosts = [...new Set(tenant.hosts.map((host) => host.toLowerCase()))]
  const broken = tenantRuleBroken(slug, name, hosts)
  if (broken !== undefined) return fail(broken)
  const createdAt = deps.clock()
  const created = await deps.tenants.create({ slug, name, hosts, suspended: false, createdAt }, () =>
    auditEntry(BY_SYSTEM, createdAt, 'tenant.create', { kind: 'tenant', id: slug, name }, { hosts }),
  )
  return created.ok ? created : fail(taken(created.error.kind, created.error.value))
}

/** The first rule of tenants that these break. */
export function tenantRuleBroken(slug: string, name: string, hosts: readonly string[]): TenantRefused | undefined {
  if (!LABEL.test(slug)) {
    const detail = `A slug has 1 to 63 small letters, digits and hyphens, with no hyphen at its ends; ${JSON.stringify(slug.slice(0, 80))} has not.`
    return { kind: 'slugInvalid', detail }
  }
  if (name.trim() === '' || name.length > 256 || /\p{Cc}/u.test(name)) {
    return { kind: 'nameInvalid', detail: 'A name has 1 to 256 characters and no control characters.' }
  }
  const host = hosts.find((each) => !isHostName(each))
  if (host === undefined) return undefined
  const detail = `${JSON.stringify(host.slice(0, 80))} is not a host name such as id.example.com; leave out the scheme, the port and the path.`
  return { kind: 'hostInvalid', detail }
}

const isHostName = (host: string): boolean => host.length <= 253 && host.split('.').every((label) => LABEL.test(label))

const taken = (kind: 'slugTaken' | 'hostTaken', value: string): TenantRefused => ({
  kind,
  detail: `Another tenant has the ${kind === 'slugTaken' ? 'slug' : 'host name'} ${value} already.`,
})
