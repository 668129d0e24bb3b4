import type { Collection, DeletedResource, NameTaken, ResourceRow, StoredResource, Taken } from '../directory/ports.ts'
import type { IndexRow } from '../scim/filter/ast.ts'
import { fail, ok, type Result } from '../shared/result.ts'
import { noteGone, takePosition } from './counters.ts'
import type { Queryable, Transaction } from './database.ts'
import { deleteValues, insertValues, replaceValues } from './index-values.ts'
import { endMemberships } from './member-write.ts'
import type { Positions } from './positions.ts'
import { canComeBack } from './retention.ts'
import { integer, text } from './row.ts'
import { sql } from './sql.ts'
import { storedResource } from './stored-resource.ts'
import { claimValues, releaseValues } from './unique-values.ts'

const NAME_TAKEN: NameTaken = { kind: 'nameTaken' }

export async function getResource(
  queryable: Queryable,
  { tenantId, directoryId, resourceType }: Collection,
  id: string,
): Promise<StoredResource | undefined> {
  const row = await queryable.get(sql`
    SELECT id, position, version, created_at, modified_at, member_count, stem FROM resource
    WHERE tenant_id = ${tenantId} AND directory_id = ${directoryId} AND resource_type = ${resourceType}
      AND id = ${id} AND deleted_at IS NULL`)
  return row === undefined ? undefined : storedResource(row)
}

/** The one deleted last, if there are several. */
export async function findDeleted(
  transaction: Transaction,
  { tenantId, directoryId, resourceType }: Collection,
  nameKey: string,
  externalId: string,
  now: number,
): Promise<DeletedResource | undefined> {
  const row = await transaction.get(sql`
    SELECT id, version, created_at, stem FROM resource
    WHERE tenant_id = ${tenantId} AND directory_id = ${directoryId} AND resource_type = ${resourceType}
      AND name_key = ${nameKey} AND external_id = ${externalId} AND ${canComeBack(tenantId, now)}
    ORDER BY deleted_at DESC LIMIT 1`)
  if (row === undefined) return undefined
  return { id: text(row[0]), version: integer(row[1]), created: integer(row[2]), stem: text(row[3]) }
}

export async function insertResource(
  transaction: Transaction,
  positions: Positions,
  collection: Collection,
  row: ResourceRow,
  index: readonly IndexRow[],
): Promise<Result<void, Taken>> {
  const { tenantId, directoryId, resourceType } = collection
  const claimed = await claimValues(transaction, collection, row.id, [], index)
  if (!claimed.ok) return claimed
  const position = await takePosition(transaction, collection)
  const inserted = await transaction.run(sql`
    INSERT INTO resource (tenant_id, directory_id, resource_type, id, position, version, created_at, modified_at,
      active, name_key, name, external_id, stem)
    VALUES (${tenantId}, ${directoryId}, ${resourceType}, ${row.id}, ${position}, ${row.version}, ${row.created},
      ${row.lastModified}, ${row.active ? 1 : 0}, ${row.nameKey}, ${row.name}, ${row.externalId ?? null}, ${row.stem})
    ON CONFLICT (tenant_id, directory_id, resource_type, name_key) WHERE deleted_at IS NULL DO NOTHING`)
  if (inserted === 0) {
    // the unit may go on without this resource, so neither its count nor its values must stay
    await noteGone(transaction, collection)
    await releaseValues(transaction, collection, row.id, index, [])
    return fail(NAME_TAKEN)
  }
  await insertValues(transaction, collection, position, index)
  transaction.afterCommit(() => positions.note(collection, position, 1))
  return ok(undefined)
}

export async function reviveResource(
  transaction: Transaction,
  positions: Positions,
  collection: Collection,
  row: ResourceRow,
  index: readonly IndexRow[],
): Promise<Result<void, Taken>> {
  const { tenantId, directoryId, resourceType } = collection
  const claimed = await claimValues(transaction, collection, row.id, [], index)
  if (!claimed.ok) return claimed
  const position = await takePosition(transaction, collection)
  const revived = await transaction.attempt(sql`
    UPDATE resource SET position = ${position}, version = ${row.version}, created_at = ${row.created},
      modified_at = ${row.lastModified}, active = ${row.active ? 1 : 0}, name_key = ${row.nameKey}, name = ${row.name},
      external_id = ${row.externalId ?? null}, stem = ${row.stem}, deleted_at = NULL
    WHERE tenant_id = ${tenantId} AND directory_id = ${directoryId} AND resource_type = ${resourceType}
      AND id = ${row.id} AND deleted_at IS NOT NULL
    RETURNING position`)
  if (!revived.ok) {
    await noteGone(transaction, collection)
    await releaseValues(transaction, collection, row.id, index, [])
    return nameTaken(revived.error.index)
  }
  mustBeThere(revived.value.length, row.id)
  await insertValues(transaction, collection, position, index)
  transaction.afterCommit(() => positions.note(collection, position, 1))
  return ok(undefined)
}

