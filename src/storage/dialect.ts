import type { Sql } from './sql.ts'

/** What an engine's error means to us. `serialization` and `busy` are worth another try. */
export type EngineError =
  | { readonly kind: 'unique'; readonly index: string }
  | { readonly kind: 'busy' | 'serialization' | 'disk' | 'unavailable' | 'other' }

/** Everything in which the engines differ. The statements are the same. */
export type Dialect = {
  readonly name: 'sqlite' | 'postgres'
  /** `index` counts from 1. */
  placeholder(index: number): string
  /** Ends a `CREATE TABLE` whose rows should live in their primary key. */
  readonly clustered: string
  /** A statement of a migration for this engine: texts compare by code point. */
  schema(statement: string): string
  /** Both compare code points and take any character literally; never LIKE, whose case rule differs. */
  contains(column: Sql, part: string): Sql
  endsWith(column: Sql, end: string): Sql
  /** Other processes write too: what is kept in memory has to be confirmed, or asked for again within a second. */
  readonly manyWriters: boolean
  /** A statement runs on the event loop: nobody else is answered until it has ended. */
  readonly blocks: boolean
  classify(error: unknown): EngineError
}
