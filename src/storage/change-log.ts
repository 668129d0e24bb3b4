import type { DirectoryGone, NewChange } from '../directory/ports.ts'
import { fail, type Result } from '../shared/result.ts'
import type { Transaction } from './database.ts'
import { integer } from './row.ts'
import { sql } from './sql.ts'

/**
 * Appends under the directory's next number. Without gaps, because the number is taken in the transaction that uses it.
 * Throws {@link DirectoryRemoved} when the directory has been removed meanwhile, which undoes the unit.
 */
export async function appendChange(transaction: Transaction, change: NewChange): Promise<number> {
  const { tenantId, directoryId, actor } = change
  const row = await transaction.get(sql`
    UPDATE directory SET last_change = last_change + 1
    WHERE tenant_id = ${tenantId} AND directory_id = ${directoryId} AND removed_at IS NULL
    RETURNING last_change`)
  if (row === undefined) throw new DirectoryRemoved()
  const sequence = integer(row[0])
  await transaction.run(sql`
    INSERT INTO change (tenant_id, directory_id, sequence, at, kind, resource_type, resource_id, version,
      actor_kind, actor_name, actor_token, difference)
    VALUES (${tenantId}, ${directoryId}, ${sequence}, ${change.at}, ${change.kind}, ${change.resourceType},
      ${change.resourceId}, ${change.version}, ${actor.kind}, ${actor.name}, ${actor.tokenId ?? null},
      ${JSON.stringify(change.difference)})`)
  return sequence
}

/** Thrown through a unit, because no unit should have to ask whether its directory is still there. */
class DirectoryRemoved extends Error {}

/** What a unit came to; that its directory was removed is a result, too. */
export async function orDirectoryGone<T, E>(written: Promise<Result<T, E>>): Promise<Result<T, E | DirectoryGone>> {
  try {
    return await written
  } catch (error) {
    if (error instanceof DirectoryRemoved) return fail({ kind: 'directoryGone' })
    throw error
  }
}
