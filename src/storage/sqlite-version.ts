import type { DatabaseSync } from 'node:sqlite'
import { StorageError } from './storage-error.ts'

/** Withdrawn by its authors. */
const WITHDRAWN = '3.52.0'
const OLDEST = [3, 51, 3] as const

/**
 * Before 3.51.3 two connections and a checkpoint at the wrong moment could lose committed rows (the WAL-reset race, in
 * every version since 3.7.0). We have two connections and a checkpointing thread.
 */
export function isSafeSqlite(version: string): boolean {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number)
  const difference = [major - OLDEST[0], minor - OLDEST[1], patch - OLDEST[2]].find((part) => part !== 0) ?? 0
  return difference >= 0 && version !== WITHDRAWN
}

export function checkSqliteVersion(connection: DatabaseSync): void {
  const version = String(connection.prepare('SELECT sqlite_version() AS version').get()?.['version'])
  if (isSafeSqlite(version)) return
  throw new StorageError(
    'unsafeEngine',
    `The SQLite ${version} in this runtime can lose committed rows. Use a Node.js with SQLite 3.51.3 or later, for instance the one that npm start installs.`,
  )
}
