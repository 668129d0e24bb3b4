import { queryOptions } from '@tanstack/react-query'
import type {
  Deleted,
  Directories,
  Directory,
  DirectoryAvailability,
  ParkedMembers,
} from '../../../src/http/admin/contract.ts'
import { request } from './request.ts'

export type { Directory }
export type DeletedEntry = Deleted['deleted'][number]
/** A resource type that the directory defines, and where its resources are: `/Entitlements`. */
export type CustomKind = { readonly name: string; readonly endpoint: string }
export type ResourceKind = 'User' | 'Group' | CustomKind

export const kindName = (kind: ResourceKind): string => (typeof kind === 'string' ? kind : kind.name)

const PATH = '/api/v1/directories'

export const directoryPath = (slug: string): string => `${PATH}/${encodeURIComponent(slug)}`

export const directoriesQuery = queryOptions({
  queryKey: ['directories'],
  queryFn: async ({ signal }) => (await request<Directories>(PATH, { signal })).directories,
})

export const directoryQuery = (slug: string) =>
  queryOptions({
    queryKey: ['directories', slug],
    queryFn: ({ signal }) => request<Directory>(directoryPath(slug), { signal }),
  })

/** Whether a name or a domain is free for a directory; `except` is the one that may keep its own. */
export const availabilityQuery = (asked: {
  readonly name?: string
  readonly domain?: string
  readonly except?: string
}) =>
  queryOptions({
    queryKey: ['directories', 'check', asked],
    queryFn: ({ signal }) => request<DirectoryAvailability>(`${PATH}/check?${new URLSearchParams(asked)}`, { signal }),
  })

export type DirectorySettings = { readonly name: string; readonly domains: readonly string[] }

export const createDirectory = (settings: DirectorySettings) =>
  request<Directory>(PATH, { method: 'POST', body: { type: 'OTHER_DIRECTORY', ...settings } })

export const updateDirectory = (slug: string, settings: DirectorySettings) =>
  request<Directory>(directoryPath(slug), { method: 'PATCH', body: settings })

/** `name` is typed by whoever deletes: the server compares it once more. */
export const deleteDirectory = (slug: string, name: string) =>
  request<{ readonly users: number; readonly groups: number }>(
    `${directoryPath(slug)}?${new URLSearchParams({ confirm: name })}`,
    { method: 'DELETE' },
  )

/** Members that a group waits for: the first ids, and how many there are. */
export const parkedQuery = (slug: string, groupId: string) =>
  queryOptions({
    queryKey: ['scim', slug, 'Group', groupId, 'parked'],
    queryFn: ({ signal }) =>
      request<ParkedMembers>(`${directoryPath(slug)}/groups/${encodeURIComponent(groupId)}/parked`, { signal }),
  })

/** What was deleted lately and can be brought back. */
export const deletedQuery = (slug: string, kind: ResourceKind) =>
  queryOptions({
    queryKey: ['directories', slug, 'deleted', kind],
    queryFn: async ({ signal }) =>
      (
        await request<Deleted>(`${directoryPath(slug)}/deleted?resourceType=${encodeURIComponent(kindName(kind))}`, {
          signal,
        })
      ).deleted,
  })

export const restoreDeleted = (slug: string, kind: ResourceKind, id: string) =>
  request(
    `${directoryPath(slug)}/deleted/${encodeURIComponent(id)}/restore?resourceType=${encodeURIComponent(kindName(kind))}`,
    { method: 'POST' },
  )
