import { fdatasync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type {
  AdministratorStore,
  ClientStore,
  SetupStore,
  TemplateStore,
  TenantStore,
  TokenStore,
} from '../access/ports.ts'
import type { DirectoryStore, ResourceStore } from '../directory/ports.ts'
import type { Clock } from '../shared/clock.ts'
import { administratorStore } from './administrator-store.ts'
import { clientStore } from './client-store.ts'
import { directoryStore } from './directory-store.ts'
import { migrate } from './migrate.ts'
import { foundation } from './migrations/0001-foundation.ts'
import { administration } from './migrations/0002-administration.ts'
import { Positions } from './positions.ts'
import { lockForThisProcess } from './process-lock.ts'
import { purge } from './purge.ts'
import { resourceStore } from './resource-store.ts'
import { setupStore } from './setup-store.ts'
import { openSqlite } from './sqlite.ts'
import { sql } from './sql.ts'
import { templateStore } from './template-store.ts'
import { tenantStore } from './tenant-store.ts'
import { tokenStore } from './token-store.ts'
import type { Sync } from './wal-flush.ts'

export type StorageOptions = {
  /** A database file, or `:temporary:` for one that `close` removes. */
  readonly path: string
  readonly clock: Clock
  /** The disk failed. Writes are refused from now on; the process should say so and exit. */
  readonly onFatal: (error: Error) => void
  /** See {@link openSqlite}. */
  readonly flush?: 'async' | 'full'
  /** How the log is flushed to the disk. */
  readonly sync?: Sync
}

export type Storage = {
  readonly tenants: TenantStore
  readonly administrators: AdministratorStore
  readonly setup: SetupStore
  readonly clients: ClientStore
  readonly templates: TemplateStore
  readonly tokens: TokenStore
  readonly directories: DirectoryStore
  readonly resources: ResourceStore
  /** Whether it can be read right now. */
  ready(): Promise<boolean>
  /** Deletes for good what can no longer be brought back; to be called once an hour or so. Returns the resources that went. */
  purge(): Promise<number>
  /** Answers what it has accepted, refuses the rest. */
  close(): Promise<void>
}

export const MIGRATIONS = [foundation, administration]

/** Opens the database, brings its schema up to date and gives the stores. Throws {@link StorageError}. */
export async function openStorage({
  path,
  clock,
  onFatal,
  flush = 'async',
  sync = fdatasync,
}: StorageOptions): Promise<Storage> {
  const file = path === ':temporary:' ? temporaryFile() : { path, remove: () => undefined }
  const lock = lockForThisProcess(file.path)
  try {
    const database = openSqlite({ path: file.path, flush, onFatal, sync })
    await migrate(database, MIGRATIONS, clock)
    const positions = new Positions(database.reader)
    const tokens = tokenStore(database)
    return {
      tenants: tenantStore(database),
      administrators: administratorStore(database),
      setup: setupStore(database),
      templates: templateStore(database),
      clients: clientStore(database),
      tokens,
      directories: directoryStore(database, positions, clock),
      resources: resourceStore(database, positions, clock),
      ready: async () => (await database.reader.get(sql`SELECT 1 FROM migration`)) !== undefined,
      purge: () => purge(database, clock()),
      async close() {
        const noted = tokens.flushUses()
        await database.close()
        await noted
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
