import { fail, ok, type Result } from '../shared/result.ts'
import type { Row, Transaction, Violation } from './database.ts'
import type { Dialect } from './dialect.ts'
import type { Sql } from './sql.ts'
import type { SqliteConnection } from './sqlite-connection.ts'

/** What one unit of work sees of the writing connection. */
export class SqliteTransaction implements Transaction {
  readonly #connection
  readonly #dialect
  readonly effects: (() => void)[] = []

  constructor(connection: SqliteConnection, dialect: Dialect) {
    this.#connection = connection
    this.#dialect = dialect
  }

  all(query: Sql): Promise<readonly Row[]> {
    return this.#connection.all(query)
  }

  get(query: Sql): Promise<Row | undefined> {
    return this.#connection.get(query)
  }

  run(query: Sql): Promise<number> {
    return this.#connection.run(query)
  }

  /** SQLite undoes the failed statement alone; the transaction stays usable without a savepoint of its own. */
  async attempt(query: Sql): Promise<Result<readonly Row[], Violation>> {
    try {
      return ok(this.#connection.rows(query))
    } catch (error) {
      const problem = this.#dialect.classify(error)
      if (problem.kind === 'unique') return fail(problem)
      throw error
    }
  }

  lock(): void {}

  afterCommit(effect: () => void): void {
    this.effects.push(effect)
  }
}
