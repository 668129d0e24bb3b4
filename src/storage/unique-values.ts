import type { Collection, ValueTaken } from '../directory/ports.ts'
import type { IndexRow } from '../scim/filter/ast.ts'
import { fail, ok, type Result } from '../shared/result.ts'
import type { Transaction } from './database.ts'
import { sql } from './sql.ts'

const NONE: ReadonlyMap<string, UniqueRow> = new Map()

type UniqueRow = IndexRow & { readonly unique: NonNullable<IndexRow['unique']> }

/** The values of a resource that nobody else may have, each once. */
function uniqueRows(index: readonly IndexRow[]): ReadonlyMap<string, UniqueRow> {
  // nearly every write
  if (!index.some(({ unique }) => unique !== undefined)) return NONE
  const found = new Map<string, UniqueRow>()
  for (const row of index) {
    const { unique, key } = row
    // U+0000 cannot occur in stored text
    if (unique !== undefined) found.set(`${unique.name}\u0000${key}`, { ...row, unique })
  }
  return found
}

/**
 * Takes the values that `after` has and `before` has not; nothing is taken when one of them is somebody else's. Whether it
 * is free is for the primary key to say: of two that want it at once the second waits for the first.
 */
export async function claimValues(
  transaction: Transaction,
  collection: Collection,
  id: string,
  before: readonly IndexRow[],
  after: readonly IndexRow[],
): Promise<Result<void, ValueTaken>> {
  const wanted = uniqueRows(after)
  if (wanted.size === 0) return ok(undefined)
  const held = uniqueRows(before)
  const taken: UniqueRow[] = []
  for (const [identity, row] of wanted) {
    if (held.has(identity)) continue
    if (await claim(transaction, collection, id, row)) taken.push(row)
    else if (!(await isHolder(transaction, collection, id, row))) {
      for (const own of taken) await release(transaction, collection, id, own)
      return fail({ kind: 'valueTaken', name: row.unique.name, scope: row.unique.scope })
    }
  }
  return ok(undefined)
}

/** Frees the values that `before` had and `after` has not. */
export async function releaseValues(
  transaction: Transaction,
  collection: Collection,
  id: string,
  before: readonly IndexRow[],
  after: readonly IndexRow[],
): Promise<void> {
  const held = uniqueRows(before)
  if (held.size === 0) return
  const kept = uniqueRows(after)
  for (const [identity, row] of held) if (!kept.has(identity)) await release(transaction, collection, id, row)
}

async function claim(
  transaction: Transaction,
  { tenantId, directoryId, resourceType }: Collection,
  id: string,
  { unique: { name, scope }, key }: UniqueRow,
): Promise<boolean> {
  const inDirectory = scope === 'directory'
  const inserted = await transaction.run(sql`
    INSERT INTO unique_value (tenant_id, directory_id, resource_type, name, key, holder_directory_id, holder_type, holder_id)
    VALUES (${tenantId}, ${inDirectory ? directoryId : 0}, ${inDirectory ? resourceType : ''}, ${name}, ${key},
      ${directoryId}, ${resourceType}, ${id})
    ON CONFLICT (tenant_id, directory_id, resource_type, name, key) DO NOTHING`)
  return inserted === 1
}

async function isHolder(
  transaction: Transaction,
  { tenantId, directoryId, resourceType }: Collection,
  id: string,
  { unique: { name, scope }, key }: UniqueRow,
): Promise<boolean> {
  const inDirectory = scope === 'directory'
  const row = await transaction.get(sql`
    SELECT holder_id FROM unique_value
    WHERE tenant_id = ${tenantId} AND directory_id = ${inDirectory ? directoryId : 0}
      AND resource_type = ${inDirectory ? resourceType : ''} AND name = ${name} AND key = ${key}`)
  return row?.[0] === id
}

async function release(
  transaction: Transaction,
  { tenantId, directoryId, resourceType }: Collection,
  id: string,
  { unique: { name, scope }, key }: UniqueRow,
): Promise<void> {
  const inDirectory = scope === 'directory'
  await transaction.run(sql`
    DELETE FROM unique_value
    WHERE tenant_id = ${tenantId} AND directory_id = ${inDirectory ? directoryId : 0}
      AND resource_type = ${inDirectory ? resourceType : ''} AND name = ${name} AND key = ${key} AND holder_id = ${id}`)
}
