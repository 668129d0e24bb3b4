import { fdatasync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { Checkpointer } from './checkpointer.ts'
import type { Database } from './database.ts'
import { GroupCommit, type CommitEngine } from './group-commit.ts'
import { renderer } from './sql.ts'
import { SqliteConnection } from './sqlite-connection.ts'
import { sqliteDialect } from './sqlite-dialect.ts'
import { checkSqliteVersion } from './sqlite-version.ts'
import { SqliteTransaction } from './sqlite-transaction.ts'
import { allOrInDoubt, StorageError } from './storage-error.ts'
import { uniqueIndexNames } from './unique-indexes.ts'
import { WalFlush, type Sync } from './wal-flush.ts'

export type SqliteOptions = {
  readonly path: string
  /**
   * `async`: the log is flushed beside the event loop. `full`: SQLite flushes inside each commit, on the event loop.
   * Both answer a writer only when its rows are on the disk; `docs/decisions/0003-flush-beside-the-event-loop.md`.
   */
  readonly flush: 'async' | 'full'
  /** The disk refused: nothing is written any more, and what was not flushed has been reported as failed. */
  readonly onFatal: (error: Error) => void
  readonly sync?: Sync
}

/** Milliseconds. Only a foreign process (a backup, a shell) can make us wait at all. */
const BUSY_TIMEOUT = 2_000
/** KiB of page cache. The rest of the database is in the page cache of the kernel. */
const WRITER_CACHE = 24_576
const READER_CACHE = 24_576

/** SQLite with one connection that writes, in group commits, and one that reads. */
export function openSqlite({ path, flush, onFatal, sync = fdatasync }: SqliteOptions): Database {
  const writer = openWriter(path, flush)
  const reader = new DatabaseSync(path, { readOnly: true, timeout: BUSY_TIMEOUT })
  reader.exec(`PRAGMA cache_size = -${READER_CACHE}`)
  const dialect = sqliteDialect(uniqueIndexNames(writer))
  const render = renderer((index) => dialect.placeholder(index))
  const fail = (cause: unknown): void => {
    const error = new StorageError(
      'disk',
      `The disk failed while ${path} was being written. Nothing is written any more until a restart.`,
      cause,
    )
    commits.refuse(error)
    onFatal(error)
  }
  const walFlush = flush === 'async' ? new WalFlush(`${path}-wal`, sync, fail) : undefined
  const measure = writer.prepare('PRAGMA wal_checkpoint(NOOP)')
  const checkpointer = new Checkpointer(path, () => {
    const row = measure.get()
    return { log: Number(row?.['log']), copied: Number(row?.['checkpointed']) }
  })
  const connection = new SqliteConnection(writer, render)
  const commits = new GroupCommit<SqliteTransaction>({
    ...transactionStatements(writer, () => checkpointer.noteCommit()),
    writes: () => connection.writes,
    transaction: () => new SqliteTransaction(connection, dialect),
    classify: (error) => dialect.classify(error),
    whenDurable: (callback) => (walFlush === undefined ? callback() : walFlush.whenDurable(callback)),
    pause: () => checkpointer.pause,
    onDiskError: fail,
  })
  return {
    dialect,
    reader: new SqliteConnection(reader, render),
    write: (unit) => commits.write(unit),
    // the queue keeps their order
    writeInOrder: (units) => allOrInDoubt(units.map((unit) => commits.write(unit))),
    async close() {
      await commits.close(new StorageError('closed', `${path} has been closed`))
      await checkpointer.close()
      walFlush?.close()
      reader.close()
      writer.exec('PRAGMA wal_checkpoint(TRUNCATE)')
      writer.close()
    },
  }
}

function openWriter(path: string, flush: 'async' | 'full'): DatabaseSync {
  const writer = new DatabaseSync(path, { timeout: BUSY_TIMEOUT })
  checkSqliteVersion(writer)
  // temp_store: what a savepoint keeps of the pages it touches would else go to a temporary file beyond 64 KiB, which was
  // five writes of seven in a batch of creates
  writer.exec(`
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = ${flush === 'full' ? 'FULL' : 'NORMAL'};
    PRAGMA wal_autocheckpoint = 0;
    PRAGMA cache_size = -${WRITER_CACHE};
    PRAGMA temp_store = MEMORY;
  `)
  // an empty transaction that claims to write creates the -wal file, which the flush has to open
  writer.exec(`BEGIN IMMEDIATE; PRAGMA user_version = 1; COMMIT`)
  return writer
}

type TransactionStatements = Pick<
  CommitEngine<SqliteTransaction>,
  'begin' | 'commit' | 'rollback' | 'savepoint' | 'release' | 'rollbackToSavepoint' | 'isOpen'
>

function transactionStatements(writer: DatabaseSync, afterCommit: () => void): TransactionStatements {
  const begin = writer.prepare('BEGIN IMMEDIATE')
  const commit = writer.prepare('COMMIT')
  const savepoint = writer.prepare('SAVEPOINT unit')
  const release = writer.prepare('RELEASE unit')
  return {
    begin: () => void begin.run(),
    commit: () => {
      commit.run()
      afterCommit()
    },
    rollback: () => writer.exec('ROLLBACK'),
    savepoint: () => void savepoint.run(),
    release: () => void release.run(),
    // rolling back to a savepoint leaves it open
    rollbackToSavepoint: () => writer.exec('ROLLBACK TO unit; RELEASE unit'),
    isOpen: () => writer.isTransaction,
  }
}
