import { Worker } from 'node:worker_threads'
import type { CheckpointReport } from './checkpoint-worker.ts'

/** Pages of 4 KiB: start copying at 32 MiB, let writers wait at 64 MiB. */
const START_AT = 8_192
const PAUSE_AT = 16_384
/** How far the log may grow on when a foreign reader keeps a checkpoint from getting through. */
const GRACE = 4_096

/**
 * Keeps the write-ahead log short. A passive checkpoint never blocks anybody, but under constant writing it never
 * reaches the end of the log either, and only a log copied to its end is started over. So when the log has grown too
 * long the writers (not the readers) wait for one checkpoint; the ones before have left it little to do.
 */
export class Checkpointer {
  readonly #path: string
  readonly #measure: () => CheckpointReport
  #worker: Worker | undefined
  #working = false
  #closing = false
  #pauseAt = PAUSE_AT
  #resume: (() => void) | undefined
  #pause: Promise<void> | undefined

  /** `measure` gives the pages in the log and how many of them have been copied. */
  constructor(path: string, measure: () => CheckpointReport) {
    this.#path = path
    this.#measure = measure
  }

  get pause(): Promise<void> | undefined {
    return this.#pause
  }

  /** After every commit: looking costs 1.3 µs, and one commit may bring megabytes. */
  noteCommit(): void {
    const { log, copied } = this.#measure()
    if (log - copied >= START_AT || log >= this.#pauseAt) this.#order()
    if (log >= this.#pauseAt && this.#pause === undefined) {
      this.#pause = new Promise((resolve) => {
        this.#resume = resolve
      })
    }
  }

  async close(): Promise<void> {
    const worker = this.#worker
    if (worker === undefined) return
    const exited = new Promise((resolve) => worker.once('exit', resolve))
    // nothing else may be keeping the process alive by now, and the report of a checkpoint under way must not let go of it
    this.#closing = true
    worker.ref()
    worker.postMessage('close')
    await exited
  }

  #order(): void {
    if (this.#working) return
    this.#working = true
    this.#worker ??= this.#start()
    this.#worker.ref()
    this.#worker.postMessage('checkpoint')
  }

  #start(): Worker {
    const worker = new Worker(new URL('./checkpoint-worker.ts', import.meta.url), { workerData: this.#path })
    worker.on('message', (report: CheckpointReport) => this.#finish(report))
    worker.on('error', () => this.#giveUp())
    worker.unref()
    return worker
  }

  #finish({ log }: CheckpointReport): void {
    this.#working = false
    if (!this.#closing) this.#worker?.unref()
    if (this.#pause === undefined) return
    const now = this.#measure()
    const reachedEnd = now.copied >= now.log
    // the checkpoint that was under way when the writers stopped could not see their last commits
    if (!reachedEnd && log < now.log) return this.#order()
    this.#pauseAt = reachedEnd ? PAUSE_AT : now.log + GRACE
    this.#letGo()
  }

  /** Without the thread the log grows, which costs disk but no data; the next order starts another. */
  #giveUp(): void {
    this.#worker = undefined
    this.#working = false
    this.#letGo()
  }

  #letGo(): void {
    this.#pause = undefined
    this.#resume?.()
    this.#resume = undefined
  }
}
