import type { PoolClient } from 'pg'
import { fail, ok, type Result } from '../shared/result.ts'
import type { Row, Transaction, Unit, Violation } from './database.ts'
import type { Answer, Ask } from './postgres-connection.ts'
import { classifyPostgres } from './postgres-errors.ts'
import { sql, type Sql } from './sql.ts'

const BEGIN = sql`BEGIN`
const COMMIT = sql`COMMIT`
const ROLLBACK = sql`ROLLBACK`
const SAVEPOINT = sql`SAVEPOINT attempt`
const RELEASE = sql`RELEASE SAVEPOINT attempt`
const UNDO = sql`ROLLBACK TO SAVEPOINT attempt`
const UNIT = sql`SAVEPOINT unit`
const RELEASE_UNIT = sql`RELEASE SAVEPOINT unit`
const UNDO_UNIT = sql`ROLLBACK TO SAVEPOINT unit`

/**
 * What one unit of work sees of its connection. Statements that answer nothing (BEGIN, a lock, a savepoint) are sent without
 * waiting, because the server runs what it gets in order: a unit then costs a round trip for each answer it needs.
 */
export class PostgresTransaction implements Transaction {
  readonly #client
  readonly #ask
  readonly effects: (() => void)[] = []
  /** Why the server refuses everything else: the first error, which the later ones only follow from. */
  #broken: Error | undefined

  constructor(client: PoolClient, ask: Ask) {
    this.#client = client
    this.#ask = ask
    this.#send(BEGIN)
  }

  async all(query: Sql): Promise<readonly Row[]> {
    return (await this.#answer(query)).rows
  }

  async get(query: Sql): Promise<Row | undefined> {
    return (await this.#answer(query)).rows[0]
  }

  async run(query: Sql): Promise<number> {
    return (await this.#answer(query)).rowCount ?? 0
  }

  async attempt(query: Sql): Promise<Result<readonly Row[], Violation>> {
    this.#send(SAVEPOINT)
    try {
      const { rows } = await this.#ask(this.#client, query)
      this.#send(RELEASE)
      return ok(rows)
    } catch (error) {
      const problem = classifyPostgres(error)
      if (problem.kind !== 'unique') throw this.#breakWith(error)
      this.#send(UNDO)
      return fail(problem)
    }
  }

  /** A unit inside this one: what a failure of it did is undone, and this one goes on. */
  async nested<T, E>(unit: Unit<T, E>): Promise<Result<T, E>> {
    const effects = this.effects.length
    this.#send(UNIT)
    const result = await unit(this)
    this.#send(result.ok ? RELEASE_UNIT : UNDO_UNIT)
    if (!result.ok) this.effects.length = effects
    return result
  }

  lock(query: Sql): void {
    this.#send(query, ' FOR UPDATE')
  }

  afterCommit(effect: () => void): void {
    this.effects.push(effect)
  }

  async commit(): Promise<void> {
    // of a transaction that an error has ended, COMMIT is answered with ROLLBACK and no error
    const { command } = await this.#ask(this.#client, COMMIT)
    if (command !== 'COMMIT') throw this.#broken ?? new Error(`COMMIT was answered with ${command}`)
  }

  async rollback(): Promise<void> {
    await this.#ask(this.#client, ROLLBACK)
  }

  async #answer(query: Sql): Promise<Answer> {
    try {
      return await this.#ask(this.#client, query)
    } catch (error) {
      throw this.#breakWith(error)
    }
  }

  #send(query: Sql, suffix?: string): void {
    void this.#ask(this.#client, query, suffix).catch((error: unknown) => this.#breakWith(error))
  }

  #breakWith(error: unknown): Error {
    this.#broken ??= error instanceof Error ? error : new Error(String(error))
    return this.#broken
  }
}
