import { queryOptions } from '@tanstack/react-query'
import type { Directories, Directory } from '../../../src/http/admin/contract.ts'
import { request } from './request.ts'

export type { Directory }

export const directoriesQuery = queryOptions({
  queryKey: ['directories'],
  queryFn: async ({ signal }) => (await request<Directories>('/api/v1/directories', { signal })).directories,
})
