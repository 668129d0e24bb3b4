import type { Dialect } from './dialect.ts'
import { classifyPostgres } from './postgres-errors.ts'
import { sql } from './sql.ts'

export const postgresDialect: Dialect = {
  name: 'postgres',
  placeholder: (index) => `$${index}`,
  clustered: '',
  // a database of any locale then orders and compares as the other engine does, and an index serves ranges
  schema: (statement) => statement.replaceAll(/\btext\b/g, 'text COLLATE "C"'),
  contains: (column, part) => sql`strpos(${column}, ${part}) > 0`,
  endsWith: (column, end) => sql`right(${column}, char_length(${end})) = ${end}`,
  manyWriters: true,
  blocks: false,
  classify: classifyPostgres,
}
