import { DatabaseError } from 'pg'
import type { SqlitePlace } from '../../src/storage/open-database.ts'
import { openStorage, type Storage, type StorageOptions } from '../../src/storage/open-storage.ts'
import { aPostgresDatabase } from '../support/postgres-database.ts'
import { testEngines } from '../support/test-engines.ts'

/** One way to keep everything. The suites run once per engine; `open` gives an empty store that `close` removes. */
export type Engine = {
  readonly name: string
  /** What the engine throws when two transactions got into each other's way. */
  conflict(): Error
  /** What a caller meets when that goes on and on. */
  readonly givenUp: { readonly message?: RegExp; readonly problem?: string }
  open(options?: Partial<Pick<StorageOptions, 'clock' | 'onFatal'> & Pick<SqlitePlace, 'sync'>>): Promise<Storage>
}

const defaults = {
  clock: (): number => 0,
  onFatal: (error: Error): never => {
    throw error
  },
}

const sqlite = (flush: 'async' | 'full'): Engine => ({
  name: `SQLite, flush ${flush}`,
  conflict: () => Object.assign(new Error('database is locked'), { errcode: 5 }),
  givenUp: { message: /database is locked/ },
  open: (options = {}) => openStorage({ path: ':temporary:', ...defaults, flush, ...options }),
})

const postgres: Engine = {
  name: 'PostgreSQL',
  conflict: () => Object.assign(new DatabaseError('could not serialize access', 0, 'error'), { code: '40001' }),
  givenUp: { problem: 'unavailable' },
  async open(options = {}) {
    const database = await aPostgresDatabase()
    const storage = await openStorage({ url: database.url, ...defaults, ...options })
    return {
      ...storage,
      async close() {
        await storage.close()
        await database.drop()
      },
    }
  },
}

export const engines: readonly Engine[] = testEngines.flatMap((name) =>
  name === 'sqlite' ? [sqlite('async'), sqlite('full')] : [postgres],
)

/** One of each kind, for what does not depend on how the disk is flushed. */
export const engineKinds: readonly Engine[] = engines.filter(({ name }) => !name.endsWith('full'))
