import { queryOptions } from '@tanstack/react-query'
import type { Administrator, Administrators } from '../../../src/http/admin/contract.ts'
import { request } from './request.ts'

export type { Administrator }

const PATH = '/api/v1/administrators'
const pathOf = (id: string): string => `${PATH}/${encodeURIComponent(id)}`

export const administratorsQuery = queryOptions({
  queryKey: ['administrators'],
  queryFn: async ({ signal }) => (await request<Administrators>(PATH, { signal })).administrators,
})

export const addAdministrator = (wanted: {
  readonly username: string
  readonly password: string
  readonly role: Administrator['role']
}) => request<Administrator>(PATH, { method: 'POST', body: wanted })

export const changeAdministrator = (id: string, change: Partial<Pick<Administrator, 'role' | 'disabled'>>) =>
  request(pathOf(id), { method: 'PATCH', body: change })

export const removeAdministrator = (id: string) => request(pathOf(id), { method: 'DELETE' })

/** Without `current` it is the first one, which wants a recent sign-in in its place. */
export const changePassword = (passwords: { readonly current?: string; readonly next: string }) =>
  request('/api/v1/password', { method: 'POST', body: passwords })
