import { queryOptions } from '@tanstack/react-query'
import { request } from './request.ts'

export type Directory = {
  readonly slug: string
  readonly name: string
  readonly type: string
  readonly domains: readonly string[]
}

export const directoriesQuery = queryOptions({
  queryKey: ['directories'],
  queryFn: async ({ signal }) =>
    (await request<{ readonly directories: readonly Directory[] }>('/api/v1/directories', { signal })).directories,
})
