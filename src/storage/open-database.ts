import { fdatasync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Clock } from '../shared/clock.ts'
import type { Database } from './database.ts'
import { migrate, type Migration } from './migrate.ts'
import { openPostgres } from './postgres.ts'
import { lockForThisProcess } from './process-lock.ts'
import { openSqlite } from './sqlite.ts'
import type { Sync } from './wal-flush.ts'

export type SqlitePlace = {
  /** A database file, or `:temporary:` for one that `close` removes. */
  readonly path: string
  /** See {@link openSqlite}. */
  readonly flush?: 'async' | 'full'
  /** How the log is flushed to the disk. */
  readonly sync?: Sync
}

export type PostgresPlace = {
  /** `postgres://…`, see {@link openPostgres}. */
  readonly url: string
  /** Between 0 and 1: spreads the tries of transactions that got into each other's way. */
  readonly random?: () => number
}

type Effects = { readonly clock: Clock; readonly onFatal: (error: Error) => void }

/** Opens the database on either engine and brings its schema up to date. Throws {@link StorageError}. */
export function openDatabase(
  place: (SqlitePlace | PostgresPlace) & Effects,
  migrations: readonly Migration[],
): Promise<Database> {
  return 'url' in place ? openServer(place, migrations) : openFile(place, migrations)
}

/** PostgreSQL has no failure that only a restart of ours mends, so nothing is ever fatal here. */
async function openServer(
  { url, random = Math.random, clock }: PostgresPlace & Effects,
  migrations: readonly Migration[],
): Promise<Database> {
  const migrating = await openPostgres({ url, random, forMigration: true })
  try {
    await migrate(migrating, migrations, clock)
  } finally {
    await migrating.close()
  }
  return openPostgres({ url, random })
}

async function openFile(
  { path, flush = 'async', sync = fdatasync, clock, onFatal }: SqlitePlace & Effects,
  migrations: readonly Migration[],
): Promise<Database> {
  const file = path === ':temporary:' ? temporaryFile() : { path, remove: () => undefined }
  const lock = lockForThisProcess(file.path)
  try {
    const database = openSqlite({ path: file.path, flush, onFatal, sync })
    await migrate(database, migrations, clock)
    return {
      ...database,
      async close() {
        await database.close()
        lock.release()
        file.remove()
      },
    }
  } catch (error) {
    lock.release()
    throw error
  }
}

function temporaryFile(): { readonly path: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'muster-'))
  return { path: join(folder, 'muster.db'), remove: () => rmSync(folder, { recursive: true, force: true }) }
}
