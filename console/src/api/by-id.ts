import { queryOptions } from '@tanstack/react-query'
import type { ResourceKind } from './directories.ts'
import { request } from './request.ts'
import { listParameters, quoted, type Resource, type ResourceList, scimPath } from './scim.ts'

/** As many ids as one filter names here; the server takes 100. */
const NAMED_AT_ONCE = 50

/** The users or groups with these ids, the first 50; those that are gone are absent. */
async function byIds(slug: string, kind: ResourceKind, ids: readonly string[], signal: AbortSignal) {
  if (ids.length === 0) return []
  const filter = ids
    .slice(0, NAMED_AT_ONCE)
    .map((id) => `id eq ${quoted(id)}`)
    .join(' or ')
  return (await request<ResourceList>(`${scimPath(slug, kind)}?${listParameters(kind, 1, { filter })}`, { signal }))
    .Resources
}

/** The groups among the members of a group, the first 50: no filter names them, so the members come along. */
export const memberGroupsQuery = (slug: string, id: string) =>
  queryOptions({
    queryKey: ['scim', slug, 'Group', id, 'groups'],
    queryFn: async ({ signal }) => {
      const { members = [] } = await request<Resource>(`${scimPath(slug, 'Group', id)}?attributes=members`, { signal })
      const ids = members.filter(({ type }) => type === 'Group').map(({ value }) => value)
      return byIds(slug, 'Group', ids, signal)
    },
  })

/** Looked at in one person's memberships: who is in more groups is shown the rest without what lies between. */
const LOOKED_INTO = 30

/** For each of these groups, the first 30, the ids of the groups that have it as a member. */
export const containersQuery = (slug: string, ids: readonly string[]) =>
  queryOptions({
    queryKey: ['scim', slug, 'containers', ids],
    queryFn: async ({ signal }): Promise<ReadonlyMap<string, ReadonlySet<string>>> => {
      const found = ids.slice(0, LOOKED_INTO).map(async (id) => {
        const parameters = listParameters('Group', 1, { filter: `members.value eq ${quoted(id)}` })
        const { Resources } = await request<ResourceList>(`${scimPath(slug, 'Group')}?${parameters}`, { signal })
        return [id, new Set(Resources.map((group) => group.id))] as const
      })
      return new Map(await Promise.all(found))
    },
  })

export type KnownName = { readonly path: 'users' | 'groups'; readonly name: string }

/** Names by id, of users and of groups; ids of what is gone are absent. */
export const namesQuery = (slug: string, ids: readonly string[]) =>
  queryOptions({
    queryKey: ['scim', slug, 'names', ids],
    queryFn: async ({ signal }): Promise<ReadonlyMap<string, KnownName>> => {
      const users = await byIds(slug, 'User', ids, signal)
      const isUser = new Set(users.map(({ id }) => id))
      const others = ids.filter((id) => !isUser.has(id))
      const groups = await byIds(slug, 'Group', others, signal)
      return new Map<string, KnownName>([
        ...users.map(({ id, userName = id }) => [id, { path: 'users', name: userName }] as const),
        ...groups.map(({ id, displayName = id }) => [id, { path: 'groups', name: displayName }] as const),
      ])
    },
  })
