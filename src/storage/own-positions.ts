import type { Collection } from '../directory/ports.ts'
import type { Queryable } from './database.ts'
import { addTo, BUCKET, keyOf, placeIn, type Counts, type Place, type Positions } from './positions.ts'
import { integer } from './row.ts'
import { sql } from './sql.ts'

/** Positions of a database that only this process writes: loaded when first asked for, kept right by its commits. */
export class OwnPositions implements Positions {
  readonly #reader: Queryable
  readonly #collections = new Map<string, Counts>()
  #commits = 0

  constructor(reader: Queryable) {
    this.#reader = reader
  }

  async total(collection: Collection): Promise<number> {
    return (await this.#counts(collection)).total
  }

  async find(
    collection: Collection,
    index: number,
  ): Promise<{ readonly total: number; readonly place: Place | undefined }> {
    const counts = await this.#counts(collection)
    return { total: counts.total, place: placeIn(counts, index) }
  }

  note(collection: Collection, position: number, by: 1 | -1): void {
    this.#commits += 1
    const counts = this.#collections.get(keyOf(collection))
    if (counts !== undefined) addTo(counts, Math.floor(position / BUCKET), by)
  }

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

async function load(reader: Queryable, { tenantId, directoryId, resourceType }: Collection): Promise<Counts> {
  const found = await reader.all(sql`
    SELECT position / 512, count(*) FROM resource
    WHERE tenant_id = ${tenantId} AND directory_id = ${directoryId} AND resource_type = ${resourceType} AND deleted_at IS NULL
    GROUP BY position / 512`)
  const counts: Counts = { buckets: [], total: 0 }
  for (const row of found) addTo(counts, integer(row[0]), integer(row[1]))
  return counts
}
