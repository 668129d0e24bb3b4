import { updateTenant, type ManageTenantDeps } from '../../access/manage-tenant.ts'
import type { Tenant, TenantSettings, TenantStore } from '../../access/ports/tenants.ts'
import { ok } from '../../shared/result.ts'
import * as contract from './contract.ts'
import { operation, type Operation } from './operation.ts'

const PATH = '/api/v1/tenant'

/** The settings of the tenant whose host was used. */
export const tenantOperations = ({ tenants, clock }: ManageTenantDeps): readonly Operation[] => [
  operation({
    method: 'GET',
    path: PATH,
    summary: 'Name, host names and retention',
    access: 'admin:read',
    answer: contract.Tenant,
    handle: async ({ tenant }) => {
      const settings = await tenants.settings(tenant.tenantId)
      return ok({ body: describe({ ...(await current(tenants, tenant)), ...settings }) })
    },
  }),
  operation({
    method: 'PATCH',
    path: PATH,
    summary: 'Change name, host names or retention; what is left out stays',
    access: 'admin',
    request: contract.TenantChange,
    answer: contract.Tenant,
    handle: async ({ caller, tenant, origin }, change) => {
      const now = await current(tenants, tenant)
      const updated = await updateTenant({ tenants, clock }, caller, now, change, new URL(origin).hostname)
      return updated.ok ? ok({ body: describe(updated.value) }) : updated
    },
  }),
]

/** As stored: the one that came with the request may be a moment old. */
const current = async (tenants: TenantStore, tenant: Tenant): Promise<Tenant> =>
  (await tenants.list()).find(({ tenantId }) => tenantId === tenant.tenantId) ?? tenant

const describe = ({
  slug,
  name,
  hosts,
  undoDays,
  changeDays,
  auditDays,
}: Tenant & TenantSettings): contract.Tenant => ({
  slug,
  name,
  hosts: [...hosts],
  undoDays,
  changeDays: changeDays ?? null,
  auditDays: auditDays ?? null,
})
