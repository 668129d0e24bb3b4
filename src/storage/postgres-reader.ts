import type { Pool } from 'pg'
import type { Queryable, Row } from './database.ts'
import type { Answer, Ask } from './postgres-connection.ts'
import { isDisconnect } from './postgres-errors.ts'
import type { Sql } from './sql.ts'

/** Reads over any connection of a pool, each statement on its own. */
export class PostgresReader implements Queryable {
  readonly #pool
  readonly #ask
  readonly #run

  /** `run` is what every statement is run in: it counts them, and words their errors. */
  constructor(pool: Pool, ask: Ask, run: (work: () => Promise<Answer>) => Promise<Answer>) {
    this.#pool = pool
    this.#ask = ask
    this.#run = run
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

  #answer(query: Sql): Promise<Answer> {
    return this.#run(async () => {
      try {
        return await this.#ask(this.#pool, query)
      } catch (error) {
        // a connection that died while it was idle is noticed by its next user; a SELECT can simply be asked again
        if (!isDisconnect(error)) throw error
        return this.#ask(this.#pool, query)
      }
    })
  }
}
