import type { Directory } from '../directory/ports.ts'
import type { Queryable, Row } from './database.ts'
import { integer, text } from './row.ts'
import { sql } from './sql.ts'

/** A directory without what its definitions are compiled to. */
export type DirectoryRecord = Omit<Directory, 'resourceTypes'>

/** The tenant's directories in the order they were made. */
export async function readDirectories(reader: Queryable, tenantId: number): Promise<readonly DirectoryRecord[]> {
  const domains = await reader.all(sql`
    SELECT directory_id, domain FROM domain WHERE tenant_id = ${tenantId} ORDER BY directory_id, place`)
  const found = await reader.all(sql`
    SELECT tenant_id, directory_id, uuid, slug, type, name, created_at, schema_version FROM directory
    WHERE tenant_id = ${tenantId} AND removed_at IS NULL ORDER BY directory_id`)
  return found.map((row) => toDirectory(row, domains))
}

const toDirectory = (row: Row, domains: readonly Row[]): DirectoryRecord => ({
  tenantId: integer(row[0]),
  directoryId: integer(row[1]),
  uuid: text(row[2]),
  slug: text(row[3]),
  type: row[4] === 'LOCAL_DIRECTORY' ? 'LOCAL_DIRECTORY' : 'OTHER_DIRECTORY',
  name: text(row[5]),
  domains: domains.filter((domain) => domain[0] === row[1]).map((domain) => text(domain[1])),
  createdAt: integer(row[6]),
  schemaVersion: integer(row[7]),
})
