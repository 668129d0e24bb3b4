import type { Collection } from '../directory/ports.ts'
import type { Queryable, Row } from './database.ts'
import { addTo, keyOf, placeIn, type Counts, type Place, type Positions } from './positions.ts'
import { integer } from './row.ts'
import { sql } from './sql.ts'

/** `last` position that was ever given, and how many are `live`. */
type State = { readonly last: number; readonly live: number }
type Kept = { readonly state: State; readonly counts: Counts }

/** Collections whose counts are kept: 4 KB for each quarter of a million resources. */
const LIMIT = 1_000

/**
 * Positions of a database that other processes write too. The two counters of a collection name one state of its list:
 * positions are given in order and used once, so between two moments with the same last position resources only go, and
 * with as many live ones none went. Counts are used for the state they were read at, and no other. What a state adds at the
 * end is counted there alone, so paging through a directory while it fills does not count everything for each page.
 */
export class SharedPositions implements Positions {
  readonly #reader: Queryable
  readonly #kept = new Map<string, Kept>()

  constructor(reader: Queryable) {
    this.#reader = reader
  }

  async total(collection: Collection): Promise<number> {
    return (await readState(this.#reader, collection)).live
  }

  async find(
    collection: Collection,
    index: number,
  ): Promise<{ readonly total: number; readonly place: Place | undefined }> {
    const state = await readState(this.#reader, collection)
    // the first page, which is asked for most, needs no counts
    if (index === 0) return { total: state.live, place: state.live === 0 ? undefined : { firstPosition: 0, skip: 0 } }
    if (index >= state.live) return { total: state.live, place: undefined }
    const counts = await this.#countsAt(collection, state)
    return { total: counts.total, place: placeIn(counts, index) }
  }

  note(): void {}

  forget(): void {}

  async #countsAt(collection: Collection, state: State): Promise<Counts> {
    const key = keyOf(collection)
    const known = this.#kept.get(key)
    if (known !== undefined && isSame(known.state, state)) return known.counts
    const newer =
      (known && (await extend(this.#reader, collection, known))) ?? (await load(this.#reader, collection, 0))
    this.#kept.delete(key)
    this.#kept.set(key, newer)
    if (this.#kept.size > LIMIT) this.#kept.delete(this.#kept.keys().next().value ?? '')
    return newer.counts
  }
}

const isSame = (a: State, b: State): boolean => a.last === b.last && a.live === b.live

async function readState(reader: Queryable, collection: Collection): Promise<State> {
  const { tenantId, directoryId, resourceType } = collection
  const row = await reader.get(sql`
    SELECT last_position, live FROM collection
    WHERE tenant_id = ${tenantId} AND directory_id = ${directoryId} AND resource_type = ${resourceType}`)
  return row === undefined ? { last: 0, live: 0 } : { last: integer(row[0]), live: integer(row[1]) }
}

/** The counts with what came behind them; undefined when resources went from what they count. */
async function extend(reader: Queryable, collection: Collection, { state, counts }: Kept): Promise<Kept | undefined> {
  const tail = await load(reader, collection, state.last)
  if (tail.state.last < state.last || counts.total + tail.counts.total !== tail.state.live) return undefined
  const all: Counts = { buckets: [...counts.buckets], total: counts.total }
  tail.counts.buckets.forEach((count, bucket) => addTo(all, bucket, count))
  return { state: tail.state, counts: all }
}

/** Counts the live resources behind a position, and reads the state: in one statement, so that they belong together. */
async function load(reader: Queryable, collection: Collection, behind: number): Promise<Kept> {
  const { tenantId, directoryId, resourceType } = collection
  const found = await reader.all(sql`
    SELECT c.last_position, c.live, b.bucket, b.live
    FROM collection c LEFT JOIN (
      SELECT position / 512 AS bucket, count(*) AS live FROM resource
      WHERE tenant_id = ${tenantId} AND directory_id = ${directoryId} AND resource_type = ${resourceType}
        AND deleted_at IS NULL AND position > ${behind}
      GROUP BY position / 512) b ON 1 = 1
    WHERE c.tenant_id = ${tenantId} AND c.directory_id = ${directoryId} AND c.resource_type = ${resourceType}`)
  const counts: Counts = { buckets: [], total: 0 }
  for (const row of found) addRow(counts, row)
  const [first] = found
  const state = first === undefined ? { last: 0, live: 0 } : { last: integer(first[0]), live: integer(first[1]) }
  return { state, counts }
}

function addRow(counts: Counts, row: Row): void {
  // of an empty stretch the join has one row without a bucket
  if (row[2] !== null) addTo(counts, integer(row[2]), integer(row[3]))
}
