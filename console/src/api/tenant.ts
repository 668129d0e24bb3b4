import { queryOptions } from '@tanstack/react-query'
import type { Tenant } from '../../../src/http/admin/contract.ts'
import { request } from './request.ts'

export type { Tenant }

const PATH = '/api/v1/tenant'

export const tenantQuery = queryOptions({
  queryKey: ['tenant'],
  queryFn: ({ signal }) => request<Tenant>(PATH, { signal }),
})

export const updateTenant = (
  change: Partial<Pick<Tenant, 'name' | 'hosts' | 'undoDays' | 'changeDays' | 'auditDays'>>,
) => request<Tenant>(PATH, { method: 'PATCH', body: change })
