import { queryOptions } from '@tanstack/react-query'
import type { NewTemplate, Template, Templates } from '../../../src/http/admin/contract.ts'
import { request } from './request.ts'

/** Settings kept under a name, for clients to begin with. */
export type { NewTemplate, Template }

const PATH = '/api/v1/templates'

export const templatesQuery = queryOptions({
  queryKey: ['templates'],
  queryFn: async ({ signal }) => (await request<Templates>(PATH, { signal })).templates,
})

export const createTemplate = (template: NewTemplate) => request<Template>(PATH, { method: 'POST', body: template })

export const deleteTemplate = (id: string) => request(`${PATH}/${encodeURIComponent(id)}`, { method: 'DELETE' })
