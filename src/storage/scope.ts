import type { Collection } from '../directory/ports.ts'
import { sql, type Sql } from './sql.ts'

/** A collection, or the part of it behind one position and up to another. */
export type Stretch = Collection & { readonly within?: { readonly after: number; readonly upTo: number } }

/** The live rows of a stretch, for a `resource` called `r`. */
export function liveIn({ tenantId, directoryId, resourceType, within }: Stretch): Sql {
  const live = sql`r.tenant_id = ${tenantId} AND r.directory_id = ${directoryId} AND r.resource_type = ${resourceType} AND r.deleted_at IS NULL`
  return within === undefined ? live : sql`${live} AND r.position > ${within.after} AND r.position <= ${within.upTo}`
}
