import type { Clock } from '../shared/clock.ts'
import { networkOf } from '../shared/network.ts'

/** Slows down guessing. One per kind of guess (client secrets, passwords); it lives in memory and forgets on restart. */
export type FailureLimiter = {
  /** Whole seconds to wait before the next try; undefined when it may be made now. */
  readonly retryAfter: (key: string) => number | undefined
  readonly noteFailure: (key: string) => void
  /** The right answer was given: earlier slips no longer count. */
  readonly forget: (key: string) => void
}

export type FailureLimits = {
  readonly failures: number
  /** Milliseconds, from the first failure on. */
  readonly window: number
  /** Keys remembered at once; beyond it the oldest is forgotten, so a flood of names cannot eat the memory. */
  readonly keys: number
}

export const FAILURE_LIMITS: FailureLimits = { failures: 10, window: 60_000, keys: 10_000 }

/** The address is part of the key: somebody who guesses from elsewhere cannot lock out who knows the secret. */
export const failureKey = (tenantId: number, name: string, address: string): string =>
  `${tenantId}\n${name.slice(0, 256)}\n${networkOf(address)}`

export function createFailureLimiter(clock: Clock, limits: FailureLimits = FAILURE_LIMITS): FailureLimiter {
  const seen = new Map<string, { count: number; readonly until: number }>()
  const current = (key: string): { count: number; readonly until: number } | undefined => {
    const entry = seen.get(key)
    if (entry === undefined || clock() < entry.until) return entry
    seen.delete(key)
    return undefined
  }
  return {
    retryAfter(key) {
      const entry = current(key)
      if (entry === undefined || entry.count < limits.failures) return undefined
      return Math.max(1, Math.ceil((entry.until - clock()) / 1_000))
    },
    noteFailure(key) {
      const entry = current(key)
      if (entry !== undefined) {
        entry.count += 1
        return
      }
      const oldest = seen.size >= limits.keys ? seen.keys().next().value : undefined
      if (oldest !== undefined) seen.delete(oldest)
      seen.set(key, { count: 1, until: clock() + limits.window })
    },
    forget: (key) => void seen.delete(key),
  }
}
