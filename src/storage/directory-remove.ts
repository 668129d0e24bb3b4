import type { Directory } from '../directory/ports.ts'
import { ok } from '../shared/result.ts'
import type { Database, Transaction } from './database.ts'
import { integer, text } from './row.ts'
import { sql, type Sql } from './sql.ts'

type Scope = Pick<Directory, 'tenantId' | 'directoryId'>

/** Rows a transaction, so that the writes of others come in between. */
const AT_ONCE = 2_000

/** Takes the directory out of sight, with its domains and tokens, and gives its live counts. False when it was gone. */
export async function hideDirectory(
  transaction: Transaction,
  { tenantId, directoryId }: Scope,
  at: number,
): Promise<boolean> {
  const hidden = await transaction.run(sql`
    UPDATE directory SET removed_at = ${at}
    WHERE tenant_id = ${tenantId} AND directory_id = ${directoryId} AND removed_at IS NULL`)
  await transaction.run(sql`DELETE FROM domain WHERE tenant_id = ${tenantId} AND directory_id = ${directoryId}`)
  return hidden === 1
}

export async function readCounts(
  transaction: Pick<Transaction, 'all'>,
  { tenantId, directoryId }: Scope,
): Promise<ReadonlyMap<string, number>> {
  const found = await transaction.all(sql`
    SELECT resource_type, live FROM collection WHERE tenant_id = ${tenantId} AND directory_id = ${directoryId}`)
  return new Map(found.map((row) => [text(row[0]), integer(row[1])]))
}

/** Deletes what a hidden directory has left behind, step by step; its own row goes last, so a restart can go on. */
export async function sweepDirectory(database: Database, { tenantId, directoryId }: Scope): Promise<void> {
  const own = sql`tenant_id = ${tenantId} AND directory_id = ${directoryId}`
  // each by its primary key, which exists on every engine, where LIMIT on a DELETE does not
  const steps = [
    sql`DELETE FROM resource_value WHERE (tenant_id, directory_id, resource_type, path, key, position, element) IN (
      SELECT tenant_id, directory_id, resource_type, path, key, position, element FROM resource_value WHERE ${own} LIMIT ${AT_ONCE})`,
    sql`DELETE FROM member WHERE (tenant_id, directory_id, group_id, member_id) IN (
      SELECT tenant_id, directory_id, group_id, member_id FROM member WHERE ${own} LIMIT ${AT_ONCE})`,
    sql`DELETE FROM resource WHERE (tenant_id, directory_id, resource_type, id) IN (
      SELECT tenant_id, directory_id, resource_type, id FROM resource WHERE ${own} LIMIT ${AT_ONCE})`,
    sql`DELETE FROM unique_value WHERE (tenant_id, directory_id, resource_type, name, key) IN (
      SELECT tenant_id, directory_id, resource_type, name, key FROM unique_value
      WHERE tenant_id = ${tenantId} AND holder_directory_id = ${directoryId} LIMIT ${AT_ONCE})`,
    sql`DELETE FROM change WHERE (tenant_id, directory_id, sequence) IN (
      SELECT tenant_id, directory_id, sequence FROM change WHERE ${own} LIMIT ${AT_ONCE})`,
  ]
  for (const step of steps) while ((await runAlone(database, step)) > 0);
  await runAlone(database, sql`DELETE FROM collection WHERE ${own}`)
  await runAlone(database, sql`DELETE FROM schema_version WHERE ${own}`)
  await runAlone(database, sql`DELETE FROM token WHERE ${own}`)
  await runAlone(database, sql`DELETE FROM directory WHERE ${own} AND removed_at IS NOT NULL`)
}

async function runAlone(database: Database, statement: Sql): Promise<number> {
  const done = await database.write(async (transaction) => ok(await transaction.run(statement)))
  return done.ok ? done.value : 0
}
