import { DatabaseSync } from 'node:sqlite'
import { StorageError } from './storage-error.ts'

/**
 * One process owns a database file: what it keeps in memory (positions, caches) and its flushing of the log are only
 * right for a single writer. The lock is a transaction that stays open on a companion file, so the operating system
 * drops it with the process, however that ends.
 */
export function lockForThisProcess(path: string): { release(): void } {
  const lock = new DatabaseSync(`${path}.lock`)
  try {
    lock.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    lock.close()
    throw new StorageError(
      'inUse',
      `${path} is being served by another process. Stop that one first, or choose another file.`,
      error,
    )
  }
  return { release: () => lock.close() }
}
