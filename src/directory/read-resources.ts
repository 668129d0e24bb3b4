import { fail, ok } from '../shared/result.ts'
import type { ScimResult } from '../scim/errors.ts'
import type { SearchQuery } from '../scim/search-query.ts'
import type { GroupReference, ResourceReader, StoredResource } from './ports.ts'
import { notFound } from './refusals.ts'
import { collectionOf, type Scene } from './resource-deps.ts'

/** A resource with its relations: the groups of a user, the members of a group. Left out when the caller did not want them. */
export type View = {
  readonly stored: StoredResource
  readonly groups?: readonly GroupReference[]
  /** Finished JSON text of the array. */
  readonly membersJson?: string
  /** The same in pieces, instead of it: of a large group whose answer can be sent like that. */
  readonly membersInParts?: AsyncIterable<string>
}

export type Wanted = {
  readonly members: boolean
  readonly groups: boolean
  /** In front of the addresses of members; without it members are ids and types alone, as in SCIM 1.1. */
  readonly baseUrl?: string
  /** The answer can be sent piece by piece. */
  readonly inParts?: boolean
}

/** Up to here a group is answered in one piece (4 MB), which is kept for the next reader. */
const IN_ONE_PIECE = 20_000

/** GET by id (RFC 7644 §3.4.1). Inactive resources are found like any other. */
export async function getResource(
  reader: ResourceReader,
  scene: Scene,
  id: string,
  wanted: Wanted,
): Promise<ScimResult<View>> {
  const stored = await reader.get(collectionOf(scene), id)
  return stored === undefined ? fail(notFound(scene, id)) : ok(await withRelations(reader, scene, stored, wanted))
}

/** GET of a collection (RFC 7644 §3.4.2). */
export async function searchResources(
  reader: ResourceReader,
  scene: Scene,
  query: SearchQuery,
  wanted: Wanted,
): Promise<{ readonly total: number; readonly views: readonly View[] }> {
  const { total, resources } = await reader.search(collectionOf(scene), query)
  return { total, views: await viewsOf(reader, scene, resources, wanted) }
}

/** Resources of the scene's type with their relations, in their order. */
export async function viewsOf(
  reader: ResourceReader,
  scene: Scene,
  resources: readonly StoredResource[],
  wanted: Wanted,
): Promise<readonly View[]> {
  if (wanted.groups && scene.resourceType.name === 'User') {
    const groups = await reader.groupsOf(
      collectionOf(scene),
      resources.map((stored) => stored.id),
    )
    return resources.map((stored) => ({ stored, groups: groups.get(stored.id) ?? [] }))
  }
  const views: View[] = []
  for (const stored of resources) views.push(await withRelations(reader, scene, stored, wanted))
  return views
}

export async function withRelations(
  reader: ResourceReader,
  scene: Scene,
  stored: StoredResource,
  wanted: Wanted,
): Promise<View> {
  const collection = collectionOf(scene)
  if (scene.resourceType.name === 'Group') {
    if (!wanted.members) return { stored }
    return wanted.inParts === true && stored.memberCount > IN_ONE_PIECE
      ? { stored, membersInParts: reader.membersInParts(collection, stored, wanted.baseUrl) }
      : { stored, membersJson: await reader.membersJson(collection, stored, wanted.baseUrl) }
  }
  if (!wanted.groups || scene.resourceType.name !== 'User') return { stored }
  return { stored, groups: (await reader.groupsOf(collection, [stored.id])).get(stored.id) ?? [] }
}
