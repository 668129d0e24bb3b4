import type { Collection } from '../directory/ports.ts'
import { sql, type Sql } from './sql.ts'

/** The live rows of a collection, for a `resource` called `r`. */
export const liveIn = ({ tenantId, directoryId, resourceType }: Collection): Sql =>
  sql`r.tenant_id = ${tenantId} AND r.directory_id = ${directoryId} AND r.resource_type = ${resourceType} AND r.deleted_at IS NULL`
