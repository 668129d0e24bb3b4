import type { DatabaseSync } from 'node:sqlite'
import type { Queryable, Row } from './database.ts'
import type { Render, Sql } from './sql.ts'
import { statementCache } from './statement-cache.ts'

/** One SQLite connection. It answers at once, so its promises cost a microtask and never wait for anything. */
export class SqliteConnection implements Queryable {
  readonly #prepare
  readonly #render

  constructor(connection: DatabaseSync, render: Render) {
    this.#prepare = statementCache(connection)
    this.#render = render
  }

  async all(query: Sql): Promise<readonly Row[]> {
    return this.rows(query)
  }

  async get(query: Sql): Promise<Row | undefined> {
    const { text, parameters } = this.#render(query)
    // the declared type is a row as an object; setReturnArrays makes it an array
    return this.#prepare(text).get(...parameters) as unknown as Row | undefined
  }

  async run(query: Sql): Promise<number> {
    const { text, parameters } = this.#render(query)
    return Number(this.#prepare(text).run(...parameters).changes)
  }

  rows(query: Sql): readonly Row[] {
    const { text, parameters } = this.#render(query)
    return this.#prepare(text).all(...parameters) as unknown as readonly Row[]
  }
}
