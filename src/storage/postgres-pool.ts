import { Pool, types } from 'pg'

/** Milliseconds. */
const CONNECT_TIMEOUT = 5_000
const STATEMENT_TIMEOUT = 30_000
/** A little more than the server's own limit: only a network that swallows everything lets it run out. */
const ANSWER_TIMEOUT = STATEMENT_TIMEOUT + 5_000
const IDLE_TIMEOUT = 30_000

export type PoolOptions = {
  readonly url: string
  readonly connections: number
  /** Statements are sent without waiting for the answers of the ones before them. */
  readonly pipeline: boolean
  /** For migrations, which may have to rewrite a table. */
  readonly unlimited?: boolean
}

const INT8 = 20

/** Counts and instants stay far below 2^53. */
const parsers = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === INT8
      ? Number
      : types.getTypeParser(oid, format === 'binary' ? 'binary' : 'text')) as typeof types.getTypeParser,
}

/** TLS, timeouts and whatever else the address says wins over what stands here. */
export function openPool({ url, connections, pipeline, unlimited = false }: PoolOptions): Pool {
  const pool = new Pool({
    connectionString: url,
    max: connections,
    pipeline,
    application_name: 'muster',
    keepAlive: true,
    connectionTimeoutMillis: CONNECT_TIMEOUT,
    idleTimeoutMillis: IDLE_TIMEOUT,
    // an idle connection is no reason for a process to live on
    allowExitOnIdle: true,
    types: parsers,
    // compiling a plan of ours never pays: it is worth it for seconds of computing, and takes tens of milliseconds
    options: '-c jit=off',
    ...(unlimited
      ? {}
      : {
          statement_timeout: STATEMENT_TIMEOUT,
          idle_in_transaction_session_timeout: STATEMENT_TIMEOUT,
          query_timeout: ANSWER_TIMEOUT,
        }),
  })
  // an idle connection that is lost leaves the pool by itself, and one in use tells whoever uses it; without a listener
  // either would end the process
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}
