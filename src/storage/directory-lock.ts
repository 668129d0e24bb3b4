import type { Directory } from '../directory/ports.ts'
import type { Transaction } from './database.ts'
import { sql } from './sql.ts'

/**
 * A unit that reads and then writes resources of a directory has the directory to itself, so that what it read still holds
 * when it writes: that nobody has the deleted record, that a member has arrived or not, which version is the newest. Its
 * change log makes units wait for one another anyway, from the entry to the commit. Locks on the resources alone would let
 * the rest overlap, but a member that arrives while it is being parked has no row that could be locked.
 */
export function lockDirectory(
  transaction: Transaction,
  { tenantId, directoryId }: Pick<Directory, 'tenantId' | 'directoryId'>,
): void {
  transaction.lock(sql`
    SELECT directory_id FROM directory WHERE tenant_id = ${tenantId} AND directory_id = ${directoryId}`)
}
