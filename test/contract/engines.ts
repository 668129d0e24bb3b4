import type { SqlitePlace } from '../../src/storage/open-database.ts'
import { openStorage, type Storage, type StorageOptions } from '../../src/storage/open-storage.ts'

/** One way to keep everything. The suites run once per engine; `open` gives an empty store that `close` removes. */
export type Engine = {
  readonly name: string
  /** What the engine throws when two transactions got into each other's way. */
  conflict(): Error
  open(options?: Partial<Pick<StorageOptions, 'clock' | 'onFatal'> & Pick<SqlitePlace, 'sync'>>): Promise<Storage>
}

const sqlite = (flush: 'async' | 'full'): Engine => ({
  name: `SQLite, flush ${flush}`,
  conflict: () => Object.assign(new Error('database is locked'), { errcode: 5 }),
  open: (options = {}) =>
    openStorage({
      path: ':temporary:',
      clock: () => 0,
      onFatal: (error) => {
        throw error
      },
      flush,
      ...options,
    }),
})

export const engines: readonly Engine[] = [sqlite('async'), sqlite('full')]
