import type { Collection } from '../directory/ports.ts'
import type { Queryable } from './database.ts'
import { integer } from './row.ts'
import { sql } from './sql.ts'

/** A deep page skips at most this many index entries. Must agree with the division in {@link load}. */
const BUCKET = 512

type Counts = { readonly buckets: number[]; total: number }

export type Place = { readonly firstPosition: number; readonly skip: number }

/**
 * How many live resources stand in each stretch of positions of a collection, so that "the 80,000th" is a sum over a
 * few hundred numbers and a short walk along the position index, wherever deletes have left holes. Loaded when first
 * asked for; kept right by the commits of this process, which is the only one that writes.
 */
export class Positions {
  readonly #reader: Queryable
  readonly #collections = new Map<string, Counts>()
  #commits = 0

  constructor(reader: Queryable) {
    this.#reader = reader
  }

  async total(collection: Collection): Promise<number> {
    return (await this.#counts(collection)).total
  }

  /** Where the live resource number `index` (from 0) is found, or undefined when there are not that many. */
  async locate(collection: Collection, index: number): Promise<Place | undefined> {
    const { buckets, total } = await this.#counts(collection)
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

  /** Called after the commit that added (`by` 1) or removed (-1) the resource at `position`. */
  note(collection: Collection, position: number, by: 1 | -1): void {
    this.#commits += 1
    const counts = this.#collections.get(keyOf(collection))
    if (counts === undefined) return
    const bucket = Math.floor(position / BUCKET)
    while (counts.buckets.length <= bucket) counts.buckets.push(0)
    counts.buckets[bucket] = (counts.buckets[bucket] ?? 0) + by
    counts.total += by
  }

  /** After resources went or came in bulk. */
  forget(tenantId: number, directoryId: number): void {
    this.#commits += 1
    const prefix = `${tenantId}/${directoryId}/`
    for (const key of this.#collections.keys()) if (key.startsWith(prefix)) this.#collections.delete(key)
  }

  async #counts(collection: Collection): Promise<Counts> {
    const key = keyOf(collection)
    const known = this.#collections.get(key)
    if (known !== undefined) return known
    const seen = this.#commits
    const loaded = await load(this.#reader, collection)
    // a commit in between may or may not be in what was read
    if (seen !== this.#commits) return this.#counts(collection)
    this.#collections.set(key, loaded)
    return loaded
  }
}

const keyOf = ({ tenantId, directoryId, resourceType }: Collection): string =>
  `${tenantId}/${directoryId}/${resourceType}`

async function load(reader: Queryable, { tenantId, directoryId, resourceType }: Collection): Promise<Counts> {
  const found = await reader.all(sql`
    SELECT position / 512, count(*) FROM resource
    WHERE tenant_id = ${tenantId} AND directory_id = ${directoryId} AND resource_type = ${resourceType} AND deleted_at IS NULL
    GROUP BY position / 512`)
  const counts: Counts = { buckets: [], total: 0 }
  for (const row of found) {
    const bucket = integer(row[0])
    while (counts.buckets.length <= bucket) counts.buckets.push(0)
    counts.buckets[bucket] = integer(row[1])
    counts.total += integer(row[1])
  }
  return counts
}
