import type { DatabaseSync } from 'node:sqlite'

const QUERY = `
  SELECT i.name AS name,
    (SELECT string_agg(t.name || '.' || c.name, ', ' ORDER BY c.seqno) FROM pragma_index_info(i.name) c) AS columns
  FROM sqlite_schema t, pragma_index_list(t.name) i
  WHERE t.type = 'table' AND i."unique" = 1`

/** Names a unique index by the columns that SQLite reports. Read from the catalogue at the first violation, and again when one is unknown. */
export function uniqueIndexNames(connection: DatabaseSync): (columns: string) => string {
  const names = new Map<string, string>()
  return (columns) => {
    if (!names.has(columns)) {
      for (const row of connection.prepare(QUERY).all()) names.set(String(row['columns']), String(row['name']))
    }
    return names.get(columns) ?? columns
  }
}
