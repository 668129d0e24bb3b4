import type { Collection, Directory, SchemaChanged, SchemaStore, TypeInUse } from '../directory/ports.ts'
import { fail, ok, type Result } from '../shared/result.ts'
import { appendAudit } from './audit-append.ts'
import type { Database, Transaction } from './database.ts'
import type { DirectoryList } from './directory-list.ts'
import type { Positions } from './positions.ts'
import { integer } from './row.ts'
import { insertVersion, readDefinitions, readVersions } from './schema-record.ts'
import { list, sql, type Sql } from './sql.ts'
import { STORED, storedResource } from './stored-resource.ts'
import { liveIn } from './scope.ts'

/** Rows a transaction, so that the writes of others come in between. */
const AT_ONCE = 2_000

export function schemaStore(database: Database, positions: Positions, directories: DirectoryList): SchemaStore {
  const { reader } = database
  return {
    definitions: (directory, version) => readDefinitions(reader, directory, version),
    history: (directory, count) => readVersions(reader, directory, count),
    keep: (directory, next, audit) =>
      database.write(async (transaction): Promise<Result<void, SchemaChanged | TypeInUse>> => {
        const { tenantId, directoryId, schemaVersion } = directory
        const version = schemaVersion + 1
        const moved = await transaction.run(sql`
          UPDATE directory SET schema_version = ${version}
          WHERE tenant_id = ${tenantId} AND directory_id = ${directoryId} AND schema_version = ${schemaVersion}
            AND removed_at IS NULL`)
        if (moved === 0) return fail({ kind: 'schemaChanged' })
        if (next.ending !== undefined) {
          const live = await liveCount(transaction, { tenantId, directoryId, resourceType: next.ending })
          if (live > 0) return fail({ kind: 'typeInUse', live })
        }
        await insertVersion(transaction, directory, version, next)
        await appendAudit(transaction, tenantId, audit)
        transaction.afterCommit(() => directories.forget(tenantId))
        return ok(undefined)
      }),
    async page(collection, after, count) {
      const found = await reader.all(sql`
        SELECT ${STORED} FROM resource r WHERE ${liveIn(collection)} AND r.position > ${after}
        ORDER BY r.position LIMIT ${count}`)
      return found.map(storedResource)
    },
    async forgetValues(collection, paths, uniqueNames) {
      for (const path of paths) await deleteByPath(database, collection, path)
      if (uniqueNames.length > 0) await deleteUnique(database, collection, uniqueNames)
    },
    async forgetType(collection) {
      const { tenantId, directoryId } = collection
      for (const statement of leftovers(collection)) while ((await runAlone(database, statement)) > 0);
      positions.forget(tenantId, directoryId)
    },
    async unsettled() {
      const found = await reader.all(sql`
        SELECT tenant_id, directory_id, indexed_version FROM directory
        WHERE removed_at IS NULL AND indexed_version < schema_version`)
      const pending: { directory: Directory; indexedVersion: number }[] = []
      for (const row of found) {
        const all = await directories.of(integer(row[0]))
        const directory = all.find(({ directoryId }) => directoryId === row[1])
        if (directory !== undefined) pending.push({ directory, indexedVersion: integer(row[2]) })
      }
      return pending
    },
    async indexedVersion({ tenantId, directoryId }) {
      const row = await reader.get(sql`
        SELECT indexed_version FROM directory WHERE tenant_id = ${tenantId} AND directory_id = ${directoryId}`)
      return row === undefined ? undefined : integer(row[0])
    },
    async settled({ tenantId, directoryId, schemaVersion }) {
      await runAlone(
        database,
        sql`UPDATE directory SET indexed_version = ${schemaVersion}
        WHERE tenant_id = ${tenantId} AND directory_id = ${directoryId} AND indexed_version < ${schemaVersion}`,
      )
    },
  }
}

async function liveCount(
  transaction: Transaction,
  { tenantId, directoryId, resourceType }: Collection,
): Promise<number> {
  const row = await transaction.get(sql`
    SELECT live FROM collection
    WHERE tenant_id = ${tenantId} AND directory_id = ${directoryId} AND resource_type = ${resourceType}`)
  return row === undefined ? 0 : integer(row[0])
}

/** By primary key, as everything that goes in steps: LIMIT on a DELETE does not exist everywhere. */
async function deleteByPath(
  database: Database,
  { tenantId, directoryId, resourceType }: Collection,
  path: string,
): Promise<void> {
  const step = sql`
    DELETE FROM resource_value WHERE (tenant_id, directory_id, resource_type, path, position, element, key) IN (
      SELECT tenant_id, directory_id, resource_type, path, position, element, key FROM resource_value
      WHERE tenant_id = ${tenantId} AND directory_id = ${directoryId} AND resource_type = ${resourceType}
        AND path = ${path} LIMIT ${AT_ONCE})`
  while ((await runAlone(database, step)) > 0);
}

async function deleteUnique(
  database: Database,
  { tenantId, directoryId, resourceType }: Collection,
  names: readonly string[],
): Promise<void> {
  const step = sql`
    DELETE FROM unique_value WHERE (tenant_id, directory_id, resource_type, name, key) IN (
      SELECT tenant_id, directory_id, resource_type, name, key FROM unique_value
      WHERE tenant_id = ${tenantId} AND holder_directory_id = ${directoryId} AND holder_type = ${resourceType}
        AND name IN (${list(names)}) LIMIT ${AT_ONCE})`
  while ((await runAlone(database, step)) > 0);
}

/** What a type without live resources leaves: what was deleted and could have been brought back. Its change log stays. */
const leftovers = ({ tenantId, directoryId, resourceType }: Collection): readonly Sql[] => {
  const own = sql`tenant_id = ${tenantId} AND directory_id = ${directoryId} AND resource_type = ${resourceType}`
  return [
    sql`DELETE FROM resource WHERE (tenant_id, directory_id, resource_type, id) IN (
      SELECT tenant_id, directory_id, resource_type, id FROM resource WHERE ${own} LIMIT ${AT_ONCE})`,
    sql`DELETE FROM resource_value WHERE ${own}`,
    sql`DELETE FROM collection WHERE ${own}`,
  ]
}

async function runAlone(database: Database, statement: Sql): Promise<number> {
  const done = await database.write(async (transaction) => ok(await transaction.run(statement)))
  return done.ok ? done.value : 0
}
