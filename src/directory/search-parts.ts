import type { ResourceType } from '../scim/schema/attribute.ts'
import type { Anchor, Selector } from '../scim/search-query.ts'
import type { ResourceReader, StoredResource } from './ports.ts'
import { collectionOf, type Scene } from './resource-deps.ts'

/** One of the resource types that a query is over, and what it asks of it. */
export type Part = Selector & { readonly resourceType: ResourceType }

export type PartsPage = {
  readonly total: number
  /** `part` is the number of the resource type among those that were asked for. */
  readonly found: readonly { readonly part: number; readonly stored: StoredResource }[]
}

/** A page by number of a query over several resource types (RFC 7644 §3.4.2.1): sorted across them, or one after the other. */
export async function searchParts(
  reader: ResourceReader,
  scene: Scene,
  parts: readonly Part[],
  { startIndex, count }: { readonly startIndex: number; readonly count: number },
): Promise<PartsPage> {
  if (isSorted(parts)) return sortedPage(reader, scene, parts, { skip: startIndex - 1, count })
  const found: { part: number; stored: StoredResource }[] = []
  let total = 0
  for (const [part, selector] of parts.entries()) {
    const listed = await reader.search(collectionOf(scene, selector.resourceType.name), {
      ...selectorOf(selector),
      startIndex: Math.max(1, startIndex - total),
      count: count - found.length,
    })
    total += listed.total
    found.push(...listed.resources.map((stored) => ({ part, stored })))
  }
  return { total, found }
}

export const isSorted = (parts: readonly Part[]): boolean => parts.some(({ sort }) => sort !== undefined)

export const selectorOf = ({ filter, sort }: Selector): Selector => ({
  ...(filter === undefined ? {} : { filter }),
  ...(sort === undefined ? {} : { sort }),
})

export const sortedPage = (
  reader: ResourceReader,
  scene: Scene,
  parts: readonly Part[],
  place: { readonly skip: number; readonly count: number; readonly after?: Anchor },
): Promise<PartsPage & { readonly next?: Anchor }> =>
  reader.union(scene.directory, {
    ...place,
    parts: parts.map((part) => ({ ...selectorOf(part), resourceType: part.resourceType.name })),
    direction: parts.find(({ sort }) => sort !== undefined)?.sort?.order ?? 'ascending',
  })
