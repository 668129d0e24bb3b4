import type { Result } from '../shared/result.ts'
import type { Dialect } from './dialect.ts'
import type { Cell } from './row.ts'
import type { Sql } from './sql.ts'

/** Engine-neutral access: rows come as arrays in the order of the selected columns. */
export interface Queryable {
  all(query: Sql): Promise<readonly Row[]>
  get(query: Sql): Promise<Row | undefined>
  /** Number of rows inserted, updated or deleted. */
  run(query: Sql): Promise<number>
}

export type Row = readonly Cell[]

/** A unique index said no. The transaction goes on. */
export type Violation = { readonly kind: 'unique'; readonly index: string }

export interface Transaction extends Queryable {
  /** Like `all`, for a statement that may meet a unique index without an `ON CONFLICT` of its own. */
  attempt(query: Sql): Promise<Result<readonly Row[], Violation>>
  /**
   * Takes the rows that a SELECT finds for this transaction, before its next statement runs, until its end: who else wants
   * them waits. On an engine with one writer they are its own already.
   */
  lock(query: Sql): void
  /** Runs right after the commit; where one process writes, before anybody can read what it brought. Never after a rollback. */
  afterCommit(effect: () => void): void
}

export type Unit<T, E> = (transaction: Transaction) => Promise<Result<T, E>>

export interface Database {
  readonly dialect: Dialect
  /** Sees only what is committed, and never waits for a writer. */
  readonly reader: Queryable
  /** Runs the unit in a transaction: resolves when it is durable; a `Fail` or an exception leaves nothing behind. */
  write<T, E>(unit: Unit<T, E>): Promise<Result<T, E>>
  /** See the port of the same name. Rejects as `inDoubt` when the store fails after some of the units were committed. */
  writeInOrder<T, E>(units: readonly Unit<T, E>[]): Promise<readonly Result<T, E>[]>
  close(): Promise<void>
}
