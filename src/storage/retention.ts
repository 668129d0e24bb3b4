import { sql, type Sql } from './sql.ts'

/** Milliseconds. */
export const DAY = 86_400_000

/** How long a deleted resource can be brought back where the tenant has not said otherwise. */
export const DEFAULT_UNDO_DAYS = 30

/** Whether the tenant still keeps a deleted `resource` at `now`. The cast keeps milliseconds out of 32 bits. */
export const canComeBack = (tenantId: number, now: number): Sql => sql`deleted_at IS NOT NULL
  AND deleted_at + CAST(${DAY} AS bigint) * coalesce(
    (SELECT undo_days FROM tenant_setting s WHERE s.tenant_id = ${tenantId}), ${DEFAULT_UNDO_DAYS}) >= ${now}`
