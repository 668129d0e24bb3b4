import type { ComparisonOperator } from '../scim/filter/ast.ts'
import { MAX_KEY } from '../scim/index-key.ts'
import type { Dialect } from './dialect.ts'
import { unreachable } from '../shared/unreachable.ts'
import { sql, type Sql } from './sql.ts'

/** A text that is compared: under its key, which may be cut, and in full. */
export type Compared = { readonly key: Sql; readonly whole: Sql }

/** A comparison by code point. The empty text is part, start and end of every text. */
export function compareKey(
  dialect: Dialect,
  { key: column, whole }: Compared,
  operator: ComparisonOperator,
  key: string,
): Sql {
  // a cut key begins as its text does, so it answers for everything that is not longer than itself
  const ordered = key.length > MAX_KEY ? whole : column
  switch (operator) {
    case 'eq':
      return sql`${column} = ${key}`
    case 'ne':
      return sql`${column} <> ${key}`
    case 'gt':
      return sql`${ordered} > ${key}`
    case 'ge':
      return sql`${ordered} >= ${key}`
    case 'lt':
      return sql`${ordered} < ${key}`
    case 'le':
      return sql`${ordered} <= ${key}`
    case 'sw':
      return startsWith(ordered, key)
    case 'co':
      return key === '' ? sql`${column} IS NOT NULL` : dialect.contains(whole, key)
    case 'ew':
      return key === '' ? sql`${column} IS NOT NULL` : dialect.endsWith(whole, key)
    default:
      return unreachable(operator)
  }
}

/** A range, so that an index serves it. */
function startsWith(column: Sql, start: string): Sql {
  const end = successor(start)
  return end === undefined ? sql`${column} >= ${start}` : sql`${column} >= ${start} AND ${column} < ${end}`
}

/** The least text that is greater, by code point, than every text starting with `start`; undefined if there is none. */
export function successor(start: string): string | undefined {
  const points = Array.from(start, (character) => character.codePointAt(0) ?? 0)
  while (points.length > 0) {
    const last = points.pop() ?? 0
    if (last === 0x10ffff) continue
    // surrogates are not characters: after U+D7FF comes U+E000
    return String.fromCodePoint(...points, last === 0xd7ff ? 0xe000 : last + 1)
  }
  return undefined
}
