import type { Collection, StoredResource } from '../directory/ports.ts'
import type { Queryable } from './database.ts'
import { optionalText } from './row.ts'
import { sql } from './sql.ts'

type Group = Pick<StoredResource, 'id' | 'version' | 'memberCount'>

/** In UTF-16 code units. The texts are ASCII, which the engine keeps in a byte each. */
const LIMIT = 32 * 1_048_576

/**
 * The members of groups as finished text, built by the database (2 ms for 10,000; 5 ms from rows) and kept until the
 * group has another version. Small groups are kept too: the look-up is cheaper than the statement.
 */
export class MembersJson {
  readonly #reader: Queryable
  readonly #kept = new Map<string, { readonly state: string; readonly json: string }>()
  #size = 0

  constructor(reader: Queryable) {
    this.#reader = reader
  }

  /** `baseUrl`: how the caller reaches us, so that each has texts of its own. */
  async of(collection: Collection, group: Group, baseUrl: string | undefined): Promise<string> {
    if (group.memberCount === 0) return '[]'
    const key = `${collection.tenantId}/${collection.directoryId}/${group.id}/${baseUrl ?? ''}`
    const state = `${group.version}/${group.memberCount}`
    const kept = this.#kept.get(key)
    if (kept !== undefined) this.#drop(key, kept.json)
    const json = kept?.state === state ? kept.json : await build(this.#reader, collection, group.id, baseUrl)
    this.#keep(key, state, json)
    return json
  }

  #keep(key: string, state: string, json: string): void {
    const other = this.#kept.get(key)
    if (other !== undefined) this.#drop(key, other.json)
    this.#kept.set(key, { state, json })
    this.#size += json.length
    for (const [oldest, { json: text }] of this.#kept) {
      if (this.#size <= LIMIT) return
      this.#drop(oldest, text)
    }
  }

  #drop(key: string, json: string): void {
    this.#kept.delete(key)
    this.#size -= json.length
  }
}

/**
 * Joined members are resources of ours: their ids are UUIDs, their types names, and what they are called is kept as JSON
 * text, so nothing needs escaping. Both engines aggregate a sorted sub-select in its order; `ORDER BY` inside the
 * aggregate sorts once more (4.2 ms for 10,000, not 1.8).
 */
async function build(
  reader: Queryable,
  { tenantId, directoryId }: Collection,
  groupId: string,
  baseUrl: string | undefined,
): Promise<string> {
  const more =
    baseUrl === undefined
      ? sql``
      : sql`|| ${`"$ref":${JSON.stringify(baseUrl).slice(0, -1)}/`} || member_type || 's/' || member_id || '","display":' || display || ','`
  const row = await reader.get(sql`
    SELECT string_agg(member, ',') FROM (
      SELECT '{"value":"' || member_id || '",' ${more} || '"type":"' || member_type || '"}' AS member FROM member
      WHERE tenant_id = ${tenantId} AND directory_id = ${directoryId} AND group_id = ${groupId} AND joined = 1
      ORDER BY member_id) AS ordered`)
  return `[${optionalText(row?.[0]) ?? ''}]`
}
