import type { Collection } from '../directory/ports.ts'
import type { IndexRow } from '../scim/filter/ast.ts'
import type { Transaction } from './database.ts'
import { sql } from './sql.ts'

/**
 * A statement a row: on SQLite 19 rows in one statement cost 159 µs, in 19 statements 95 µs, because a multi-row VALUES
 * runs as a coroutine and its parameters are bound one by one all the same. PostgreSQL gets them all without waiting in between.
 */
export async function insertValues(
  transaction: Transaction,
  { tenantId, directoryId, resourceType }: Collection,
  position: number,
  index: readonly IndexRow[],
): Promise<void> {
  await Promise.all(
    index.map(({ path, key, whole, element, lookup }) =>
      // two equal rows of one resource say nothing more than one; what is indexed again may have a text in full by now
      transaction.run(sql`
        INSERT INTO resource_value (tenant_id, directory_id, resource_type, path, position, element, key, lookup, whole)
        VALUES (${tenantId}, ${directoryId}, ${resourceType}, ${path}, ${position}, ${element}, ${key}, ${lookup ? 1 : 0},
          ${whole ?? null})
        ON CONFLICT (tenant_id, directory_id, resource_type, path, position, element, key)
          DO UPDATE SET whole = excluded.whole WHERE resource_value.whole IS DISTINCT FROM excluded.whole`),
    ),
  )
}

/** By full key. */
export async function deleteValues(
  transaction: Transaction,
  { tenantId, directoryId, resourceType }: Collection,
  position: number,
  index: readonly IndexRow[],
): Promise<void> {
  await Promise.all(
    index.map(({ path, key, element }) =>
      transaction.run(sql`
        DELETE FROM resource_value
        WHERE tenant_id = ${tenantId} AND directory_id = ${directoryId} AND resource_type = ${resourceType}
          AND path = ${path} AND position = ${position} AND element = ${element} AND key = ${key}`),
    ),
  )
}

export async function replaceValues(
  transaction: Transaction,
  collection: Collection,
  position: number,
  before: readonly IndexRow[],
  after: readonly IndexRow[],
): Promise<void> {
  const old = new Set(before.map(identity))
  const kept = new Set(after.map(identity))
  await deleteValues(
    transaction,
    collection,
    position,
    before.filter((row) => !kept.has(identity(row))),
  )
  await insertValues(
    transaction,
    collection,
    position,
    after.filter((row) => !old.has(identity(row))),
  )
}

// U+0000 cannot occur in stored text
const identity = ({ path, element, key }: IndexRow): string => `${path}\u0000${element}\u0000${key}`
