import { createHash } from 'node:crypto'
import type { Clock } from '../shared/clock.ts'
import { ok } from '../shared/result.ts'
import type { Database, Transaction } from './database.ts'
import type { Dialect } from './dialect.ts'
import { integer, text } from './row.ts'
import { sql, type Sql } from './sql.ts'
import { StorageError } from './storage-error.ts'

export type Migration = {
  readonly number: number
  readonly name: string
  readonly statements: (dialect: Dialect) => readonly string[]
  /** Runs behind the statements: for what only our own code can work out. */
  readonly fill?: (transaction: Transaction) => Promise<void>
}

/**
 * Brings the schema up to date, all in one transaction; of several processes at once one does and the others wait for it.
 * Refuses a database that a newer or a changed program wrote.
 */
export async function migrate(database: Database, migrations: readonly Migration[], clock: Clock): Promise<void> {
  await makeLock(database)
  await database.write(async (transaction) => {
    transaction.lock(sql`SELECT number FROM migration WHERE number = ${LOCK}`)
    const applied = await readApplied(transaction)
    refuseStrangers(applied, migrations)
    for (const migration of migrations) await apply(database.dialect, transaction, migration, applied, clock())
    return ok(undefined)
  })
}

/** Number of the row that is no migration: who holds it migrates. (An advisory lock would not work on every engine we want.) */
const LOCK = 0

async function makeLock(database: Database): Promise<void> {
  const make = database.dialect.schema(
    'CREATE TABLE IF NOT EXISTS migration (number integer PRIMARY KEY, name text NOT NULL, checksum text NOT NULL, applied_at bigint NOT NULL)',
  )
  const made = await database.write(async (transaction) => {
    // of two at once that both find no table, PostgreSQL refuses one in spite of IF NOT EXISTS
    const table = await transaction.attempt(raw(make))
    if (table.ok) {
      await transaction.run(sql`
        INSERT INTO migration (number, name, checksum, applied_at) VALUES (${LOCK}, 'lock', '', 0)
        ON CONFLICT (number) DO NOTHING`)
    }
    return ok(table.ok)
  })
  if (!made.ok || !made.value) await makeLock(database)
}

const raw = (statement: string): Sql => ({ strings: [statement], values: [] })

async function readApplied(transaction: Transaction): Promise<ReadonlyMap<number, string>> {
  const found = await transaction.all(
    sql`SELECT number, checksum FROM migration WHERE number > ${LOCK} ORDER BY number`,
  )
  return new Map(found.map((row) => [integer(row[0]), text(row[1])]))
}

function refuseStrangers(applied: ReadonlyMap<number, string>, migrations: readonly Migration[]): void {
  const newest = Math.max(0, ...applied.keys())
  if (newest <= Math.max(0, ...migrations.map((migration) => migration.number))) return
  throw new StorageError(
    'newerSchema',
    `The database was written by a newer version of Muster (schema ${newest}). Start that version, or restore a backup.`,
  )
}

async function apply(
  dialect: Dialect,
  transaction: Transaction,
  migration: Migration,
  applied: ReadonlyMap<number, string>,
  at: number,
): Promise<void> {
  const statements = migration.statements(dialect).map((statement) => dialect.schema(statement))
  const checksum = createHash('sha256').update(statements.join(';\n')).digest('hex')
  const known = applied.get(migration.number)
  if (known === checksum) return
  if (known !== undefined) {
    throw new StorageError(
      'changedMigration',
      `Migration ${migration.number} (${migration.name}) was changed after this database had been through it. Migrations are only ever added.`,
    )
  }
  for (const statement of statements) await transaction.run(raw(statement))
  await migration.fill?.(transaction)
  await transaction.run(
    sql`INSERT INTO migration (number, name, checksum, applied_at) VALUES (${migration.number}, ${migration.name}, ${checksum}, ${at})`,
  )
}
