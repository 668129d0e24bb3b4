import { queryOptions } from '@tanstack/react-query'
import type { Notices } from '../../../src/http/admin/contract.ts'
import { request } from './request.ts'

export type Notice = Notices['notices'][number]

/** Asked for again now and then, because a console stays open for days. */
export const noticesQuery = queryOptions({
  queryKey: ['clients', 'notices'],
  queryFn: async ({ signal }) => (await request<Notices>('/api/v1/notices', { signal })).notices,
  staleTime: 60_000,
  refetchInterval: 15 * 60_000,
})
