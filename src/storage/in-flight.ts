import { StorageError } from './storage-error.ts'

/** What has been accepted and not answered yet, so that closing can wait for it. */
export class InFlight {
  readonly #reason: string
  #running = 0
  #closed = false
  #whenIdle: (() => void)[] = []

  constructor(reason: string) {
    this.#reason = reason
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#closed) throw new StorageError('closed', this.#reason)
    this.#running += 1
    try {
      return await work()
    } finally {
      this.#running -= 1
      if (this.#running === 0) for (const resolve of this.#whenIdle.splice(0)) resolve()
    }
  }

  /** Refuses what comes from now on; resolves when everything accepted has been answered. */
  async close(): Promise<void> {
    this.#closed = true
    if (this.#running > 0) await new Promise<void>((resolve) => this.#whenIdle.push(resolve))
  }
}
