import type { Collection, StoredResource, Walked } from '../directory/ports.ts'
import type { BoundFilter } from '../scim/filter/ast.ts'
import type { WalkQuery } from '../scim/search-query.ts'
import { termsOf } from './compile-element.ts'
import { below, membersOf, nestedIn } from './compile-groups.ts'
import type { Database } from './database.ts'
import { termsOn, typesMeant } from './relation-terms.ts'
import { integer } from './row.ts'
import { sql, type Sql } from './sql.ts'
import { STORED, storedResource } from './stored-resource.ts'

/** The one group whose people a filter asks for, and nothing else. */
export type GroupAskedFor = { readonly id: string; readonly directly: boolean }

/** `groups.value eq "…"`, `groups[value eq "…"]`, and with `type eq "direct"` beside it: how the members of a group are paged. */
export function groupAskedFor({ resourceType }: Collection, filter: BoundFilter): GroupAskedFor | undefined {
  if (resourceType !== 'User' || (filter.kind !== 'compare' && filter.kind !== 'element')) return undefined
  if (filter.path.attribute.relation !== 'groups') return undefined
  const terms = termsOf(filter.kind === 'element' ? filter.filter : filter)
  const [id, ...others] = termsOn(terms, 'value')
  if (id === undefined || id.negated || id.leaf.kind !== 'compare' || id.leaf.operator !== 'eq') return undefined
  const types = termsOn(terms, 'type')
  if (others.length > 0 || types.length < terms.length - 1 || types.some(({ leaf }) => leaf.kind === 'present'))
    return undefined
  const meant = typesMeant(terms, ['direct', 'indirect'])
  return meant.includes('direct') ? { id: id.leaf.key, directly: meant.length === 1 } : undefined
}

type Page = { readonly skip: number; readonly count: number }
type Found = { readonly total: number; readonly resources: readonly StoredResource[] }

/**
 * A page of the people of a group, in the order of their ids: that is the order of the rows of the group, and nearly the
 * one of the list. A page then costs what it skips in one index, and the total is a kept counter. By position every page
 * would be sorted out of all members.
 */
export async function pageOfPeople(
  database: Database,
  collection: Collection,
  group: GroupAskedFor,
  { skip, count }: Page,
): Promise<Found> {
  const { total, ids } = await peopleOf(database, collection, group)
  if (count === 0 || skip >= total) return { total, resources: [] }
  return {
    total,
    resources: await rowsOf(database, collection, sql`${ids} ORDER BY m.member_id LIMIT ${count} OFFSET ${skip}`),
  }
}

/** The same as a walk (RFC 9865). The key of its anchors is the id. */
export async function walkPeople(
  database: Database,
  collection: Collection,
  group: GroupAskedFor,
  { after, count }: WalkQuery,
): Promise<Walked> {
  const { total, ids } = await peopleOf(database, collection, group)
  if (count === 0) return { total, resources: [] }
  const from = after === undefined ? ids : sql`${ids} AND m.member_id > ${String(after.key)}`
  const found = await rowsOf(database, collection, sql`${from} ORDER BY m.member_id LIMIT ${count + 1}`)
  const resources = found.slice(0, count)
  const last = resources.at(-1)
  if (found.length <= count || last === undefined) return { total, resources }
  return { total, resources, next: { position: last.position, key: last.id } }
}

/** How many they are, and a query of their ids that an order and a limit can follow. */
async function peopleOf(
  database: Database,
  collection: Collection,
  group: GroupAskedFor,
): Promise<{ readonly total: number; readonly ids: Sql }> {
  const { tenantId, directoryId } = collection
  const people = (where: Sql): Sql => sql`${membersOf(collection, where)} AND m.member_type = 'User'`
  const direct = sql`SELECT m.member_id AS id FROM member m WHERE ${people(sql`${group.id}`)}`
  const row = await database.reader.get(sql`
    SELECT g.member_count, (SELECT count(*) FROM member n WHERE ${nestedIn(collection, sql`${group.id}`)}) FROM resource g
    WHERE g.tenant_id = ${tenantId} AND g.directory_id = ${directoryId} AND g.resource_type = 'Group' AND g.id = ${group.id}
      AND g.deleted_at IS NULL`)
  if (row === undefined) return { total: 0, ids: direct }
  const nested = integer(row[1])
  if (group.directly || nested === 0) return { total: integer(row[0]) - nested, ids: direct }
  const root = sql`SELECT g.id FROM resource g WHERE g.tenant_id = ${tenantId} AND g.directory_id = ${directoryId}
      AND g.resource_type = 'Group' AND g.id = ${group.id}`
  const all = sql`${below(collection, root)} SELECT DISTINCT m.member_id AS id FROM below CROSS JOIN member m WHERE ${people(sql`below.id`)}`
  const counted = await database.reader.get(sql`SELECT count(*) FROM (${all}) AS people`)
  return { total: integer(counted?.[0] ?? 0), ids: all }
}

async function rowsOf(
  { reader }: Database,
  { tenantId, directoryId, resourceType }: Collection,
  ids: Sql,
): Promise<readonly StoredResource[]> {
  const found = await reader.all(sql`
    SELECT ${STORED} FROM (${ids}) AS page CROSS JOIN resource r
    WHERE r.tenant_id = ${tenantId} AND r.directory_id = ${directoryId} AND r.resource_type = ${resourceType}
      AND r.id = page.id AND r.deleted_at IS NULL ORDER BY r.id`)
  return found.map(storedResource)
}
