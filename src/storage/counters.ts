import type { Collection } from '../directory/ports.ts'
import type { Transaction } from './database.ts'
import { integer } from './row.ts'
import { sql } from './sql.ts'

/** One more live resource: the position it takes, at the end of the list. */
export async function takePosition(transaction: Transaction, collection: Collection): Promise<number> {
  const { tenantId, directoryId, resourceType } = collection
  const row = await transaction.get(sql`
    INSERT INTO collection (tenant_id, directory_id, resource_type, last_position, live)
    VALUES (${tenantId}, ${directoryId}, ${resourceType}, 1, 1)
    ON CONFLICT (tenant_id, directory_id, resource_type)
    DO UPDATE SET last_position = collection.last_position + 1, live = collection.live + 1
    RETURNING last_position`)
  return integer(row?.[0])
}

/** One live resource fewer. Its position is not used again. */
export async function noteGone(transaction: Transaction, collection: Collection): Promise<void> {
  const { tenantId, directoryId, resourceType } = collection
  await transaction.run(sql`
    UPDATE collection SET live = live - 1
    WHERE tenant_id = ${tenantId} AND directory_id = ${directoryId} AND resource_type = ${resourceType}`)
}
