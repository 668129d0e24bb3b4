import { closeSync, openSync } from 'node:fs'

/** `fs.fdatasync`, or a disk that fails in a test. */
export type Sync = (file: number, callback: (error: Error | null) => void) => void

/**
 * Flushes SQLite's write-ahead log beside the event loop, which with `synchronous=NORMAL` is all that `FULL` adds to a
 * commit. One flush is under way at a time; it covers every commit made before it started, and what commits meanwhile
 * waits for the next. A flush that failed is never tried again: the kernel may have dropped the pages and would report
 * success (the "fsync gate" of 2018).
 */
export class WalFlush {
  readonly #file: number
  readonly #sync: Sync
  readonly #onFailure: (error: Error) => void
  #waiting: ((problem?: Error) => void)[] = []
  #underWay = false
  #failed: Error | undefined

  /** Opening and closing the log by ourselves is safe: SQLite's locks are on the database and the `-shm` file. */
  constructor(path: string, sync: Sync, onFailure: (error: Error) => void) {
    this.#file = openSync(path, 'r+')
    this.#sync = sync
    this.#onFailure = onFailure
  }

  whenDurable(callback: (problem?: Error) => void): void {
    if (this.#failed !== undefined) return callback(this.#failed)
    this.#waiting.push(callback)
    this.#start()
  }

  close(): void {
    closeSync(this.#file)
  }

  #start(): void {
    if (this.#underWay || this.#waiting.length === 0) return
    this.#underWay = true
    const covered = this.#waiting
    this.#waiting = []
    this.#sync(this.#file, (error) => this.#finish(covered, error))
  }

  #finish(covered: readonly ((problem?: Error) => void)[], error: Error | null): void {
    this.#underWay = false
    if (error === null) {
      for (const callback of covered) callback()
      return this.#start()
    }
    this.#failed = error
    for (const callback of [...covered, ...this.#waiting.splice(0)]) callback(error)
    this.#onFailure(error)
  }
}
