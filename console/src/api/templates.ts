import { queryOptions } from '@tanstack/react-query'
import type { AccessType, ClientSettings, GrantType } from './clients.ts'
import { request } from './request.ts'

/** Settings kept under a name, for clients to begin with. */
export type Template = {
  readonly id: string
  readonly name: string
  readonly accessType: AccessType
  readonly scopes: readonly string[]
  readonly grantTypes: readonly GrantType[]
  readonly accessTokenTtl: number
  readonly refreshTokenTtl: number
  readonly refreshTokenIdleTtl: number
}

const PATH = '/api/v1/templates'

export const templatesQuery = queryOptions({
  queryKey: ['templates'],
  queryFn: async ({ signal }) =>
    (await request<{ readonly templates: readonly Template[] }>(PATH, { signal })).templates,
})

export const createTemplate = (name: string, settings: ClientSettings) =>
  request<Template>(PATH, { method: 'POST', body: { name, ...settings } })

export const deleteTemplate = (id: string) => request(`${PATH}/${encodeURIComponent(id)}`, { method: 'DELETE' })
