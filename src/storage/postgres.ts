import { setTimeout as wait } from 'node:timers/promises'
import type { Pool, PoolClient } from 'pg'
import { ok, type Result } from '../shared/result.ts'
import type { Database, Unit } from './database.ts'
import { InFlight } from './in-flight.ts'
import { asker, type Answer, type Ask } from './postgres-connection.ts'
import { postgresDialect } from './postgres-dialect.ts'
import { classifyPostgres, isDisconnect } from './postgres-errors.ts'
import { openPool } from './postgres-pool.ts'
import { PostgresReader } from './postgres-reader.ts'
import { checkPostgres } from './postgres-server.ts'
import { PostgresTransaction } from './postgres-transaction.ts'
import { renderer } from './sql.ts'
import { inDoubt, StorageError } from './storage-error.ts'

export type PostgresOptions = {
  /** `postgres://user:password@host:port/database?sslmode=verify-full` */
  readonly url: string
  /** Between 0 and 1: how long to wait before another try. */
  readonly random: () => number
  /** No limit of time on a statement, and one connection only. */
  readonly forMigration?: boolean
}

/** Readers have connections of their own, so that they never wait for writers that wait for one another. */
const READERS = 10
const WRITERS = 10
/** A unit that others got in the way of nine times has waited for about a second and a half. */
const CONFLICT_TRIES = 10
/** A server that is gone is gone for seconds: one more try finds one that only ended old connections. */
const CONNECTION_TRIES = 3
/** Milliseconds; the longest wait before another try, doubled with each. */
const FIRST_WAIT = 8
const LONGEST_WAIT = 400

/**
 * PostgreSQL, shared with any number of processes. READ COMMITTED: each statement sees what has been committed, and a unit
 * locks what it will change before it reads it (`docs/decisions/0005-postgresql.md`). Units are run again when they got into
 * each other's way or lost their connection before COMMIT. Throws {@link StorageError}.
 */
export async function openPostgres({ url, random, forMigration = false }: PostgresOptions): Promise<Database> {
  const server = await checkPostgres(url)
  const limits = forMigration ? { connections: 1, unlimited: true } : { unlimited: false }
  const readers = openPool({ url, pipeline: false, connections: READERS, ...limits })
  const writers = openPool({ url, pipeline: true, connections: WRITERS, ...limits })
  const ask = asker(renderer((index) => postgresDialect.placeholder(index)))
  const inFlight = new InFlight(`${server} has been closed`)
  const worded = <T>(work: () => Promise<T>): Promise<T> =>
    inFlight.run(() => work().catch((error: unknown) => Promise.reject(wordError(server, error))))
  return {
    dialect: postgresDialect,
    reader: new PostgresReader(readers, ask, (work: () => Promise<Answer>) => worded(work)),
    write: (unit) => worded(() => retried(() => runUnit(server, writers, ask, unit), random)),
    writeInOrder: (units) =>
      inChunks(units, (chunk) =>
        worded(() => retried(() => runUnit(server, writers, ask, chunk), random)).then((result) =>
          // a chunk has no failure of its own
          result.ok ? result.value : [],
        ),
      ),
    async close() {
      await inFlight.close()
      await Promise.all([readers.end(), writers.end()])
    },
  }
}

/** Bounds how long a transaction keeps others from the directory: about 0.1 s of creates. */
const CHUNK = 100

async function inChunks<T, E>(
  units: readonly Unit<T, E>[],
  run: (
    chunk: (transaction: PostgresTransaction) => Promise<Result<readonly Result<T, E>[], never>>,
  ) => Promise<readonly Result<T, E>[]>,
): Promise<readonly Result<T, E>[]> {
  const results: Result<T, E>[] = []
  for (let start = 0; start < units.length; start += CHUNK) {
    const chunk = units.slice(start, start + CHUNK)
    const done = run(async (transaction) => {
      const outcomes: Result<T, E>[] = []
      for (const unit of chunk) outcomes.push(await transaction.nested(unit))
      return ok(outcomes)
    })
    results.push(...(await done.catch((error: unknown) => Promise.reject(start === 0 ? error : inDoubt(error)))))
  }
  return results
}

async function retried<T>(work: () => Promise<T>, random: () => number): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await work()
    } catch (error) {
      if (error instanceof StorageError || tried >= triesFor(error)) throw error
      await wait(random() * Math.min(FIRST_WAIT * 2 ** (tried - 1), LONGEST_WAIT))
    }
  }
}

function triesFor(error: unknown): number {
  const { kind } = classifyPostgres(error)
  if (kind === 'serialization' || kind === 'busy') return CONFLICT_TRIES
  return kind === 'unavailable' && isDisconnect(error) ? CONNECTION_TRIES : 1
}

async function runUnit<T, E>(
  server: string,
  writers: Pool,
  ask: Ask,
  unit: (transaction: PostgresTransaction) => Promise<Result<T, E>>,
): Promise<Result<T, E>> {
  const client = await writers.connect()
  const transaction = new PostgresTransaction(client, ask)
  let result: Result<T, E>
  try {
    result = await unit(transaction)
  } catch (error) {
    await abandon(client, transaction, error)
    throw error
  }
  if (!result.ok) {
    await abandon(client, transaction)
    return result
  }
  await commit(server, client, transaction)
  for (const effect of transaction.effects) effect()
  return result
}

/** What cannot even be rolled back is ended with its connection, and with that the server rolls it back. */
async function abandon(client: PoolClient, transaction: PostgresTransaction, error?: unknown): Promise<void> {
  if (error !== undefined && isDisconnect(error)) return client.release(true)
  await transaction.rollback().then(
    () => client.release(),
    () => client.release(true),
  )
}

async function commit(server: string, client: PoolClient, transaction: PostgresTransaction): Promise<void> {
  try {
    await transaction.commit()
    client.release()
  } catch (error) {
    client.release(true)
    if (!isDisconnect(error)) throw error
    // the server may have committed and only the answer is lost, so that another try could do everything twice
    throw new StorageError('inDoubt', `${server} was lost during a commit, which may have been done or not.`, error)
  }
}

function wordError(server: string, error: unknown): unknown {
  const { kind } = classifyPostgres(error)
  if (error instanceof StorageError || kind === 'other' || kind === 'unique' || kind === 'disk') return error
  const message = (error as Error).message
  return kind === 'unavailable'
    ? new StorageError('unavailable', `${server} does not answer: ${message}`, error)
    : new StorageError('unavailable', `${server} is too busy: ${message}`, error)
}
