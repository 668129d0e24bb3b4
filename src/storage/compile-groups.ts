import type { Term } from './compile-element.ts'
import type { Dialect } from './dialect.ts'
import { conditionsOn, termsOn, typesMeant } from './relation-terms.ts'
import { liveIn, type Stretch } from './scope.ts'
import { sql, type Sql } from './sql.ts'

/**
 * Users of whom one group meets every term, through whichever way they are in it: what a filter finds is what `groups` of
 * the user shows. From the groups downwards; groups inside groups have an index of their own (`member_nested`), so that
 * nobody reads the people of a group to find the groups in it.
 */
export function compileGroups(dialect: Dialect, collection: Stretch, terms: readonly Term[]): Sql {
  const types = typesMeant(terms, ['direct', 'indirect'])
  if (types.length === 0) return sql`(1 = 0)`
  const ids = termsOn(terms, 'value')
  const names = termsOn(terms, 'display')
  const { tenantId, directoryId } = collection
  // a deleted group keeps its member rows for an undo
  const groups = sql`g.tenant_id = ${tenantId} AND g.directory_id = ${directoryId} AND g.resource_type = 'Group'
      AND g.deleted_at IS NULL${conditionsOn(dialect, ids, sql`g.id`)}${conditionsOn(dialect, names, sql`g.name_key`)}`
  if (types.length === 1 && types[0] === 'indirect') return indirectly(collection, groups)
  // who is in any group is in one directly
  const isAny = ids.length === 0 && names.length === 0
  return types.length === 1 || isAny ? directly(collection, groups) : eitherWay(collection, groups)
}

const directly = (collection: Stretch, groups: Sql): Sql =>
  collection.within === undefined
    ? sql`r.position IN (
    SELECT u.position FROM resource g CROSS JOIN member m CROSS JOIN resource u
    WHERE ${groups} AND ${membersOf(collection, sql`g.id`)} AND ${userIs(collection)})`
    : sql`r.position IN (${inStretch(collection)} AND m.group_id IN (SELECT g.id FROM resource g WHERE ${groups}))`

function eitherWay(collection: Stretch, groups: Sql): Sql {
  const all = below(collection, sql`SELECT g.id FROM resource g WHERE ${groups}`)
  return collection.within === undefined
    ? sql`r.position IN (
    ${all} SELECT u.position FROM below CROSS JOIN member m CROSS JOIN resource u
    WHERE ${membersOf(collection, sql`below.id`)} AND ${userIs(collection)})`
    : sql`r.position IN (${all} ${inStretch(collection)} AND m.group_id IN (SELECT below.id FROM below))`
}

/** From the people of a slice to their groups: the other way round each slice would read all members of the groups. */
const inStretch = (collection: Stretch): Sql =>
  sql`SELECT u.position FROM resource u CROSS JOIN member m
    WHERE ${liveIn(collection, sql`u`)} AND m.tenant_id = ${collection.tenantId} AND m.directory_id = ${collection.directoryId}
      AND m.member_id = u.id AND m.joined = 1`

/** In a group below, and not in the group itself: then the membership is shown as a direct one. */
const indirectly = (collection: Stretch, groups: Sql): Sql => sql`r.position IN (
    WITH RECURSIVE below (root, id) AS (
      SELECT g.id, n.member_id FROM resource g CROSS JOIN member n WHERE ${groups} AND ${nestedIn(collection, sql`g.id`)}
      UNION
      SELECT below.root, n.member_id FROM below CROSS JOIN member n WHERE ${nestedIn(collection, sql`below.id`)}
    )
    SELECT u.position FROM below CROSS JOIN member m CROSS JOIN resource u
    LEFT JOIN member d ON d.tenant_id = ${collection.tenantId} AND d.directory_id = ${collection.directoryId}
      AND d.group_id = below.root AND d.member_id = m.member_id AND d.joined = 1
    WHERE ${membersOf(collection, sql`below.id`)} AND ${userIs(collection)} AND d.member_id IS NULL)`

/** Defines `below`: the ids that `roots` selects, and those of all groups inside them. */
export const below = (collection: Stretch, roots: Sql): Sql => sql`WITH RECURSIVE below (id) AS (
      ${roots} UNION SELECT n.member_id FROM below CROSS JOIN member n WHERE ${nestedIn(collection, sql`below.id`)}
    )`

/** The condition stands as in the index: an engine uses a partial index only then. */
export const nestedIn = ({ tenantId, directoryId }: Stretch, group: Sql): Sql =>
  sql`n.tenant_id = ${tenantId} AND n.directory_id = ${directoryId} AND n.group_id = ${group} AND n.joined = 1 AND n.member_type = 'Group'`

export const membersOf = ({ tenantId, directoryId }: Stretch, group: Sql): Sql =>
  sql`m.tenant_id = ${tenantId} AND m.directory_id = ${directoryId} AND m.group_id = ${group} AND m.joined = 1`

const userIs = ({ tenantId, directoryId, resourceType }: Stretch): Sql =>
  sql`u.tenant_id = ${tenantId} AND u.directory_id = ${directoryId} AND u.resource_type = ${resourceType} AND u.id = m.member_id`
