import { DatabaseError } from 'pg'
import type { EngineError } from './dialect.ts'

/** SQLSTATE, https://www.postgresql.org/docs/current/errcodes-appendix.html: `serialization_failure`, `deadlock_detected`. */
const SERIALIZATION = new Set(['40001', '40P01'])
/** `unique_violation`, and what the catalogue says of a table that two make at once: as a table, and as a type. */
const UNIQUE = new Set(['23505', '42P07', '42710'])
const LOCK_NOT_AVAILABLE = '55P03'
/**
 * Of these the connection is gone, worthless or was never made: connection exceptions (08), no entry (28, 3D, 55000: the
 * database takes nobody), stopped by an operator (57P), a standby after a failover (25006), idle for too long (25P03, 25P04).
 */
const DISCONNECTING = /^(?:08|28|3D|57P|55000$|25006$|25P03$|25P04$)/
/** The server is not there for us at the moment: also with too few resources (53), or beyond our own limit of time (57014). */
const UNAVAILABLE = /^(?:53|57014$)/

export function classifyPostgres(error: unknown): EngineError {
  const code = sqlState(error)
  if (code === undefined) return { kind: isConnectionProblem(error) ? 'unavailable' : 'other' }
  if (UNIQUE.has(code)) return { kind: 'unique', index: (error as DatabaseError).constraint ?? '' }
  if (SERIALIZATION.has(code)) return { kind: 'serialization' }
  if (code === LOCK_NOT_AVAILABLE) return { kind: 'busy' }
  return { kind: UNAVAILABLE.test(code) || DISCONNECTING.test(code) ? 'unavailable' : 'other' }
}

/** Whether the connection that met the error can serve nobody any more, and what was under way on it is unknown. */
export function isDisconnect(error: unknown): boolean {
  const code = sqlState(error)
  if (code !== undefined) return DISCONNECTING.test(code)
  return isConnectionProblem(error) && (error as Error).message !== EVERYTHING_IN_USE
}

/** Set only by an answer of the server. */
const sqlState = (error: unknown): string | undefined => (error instanceof DatabaseError ? error.code : undefined)

/** What the pool says when nobody has given a connection back in time: there is nothing wrong with any of them. */
const EVERYTHING_IN_USE = 'timeout exceeded when trying to connect'

/** Errors of the socket have a code of the system; those of the driver have only their text. */
function isConnectionProblem(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if ('code' in error && typeof error.code === 'string' && /^(?:E[A-Z]{3,}|ERR_SSL_|ERR_TLS_)/.test(error.code))
    return true
  return error.message === EVERYTHING_IN_USE || LOST.test(error.message)
}

const LOST =
  /^(?:Connection terminated|Query read timeout|Client (?:has encountered a connection error|was closed) and is not queryable)/
