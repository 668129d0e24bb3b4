import type { Term } from './compile-element.ts'
import type { Dialect } from './dialect.ts'
import { areNarrow, conditionsOn, termsOn, typesMeant } from './relation-terms.ts'
import type { Stretch } from './scope.ts'
import { list, sql, type Sql } from './sql.ts'

/**
 * Groups of which one member meets every term. It starts where an index leads to few: at the ids of members, else at
 * their names, else at the groups inside groups; what is left reads the memberships of the directory once. `CROSS JOIN`
 * makes SQLite follow the written order, and means the same on PostgreSQL.
 */
export function compileMembers(dialect: Dialect, { tenantId, directoryId }: Stretch, terms: readonly Term[]): Sql {
  if (terms.length === 0) return sql`(r.member_count > 0)`
  const types = typesMeant(terms, ['User', 'Group'])
  if (types.length === 0) return sql`(1 = 0)`
  const ids = termsOn(terms, 'value')
  const names = termsOn(terms, 'display')
  const type =
    types.length === 2
      ? sql``
      : types[0] === 'Group'
        ? sql` AND m.member_type = 'Group'`
        : sql` AND m.member_type = 'User'`
  const members = sql`m.tenant_id = ${tenantId} AND m.directory_id = ${directoryId} AND m.joined = 1${type}${conditionsOn(dialect, ids, sql`m.member_id`)}`
  const named = sql`u.tenant_id = ${tenantId} AND u.directory_id = ${directoryId} AND u.resource_type IN (${list(types)})
        AND u.deleted_at IS NULL${conditionsOn(dialect, names, sql`u.name_key`)}`
  const rows =
    names.length === 0
      ? sql`member m WHERE ${members}`
      : areNarrow(ids)
        ? sql`member m CROSS JOIN resource u WHERE ${members} AND u.id = m.member_id AND ${named}`
        : sql`resource u CROSS JOIN member m WHERE ${named} AND m.member_id = u.id AND ${members}`
  return sql`r.position IN (
    SELECT g.position FROM (SELECT DISTINCT m.group_id AS id FROM ${rows}) AS found CROSS JOIN resource g
    WHERE g.tenant_id = ${tenantId} AND g.directory_id = ${directoryId} AND g.resource_type = 'Group' AND g.id = found.id)`
}
