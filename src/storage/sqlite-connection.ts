import type { DatabaseSync } from 'node:sqlite'
import type { Queryable, Row } from './database.ts'
import type { Render, Sql } from './sql.ts'
import { statementCache } from './statement-cache.ts'

/** One SQLite connection. It answers at once, so its promises cost a microtask and never wait for anything. */
export class SqliteConnection implements Queryable {
  readonly #prepare
  readonly #render
  /** Statements executed that may have written: everything but a SELECT. */
  writes = 0

  constructor(connection: DatabaseSync, render: Render) {
    this.#prepare = statementCache(connection)
    this.#render = render
  }

  async all(query: Sql): Promise<readonly Row[]> {
    return this.rows(query)
  }

  async get(query: Sql): Promise<Row | undefined> {
    const { text, parameters } = this.#render(query)
    const { statement, writes } = this.#prepare(text)
    if (writes) this.writes += 1
    // the declared type is a row as an object; setReturnArrays makes it an array
    return statement.get(...parameters) as unknown as Row | undefined
  }

  async run(query: Sql): Promise<number> {
    const { text, parameters } = this.#render(query)
    this.writes += 1
    return Number(this.#prepare(text).statement.run(...parameters).changes)
  }

  rows(query: Sql): readonly Row[] {
    const { text, parameters } = this.#render(query)
    const { statement, writes } = this.#prepare(text)
    if (writes) this.writes += 1
    return statement.all(...parameters) as unknown as readonly Row[]
  }
}
