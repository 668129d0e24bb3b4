import type { Dialect, EngineError } from './dialect.ts'
import { sql } from './sql.ts'

/** `indexOfColumns` names a unique index by its columns, because SQLite reports `resource.tenant_id, resource.name_key`. */
export const sqliteDialect = (indexOfColumns: (columns: string) => string): Dialect => ({
  name: 'sqlite',
  placeholder: () => '?',
  clustered: ' WITHOUT ROWID',
  contains: (column, part) => sql`instr(${column}, ${part}) > 0`,
  schema: (statement) => statement,
  // length() counts code points, as substr() does; a JavaScript length would count UTF-16 units
  endsWith: (column, end) => sql`substr(${column}, -length(${end})) = ${end}`,
  manyWriters: false,
  blocks: true,
  classify: (error) => classify(error, indexOfColumns),
})

const BUSY = 5
const IOERR = 10
const CORRUPT = 11
const CONSTRAINT_UNIQUE = 2067
const CONSTRAINT_PRIMARY_KEY = 1555

function classify(error: unknown, indexOfColumns: (columns: string) => string): EngineError {
  const code = error instanceof Error && 'errcode' in error ? Number(error.errcode) : 0
  if (code === CONSTRAINT_UNIQUE || code === CONSTRAINT_PRIMARY_KEY) {
    const columns = error instanceof Error ? error.message.replace('UNIQUE constraint failed: ', '') : ''
    return { kind: 'unique', index: indexOfColumns(columns) }
  }
  // the low byte is the primary code, the rest says which kind of it
  const primary = code & 0xff
  if (primary === BUSY) return { kind: 'busy' }
  return { kind: primary === IOERR || primary === CORRUPT ? 'disk' : 'other' }
}
