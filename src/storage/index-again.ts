import type { Collection } from '../directory/ports.ts'
import { indexRows } from '../scim/index-rows.ts'
import { parseStem } from '../scim/representation.ts'
import type { ResourceType } from '../scim/schema/attribute.ts'
import { resourceTypes } from '../scim/schema/resource-types.ts'
import type { Transaction } from './database.ts'
import { insertValues } from './index-values.ts'
import { integer, text } from './row.ts'
import { list, sql } from './sql.ts'

/** Resources whose texts are in memory at once. */
const BATCH = 500

/** Gives every live resource of the standard types the index rows that it lacks. */
export async function insertAllValues(transaction: Transaction): Promise<void> {
  const found = await transaction.all(
    sql`SELECT tenant_id, directory_id, resource_type FROM collection WHERE resource_type IN (${list(resourceTypes.map(({ name }) => name))})`,
  )
  for (const row of found) {
    const collection = { tenantId: integer(row[0]), directoryId: integer(row[1]), resourceType: text(row[2]) }
    const resourceType = resourceTypes.find(({ name }) => name === collection.resourceType)
    if (resourceType !== undefined) await indexAgain(transaction, collection, resourceType)
  }
}

/** Writes the index rows of every live resource of a collection anew, as its type now is. Rows of paths that it no longer has stay. */
export async function indexAgain(
  transaction: Transaction,
  collection: Collection,
  resourceType: ResourceType,
): Promise<void> {
  const { tenantId, directoryId, resourceType: name } = collection
  let behind = 0
  for (;;) {
    const found = await transaction.all(sql`
      SELECT position, stem FROM resource
      WHERE tenant_id = ${tenantId} AND directory_id = ${directoryId} AND resource_type = ${name}
        AND deleted_at IS NULL AND position > ${behind}
      ORDER BY position LIMIT ${BATCH}`)
    for (const row of found) {
      behind = integer(row[0])
      await insertValues(transaction, collection, behind, indexRows(resourceType, parseStem(text(row[1]))))
    }
    if (found.length < BATCH) return
  }
}
