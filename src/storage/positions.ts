import type { Collection } from '../directory/ports.ts'

/** A deep page skips at most this many index entries. Must agree with the division in the statements that count. */
export const BUCKET = 512

/** How many live resources stand in each stretch of positions of a collection. */
export type Counts = { readonly buckets: number[]; total: number }

export type Place = { readonly firstPosition: number; readonly skip: number }

/**
 * Finds "the 80,000th" as a sum over a few hundred numbers and a short walk along the position index, wherever deletes
 * have left holes.
 */
export interface Positions {
  total(collection: Collection): Promise<number>
  /** Where the live resource number `index` (from 0) is found; `place` is undefined when there are not that many. */
  find(collection: Collection, index: number): Promise<{ readonly total: number; readonly place: Place | undefined }>
  /** Called after the commit that added (`by` 1) or removed (-1) the resource at `position`. */
  note(collection: Collection, position: number, by: 1 | -1): void
  /** After resources went or came in bulk. */
  forget(tenantId: number, directoryId: number): void
}

export function placeIn({ buckets, total }: Counts, index: number): Place | undefined {
  if (index >= total) return undefined
  let skip = index
  let bucket = 0
  for (; bucket < buckets.length; bucket += 1) {
    const count = buckets[bucket] ?? 0
    if (skip < count) break
    skip -= count
  }
  return { firstPosition: bucket * BUCKET, skip }
}

export function addTo(counts: Counts, bucket: number, by: number): void {
  while (counts.buckets.length <= bucket) counts.buckets.push(0)
  counts.buckets[bucket] = (counts.buckets[bucket] ?? 0) + by
  counts.total += by
}

export const keyOf = ({ tenantId, directoryId, resourceType }: Collection): string =>
  `${tenantId}/${directoryId}/${resourceType}`
