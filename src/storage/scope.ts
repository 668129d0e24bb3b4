import type { Collection } from '../directory/ports.ts'
import { sql, type Sql } from './sql.ts'

/** A collection, or the part of it behind one position and up to another. */
export type Stretch = Collection & { readonly within?: { readonly after: number; readonly upTo: number } }

/** The live rows of a stretch, for a `resource` called `r` or by another name. */
export function liveIn({ tenantId, directoryId, resourceType, within }: Stretch, name: Sql = sql`r`): Sql {
  const live = sql`${name}.tenant_id = ${tenantId} AND ${name}.directory_id = ${directoryId} AND ${name}.resource_type = ${resourceType} AND ${name}.deleted_at IS NULL`
  return within === undefined
    ? live
    : sql`${live} AND ${name}.position > ${within.after} AND ${name}.position <= ${within.upTo}`
}
