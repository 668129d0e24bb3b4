import { openCursor, sealCursor } from '../scim/cursor.ts'
import type { ScimResult } from '../scim/errors.ts'
import type { AttributePath } from '../scim/schema/attribute.ts'
import type { Anchor } from '../scim/search-query.ts'
import type { Clock } from '../shared/clock.ts'
import { ok } from '../shared/result.ts'
import type { CursorKeys, ResourceReader, StoredResource } from './ports.ts'
import { collectionOf, type Scene } from './resource-deps.ts'
import { isSorted, selectorOf, sortedPage, type Part, type PartsPage } from './search-parts.ts'

export type WalkDeps = {
  readonly resources: ResourceReader
  readonly cursorKeys: CursorKeys
  readonly clock: Clock
}

export type WalkPage = PartsPage & { readonly nextCursor?: string }

/**
 * One page of a walk by cursor (RFC 9865) over one resource type or several. Every resource that exists throughout the
 * walk, and whose sort value does not change during it, is met exactly once, whatever comes and goes meanwhile.
 */
export async function walkResources(
  deps: WalkDeps,
  scene: Scene,
  parts: readonly Part[],
  { cursor, count }: { readonly cursor: string; readonly count: number },
): Promise<ScimResult<WalkPage>> {
  const key = await deps.cursorKeys.of(scene.directory.tenantId)
  const binding = bindingOf(scene, parts)
  const now = deps.clock()
  const from = cursor === '' ? ok(undefined) : openCursor(key, binding, cursor, count, now)
  if (!from.ok) return from
  const page = await walkParts(deps.resources, scene, parts, count, from.value)
  if (page.next === undefined) return ok(page)
  return ok({ ...page, nextCursor: sealCursor(key, binding, { anchor: page.next, count }, now) })
}

type Walked = PartsPage & { readonly next?: Anchor }

const walkParts = (
  reader: ResourceReader,
  scene: Scene,
  parts: readonly Part[],
  count: number,
  after: Anchor | undefined,
): Promise<Walked> =>
  parts.length > 1 && isSorted(parts)
    ? sortedPage(reader, scene, parts, { skip: 0, count, ...(after === undefined ? {} : { after }) })
    : oneAfterTheOther(reader, scene, parts, count, after)

/** Where nothing is sorted across the resource types, the list of the next one begins where that of the last one ends. */
async function oneAfterTheOther(
  reader: ResourceReader,
  scene: Scene,
  parts: readonly Part[],
  count: number,
  after: Anchor | undefined,
): Promise<Walked> {
  const found: { part: number; stored: StoredResource }[] = []
  let total = 0
  let next: Anchor | undefined
  for (const [part, selector] of parts.entries()) {
    const isDue = next === undefined && part >= (after?.part ?? 0)
    const left = isDue ? count - found.length : 0
    const walked = await reader.walk(collectionOf(scene, selector.resourceType.name), {
      ...selectorOf(selector),
      ...(after?.part === part ? { after } : {}),
      count: left,
    })
    total += walked.total
    found.push(...walked.resources.map((stored) => ({ part, stored })))
    if (walked.next !== undefined) next = { part, ...walked.next }
    else if (isDue && left === 0 && count > 0 && walked.total > 0) next = { part, key: null, position: 0 }
  }
  return next === undefined ? { total, found } : { total, found, next }
}

/** Everything that a page of the same walk has in common with this one, and no other request has. */
function bindingOf({ directory, actor }: Scene, parts: readonly Part[]): string {
  const { tenantId, directoryId } = directory
  const asked = parts.map(({ resourceType, filter, sort }) => [resourceType.name, filter ?? null, sort ?? null])
  return JSON.stringify([tenantId, directoryId, actor.kind, actor.name, asked], (key, value: unknown) =>
    // a bound path carries the whole declaration of its attribute
    key === 'path' || key === 'by' ? (value as AttributePath).indexPath : value,
  )
}
