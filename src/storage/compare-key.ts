import type { Dialect } from './dialect.ts'
import { sql, type Sql } from './sql.ts'

export type Operator = 'eq' | 'co' | 'sw' | 'ew' | 'gt' | 'lt' | 'ge' | 'le'

/** A comparison of a text column with a key, by code point. The empty string is part, start and end of every text. */
export function compareKey(dialect: Dialect, column: Sql, operator: Operator, key: string): Sql {
  switch (operator) {
    case 'eq':
      return sql`${column} = ${key}`
    case 'gt':
      return sql`${column} > ${key}`
    case 'ge':
      return sql`${column} >= ${key}`
    case 'lt':
      return sql`${column} < ${key}`
    case 'le':
      return sql`${column} <= ${key}`
    case 'sw':
      return startsWith(column, key)
    case 'co':
      return key === '' ? sql`${column} IS NOT NULL` : dialect.contains(column, key)
    case 'ew':
      return key === '' ? sql`${column} IS NOT NULL` : dialect.endsWith(column, key)
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