export async function updateResource(
  transaction: Transaction,
  collection: Collection,
  row: ResourceRow,
  before: readonly IndexRow[],
  after: readonly IndexRow[],
): Promise<Result<void, Taken>> {
  const claimed = await claimValues(transaction, collection, row.id, before, after)
  if (!claimed.ok) return claimed
  const position =
    (await updateUnderSameNames(transaction, collection, row)) ?? (await updateAll(transaction, collection, row))
  if (typeof position !== 'number') {
    await releaseValues(transaction, collection, row.id, after, before)
    return position
  }
  await releaseValues(transaction, collection, row.id, before, after)
  await replaceValues(transaction, collection, position, before, after)
  return ok(undefined)
}

/**
 * Most updates change neither name nor externalId, and a SET of an indexed column rewrites its index entry even to the
 * same value: in batches of 16 an update costs 80 µs so, and 97 with every column. The position, or undefined when a name differs.
 */
async function updateUnderSameNames(
  transaction: Transaction,
  { tenantId, directoryId, resourceType }: Collection,
  row: ResourceRow,
): Promise<number | undefined> {
  const updated = await transaction.get(sql`
    UPDATE resource SET version = ${row.version}, modified_at = ${row.lastModified}, active = ${row.active ? 1 : 0}, stem = ${row.stem}
    WHERE tenant_id = ${tenantId} AND directory_id = ${directoryId} AND resource_type = ${resourceType}
      AND id = ${row.id} AND deleted_at IS NULL
      AND name = ${row.name} AND name_key = ${row.nameKey} AND external_id IS NOT DISTINCT FROM ${row.externalId ?? null}
    RETURNING position`)
  return updated === undefined ? undefined : integer(updated[0])
}

async function updateAll(
  transaction: Transaction,
  { tenantId, directoryId, resourceType }: Collection,
  row: ResourceRow,
): Promise<number | Result<void, Taken>> {
  const updated = await transaction.attempt(sql`
    UPDATE resource SET version = ${row.version}, modified_at = ${row.lastModified}, active = ${row.active ? 1 : 0},
      name_key = ${row.nameKey}, name = ${row.name}, external_id = ${row.externalId ?? null}, stem = ${row.stem}
    WHERE tenant_id = ${tenantId} AND directory_id = ${directoryId} AND resource_type = ${resourceType}
      AND id = ${row.id} AND deleted_at IS NULL
    RETURNING position`)
  if (!updated.ok) return nameTaken(updated.error.index)
  mustBeThere(updated.value.length, row.id)
  return integer(updated.value[0]?.[0])
}

export async function touchResource(
  transaction: Transaction,
  { tenantId, directoryId, resourceType }: Collection,
  id: string,
  at: number,
): Promise<number> {
  const row = await transaction.get(sql`
    UPDATE resource SET version = version + 1, modified_at = ${at}
    WHERE tenant_id = ${tenantId} AND directory_id = ${directoryId} AND resource_type = ${resourceType}
      AND id = ${id} AND deleted_at IS NULL
    RETURNING version`)
  mustBeThere(row === undefined ? 0 : 1, id)
  return integer(row?.[0])
}

export async function removeResource(
  transaction: Transaction,
  positions: Positions,
  collection: Collection,
  id: string,
  at: number,
  index: readonly IndexRow[],
): Promise<readonly string[]> {
  const { tenantId, directoryId, resourceType } = collection
  const row = await transaction.get(sql`
    UPDATE resource SET deleted_at = ${at}
    WHERE tenant_id = ${tenantId} AND directory_id = ${directoryId} AND resource_type = ${resourceType}
      AND id = ${id} AND deleted_at IS NULL
    RETURNING position`)
  mustBeThere(row === undefined ? 0 : 1, id)
  const position = integer(row?.[0])
  await deleteValues(transaction, collection, position, index)
  await releaseValues(transaction, collection, id, index, [])
  await noteGone(transaction, collection)
  transaction.afterCommit(() => positions.note(collection, position, -1))
  return endMemberships(transaction, collection, id, at)
}

export async function addToIndex(
  transaction: Transaction,
  collection: Collection,
  id: string,
  position: number,
  rows: readonly IndexRow[],
): Promise<boolean> {
  await insertValues(transaction, collection, position, rows)
  return (await claimValues(transaction, collection, id, [], rows)).ok
}

/** Any other index than that of the names is one that only a bug of ours can meet. */
function nameTaken(index: string): Result<void, Taken> {
  if (index === 'resource_name') return fail(NAME_TAKEN)
  throw new Error(`unexpected violation of ${index}`)
}

/** A caller reads a resource in the transaction that writes it, so a missing one is a bug. */
function mustBeThere(count: number, id: string): void {
  if (count === 0) throw new Error(`resource ${id} is not there to be written`)
}
