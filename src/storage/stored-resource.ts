import type { StoredResource } from '../directory/ports.ts'
import type { Row } from './database.ts'
import { integer, text } from './row.ts'
import { sql } from './sql.ts'

/** What {@link storedResource} reads, in its order. */
export const STORED = sql`r.id, r.position, r.version, r.created_at, r.modified_at, r.member_count, r.stem`

export const storedResource = (row: Row): StoredResource => ({
  id: text(row[0]),
  position: integer(row[1]),
  version: integer(row[2]),
  created: integer(row[3]),
  lastModified: integer(row[4]),
  memberCount: integer(row[5]),
  stem: text(row[6]),
})
