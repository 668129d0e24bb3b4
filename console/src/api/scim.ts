import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { Change, Changes } from '../../../src/http/admin/contract.ts'
import { directoryPath, kindName, type ResourceKind } from './directories.ts'
import { request } from './request.ts'

export type { Change }
export type Reference = { readonly value: string; readonly display?: string; readonly type?: string }

/** A user or a group as SCIM answers it: whatever else its schemas have stands beside these. */
export type Resource = {
  readonly id: string
  readonly userName?: string
  readonly displayName?: string
  readonly externalId?: string
  readonly title?: string
  readonly active?: boolean
  readonly emails?: readonly { readonly value?: string; readonly primary?: boolean }[]
  readonly groups?: readonly Reference[]
  readonly members?: readonly Reference[]
  readonly meta: { readonly created: string; readonly lastModified: string; readonly version: string }
  readonly [attribute: string]: unknown
}

export type ResourceList = {
  readonly totalResults: number
  readonly startIndex: number
  readonly Resources: readonly Resource[]
}

const MEDIA_TYPE = 'application/scim+json'
export const PAGE = 100
const ENDPOINTS = { User: '/Users', Group: '/Groups' } as const

export const scimPath = (slug: string, kind: ResourceKind, id?: string): string =>
  `${directoryPath(slug)}/scim/v2${typeof kind === 'string' ? ENDPOINTS[kind] : kind.endpoint}${id === undefined ? '' : `/${encodeURIComponent(id)}`}`

export type ListWish = {
  readonly filter?: string | undefined
  readonly sortBy?: string | undefined
  readonly descending?: boolean | undefined
}

export const listParameters = (kind: ResourceKind, startIndex: number, { filter, sortBy, descending }: ListWish) => {
  const parameters = new URLSearchParams({ startIndex: String(startIndex), count: String(PAGE) })
  if (kind === 'Group') parameters.set('excludedAttributes', 'members')
  if (filter !== undefined) parameters.set('filter', filter)
  if (sortBy !== undefined) parameters.set('sortBy', sortBy)
  if (descending === true) parameters.set('sortOrder', 'descending')
  return parameters
}

/** One page of a list, counted from 0: any of them, in any order, so that a scroll bar can be dragged to the end. */
export const pageQuery = (slug: string, kind: ResourceKind, wish: ListWish, page: number) =>
  queryOptions({
    queryKey: ['scim', slug, kind, 'page', wish, page],
    queryFn: ({ signal }) =>
      request<ResourceList>(`${scimPath(slug, kind)}?${listParameters(kind, page * PAGE + 1, wish)}`, { signal }),
  })

/** A list that grows by a page of 100 whenever more is asked for. */
export const listQuery = (slug: string, kind: ResourceKind, wish: ListWish) =>
  infiniteQueryOptions({
    queryKey: ['scim', slug, kind, 'list', wish],
    initialPageParam: 1,
    queryFn: ({ signal, pageParam }) =>
      request<ResourceList>(`${scimPath(slug, kind)}?${listParameters(kind, pageParam, wish)}`, { signal }),
    getNextPageParam: ({ startIndex, totalResults, Resources }) => {
      const next = startIndex + Resources.length
      return Resources.length > 0 && next <= totalResults ? next : undefined
    },
  })

export const resourceQuery = (slug: string, kind: ResourceKind, id: string) =>
  queryOptions({
    queryKey: ['scim', slug, kind, id],
    queryFn: ({ signal }) =>
      request<Resource>(`${scimPath(slug, kind, id)}${kind === 'Group' ? '?excludedAttributes=members' : ''}`, {
        signal,
      }),
  })

export type Operation = {
  readonly op: 'add' | 'replace' | 'remove'
  readonly path?: string
  readonly value?: unknown
}

export const patchResource = (slug: string, kind: ResourceKind, id: string, operations: readonly Operation[]) =>
  request(scimPath(slug, kind, id), {
    method: 'PATCH',
    mediaType: MEDIA_TYPE,
    body: { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations: operations },
  })

export const deleteResource = (slug: string, kind: ResourceKind, id: string) =>
  request(scimPath(slug, kind, id), { method: 'DELETE' })

/** The change log about one resource, the newest first, page by page. */
export const historyQuery = (slug: string, kind: ResourceKind, id: string) =>
  infiniteQueryOptions({
    queryKey: ['scim', slug, kind, id, 'history'],
    initialPageParam: undefined as number | undefined,
    queryFn: ({ signal, pageParam }) => {
      const parameters = new URLSearchParams({ resourceType: kindName(kind), resourceId: id, count: '20' })
      if (pageParam !== undefined) parameters.set('before', String(pageParam))
      return request<Changes>(`${directoryPath(slug)}/changes?${parameters}`, { signal })
    },
    getNextPageParam: ({ nextBefore }) => nextBefore ?? undefined,
  })

export type Schema = { readonly id: string; readonly name: string; readonly attributes: readonly SchemaAttribute[] }
export type SchemaAttribute = {
  readonly name: string
  readonly type: string
  readonly multiValued: boolean
  readonly mutability: string
  readonly description?: string
  readonly canonicalValues?: readonly string[]
  readonly subAttributes?: readonly SchemaAttribute[]
}

/** The schemas of the directory: which attributes there are is the server's to say. */
export const schemasQuery = (slug: string) =>
  queryOptions({
    queryKey: ['scim', slug, 'schemas'],
    staleTime: 300_000,
    queryFn: async ({ signal }) =>
      (await request<{ readonly Resources: readonly Schema[] }>(`${directoryPath(slug)}/scim/v2/Schemas`, { signal }))
        .Resources,
  })

export type ResourceType = {
  readonly name: string
  readonly endpoint: string
  readonly description?: string
  readonly schema: string
  readonly schemaExtensions?: readonly { readonly schema: string }[]
}

/** What the directory has besides users and groups, as its administrators defined it. */
export const customTypesQuery = (slug: string) =>
  queryOptions({
    queryKey: ['scim', slug, 'types'],
    staleTime: 60_000,
    queryFn: async ({ signal }) => {
      const path = `${directoryPath(slug)}/scim/v2/ResourceTypes`
      const { Resources } = await request<{ readonly Resources: readonly ResourceType[] }>(path, { signal })
      return Resources.filter(({ name }) => name !== 'User' && name !== 'Group')
    },
  })

/** The schemas of a resource type, its own first. */
export const schemasOf = (type: ResourceType, schemas: readonly Schema[]): readonly Schema[] =>
  [type.schema, ...(type.schemaExtensions ?? []).map(({ schema }) => schema)].flatMap(
    (id) => schemas.find((schema) => schema.id === id) ?? [],
  )

/** As a string in a filter (RFC 7644 §3.4.2.2): JSON quoting. */
export const quoted = (text: string): string => JSON.stringify(text)
