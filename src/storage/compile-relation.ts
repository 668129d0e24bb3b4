import type { Term } from './compile-element.ts'
import { compileGroups } from './compile-groups.ts'
import { compileMembers } from './compile-members.ts'
import type { Dialect } from './dialect.ts'
import type { Stretch } from './scope.ts'
import { sql, type Sql } from './sql.ts'

/**
 * `members` of a group, `groups` of a user: one of them meets every term. As positions, because in the order of a list
 * SQLite would otherwise walk all of the list.
 */
export function compileRelation(
  dialect: Dialect,
  collection: Stretch,
  relation: 'members' | 'groups',
  terms: readonly Term[],
): Sql {
  // whoever is in the relation has every part of it
  const present = terms.filter(({ leaf }) => leaf.kind === 'present')
  if (present.some(({ negated }) => negated)) return sql`(1 = 0)`
  const left = terms.filter(({ leaf }) => leaf.kind !== 'present')
  return relation === 'members' ? compileMembers(dialect, collection, left) : compileGroups(dialect, collection, left)
}
