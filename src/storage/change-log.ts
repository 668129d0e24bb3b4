import type { Directory, DirectoryGone, NewChange, SchemaChanged } from '../directory/ports.ts'
import { fail, type Result } from '../shared/result.ts'
import type { Transaction } from './database.ts'
import { integer } from './row.ts'
import { sql } from './sql.ts'

/**
 * Appends under the directory's next number. Without gaps, because the number is taken in the transaction that uses it.
 * Throws {@link Undone} when the directory has been removed meanwhile, or its definitions are not the `schemaVersion` that the
 * unit went by: that undoes the unit.
 */
export async function appendChange(
  transaction: Transaction,
  change: NewChange,
  schemaVersion?: number,
): Promise<number> {
  const { tenantId, directoryId, actor } = change
  const row = await transaction.get(sql`
    UPDATE directory SET last_change = last_change + 1
    WHERE tenant_id = ${tenantId} AND directory_id = ${directoryId} AND removed_at IS NULL
    RETURNING last_change, schema_version`)
  if (row === undefined) throw new Undone('directoryGone')
  if (schemaVersion !== undefined && row[1] !== schemaVersion) throw new Undone('schemaChanged')
  const sequence = integer(row[0])
  await transaction.run(sql`
    INSERT INTO change (tenant_id, directory_id, sequence, at, kind, resource_type, resource_id, version,
      actor_kind, actor_name, actor_token, difference)
    VALUES (${tenantId}, ${directoryId}, ${sequence}, ${change.at}, ${change.kind}, ${change.resourceType},
      ${change.resourceId}, ${change.version}, ${actor.kind}, ${actor.name}, ${actor.tokenId ?? null},
      ${JSON.stringify(change.difference)})`)
  return sequence
}

/** Throws {@link Undone} when the definitions of the directory are not those that the unit goes by. */
export async function requireVersion(
  transaction: Transaction,
  { tenantId, directoryId, schemaVersion }: Directory,
): Promise<void> {
  const row = await transaction.get(sql`
    SELECT schema_version FROM directory
    WHERE tenant_id = ${tenantId} AND directory_id = ${directoryId} AND removed_at IS NULL`)
  if (row === undefined) throw new Undone('directoryGone')
  if (row[0] !== schemaVersion) throw new Undone('schemaChanged')
}

/** Thrown through a unit, because no unit should have to ask whether its directory is still there, and still the same. */
class Undone extends Error {
  readonly kind: 'directoryGone' | 'schemaChanged'

  constructor(kind: 'directoryGone' | 'schemaChanged') {
    super(kind)
    this.kind = kind
  }
}

/** What a unit came to; that it was undone is a result, too. */
export async function orUndone<T, E>(
  written: Promise<Result<T, E>>,
): Promise<Result<T, E | DirectoryGone | SchemaChanged>> {
  try {
    return await written
  } catch (error) {
    if (error instanceof Undone) return fail({ kind: error.kind })
    throw error
  }
}
