import type { Result } from '../shared/result.ts'
import type { EngineError } from './dialect.ts'

/** What a unit of work gets; `effects` are what it wants run after the commit. */
type WithEffects = { readonly effects: readonly (() => void)[] }

/** What group commit needs of the connection that writes. Statements are synchronous, as SQLite's are. */
export type CommitEngine<Tx extends WithEffects> = {
  begin(): void
  commit(): void
  rollback(): void
  savepoint(): void
  release(): void
  rollbackToSavepoint(): void
  isOpen(): boolean
  /** Counts the statements that may have written. */
  writes(): number
  transaction(): Tx
  classify(error: unknown): EngineError
  /** Calls back when everything committed so far is on the disk. */
  whenDurable(callback: (problem?: Error) => void): void
  /** A promise while writes have to wait, for instance for a checkpoint. */
  pause(): Promise<void> | undefined
  onDiskError(error: unknown): void
}

type Outcome =
  | { readonly kind: 'value'; readonly value: Result<unknown, unknown> }
  | { readonly kind: 'thrown'; readonly error: unknown }

type Job<Tx> = {
  readonly unit: (transaction: Tx) => Promise<Result<unknown, unknown>>
  readonly resolve: (value: Result<unknown, unknown>) => void
  readonly reject: (error: unknown) => void
}

/** Bounds how long one transaction holds the event loop: about 20 ms of creates. */
const MAX_BATCH = 128
const MAX_TRIES = 4

/**
 * The writes that arrive in one turn of the event loop share one commit and one flush of the disk. They run together
 * first; when one of them fails after it wrote something, all of it is undone and they run again, each in a savepoint of
 * its own, so that a failure undoes itself alone. A savepoint for everybody would keep a copy of every page a unit
 * touches: 30 µs a create. Nobody is answered before the disk has everything that was committed up to then, not even a
 * unit that failed: the reason may be a neighbour's row.
 */
export class GroupCommit<Tx extends WithEffects> {
  readonly #engine: CommitEngine<Tx>
  #queue: Job<Tx>[] = []
  #busy = false
  #closed: Error | undefined
  #whenIdle: (() => void)[] = []

  constructor(engine: CommitEngine<Tx>) {
    this.#engine = engine
  }

  write<T, E>(unit: (transaction: Tx) => Promise<Result<T, E>>): Promise<Result<T, E>> {
    if (this.#closed !== undefined) return Promise.reject(this.#closed)
    return new Promise((resolve, reject) => {
      // the queue holds units of every type; what a unit resolves to reaches only its own promise
      this.#queue.push({ unit, resolve: resolve as Job<Tx>['resolve'], reject })
      this.#schedule()
    })
  }

  /** Refuses what comes from now on; resolves when everything accepted has been answered. */
  async close(reason: Error): Promise<void> {
    this.refuse(reason)
    if (this.#busy || this.#queue.length > 0) await new Promise<void>((resolve) => this.#whenIdle.push(resolve))
    await new Promise<void>((resolve) => this.#engine.whenDurable(() => resolve()))
  }

  refuse(reason: Error): void {
    this.#closed ??= reason
  }

  #schedule(): void {
    if (this.#busy) return
    this.#busy = true
    setImmediate(() => void this.#flush())
  }

  async #flush(): Promise<void> {
    await this.#engine.pause()
    const batch = this.#queue.slice(0, MAX_BATCH)
    this.#queue = this.#queue.slice(MAX_BATCH)
    try {
      const outcomes = await this.#commit(batch)
      this.#engine.whenDurable((problem) => settle(batch, outcomes, problem))
    } catch (error) {
      this.#abandon(batch, error)
    }
    this.#busy = false
    if (this.#queue.length > 0) return this.#schedule()
    for (const resolve of this.#whenIdle.splice(0)) resolve()
  }

  async #commit(batch: readonly Job<Tx>[]): Promise<readonly Outcome[]> {
    const effects: (() => void)[] = []
    this.#engine.begin()
    let outcomes = await this.#runTogether(batch, effects)
    if (outcomes === undefined) {
      if (this.#engine.isOpen()) this.#engine.rollback()
      effects.length = 0
      this.#engine.begin()
      outcomes = await this.#runApart(batch, effects)
    }
    this.#engine.commit()
    for (const effect of effects) effect()
    return outcomes
  }

  /** Undefined when a unit left something behind that must not stay. */
  async #runTogether(batch: readonly Job<Tx>[], effects: (() => void)[]): Promise<readonly Outcome[] | undefined> {
    const outcomes: Outcome[] = []
    try {
      for (const { unit } of batch) {
        const transaction = this.#engine.transaction()
        const before = this.#engine.writes()
        const value = await unit(transaction)
        if (!value.ok && this.#engine.writes() !== before) return undefined
        if (value.ok) effects.push(...transaction.effects)
        outcomes.push({ kind: 'value', value })
      }
      return outcomes
    } catch {
      // whatever it was will be met again, where it concerns one unit alone
      return undefined
    }
  }

  async #runApart(batch: readonly Job<Tx>[], effects: (() => void)[]): Promise<readonly Outcome[]> {
    const outcomes: Outcome[] = []
    for (const job of batch) outcomes.push(await this.#runUnit(job, effects))
    return outcomes
  }

  /** In a savepoint of its own. */
  async #runUnit(job: Job<Tx>, effects: (() => void)[]): Promise<Outcome> {
    for (let attempt = 1; ; attempt += 1) {
      const transaction = this.#engine.transaction()
      this.#engine.savepoint()
      try {
        const value = await job.unit(transaction)
        if (value.ok) {
          this.#engine.release()
          effects.push(...transaction.effects)
        } else {
          this.#engine.rollbackToSavepoint()
        }
        return { kind: 'value', value }
      } catch (error) {
        // some errors (disk full, I/O) make SQLite roll everything back: then the whole batch is lost
        if (!this.#engine.isOpen()) throw error
        this.#engine.rollbackToSavepoint()
        if (!this.#isWorthAnotherTry(error) || attempt === MAX_TRIES) return { kind: 'thrown', error }
      }
    }
  }

  #isWorthAnotherTry(error: unknown): boolean {
    const { kind } = this.#engine.classify(error)
    return kind === 'busy' || kind === 'serialization'
  }

  #abandon(batch: readonly Job<Tx>[], error: unknown): void {
    if (this.#engine.isOpen()) this.#engine.rollback()
    for (const job of batch) job.reject(error)
    if (this.#engine.classify(error).kind === 'disk') this.#engine.onDiskError(error)
  }
}

function settle<Tx>(batch: readonly Job<Tx>[], outcomes: readonly Outcome[], problem: Error | undefined): void {
  batch.forEach((job, i) => {
    const outcome = outcomes[i]
    if (problem !== undefined || outcome === undefined) return job.reject(problem)
    if (outcome.kind === 'thrown') return job.reject(outcome.error)
    job.resolve(outcome.value)
  })
}
