import type { Clock } from '../shared/clock.ts'
import { networkOf } from '../shared/network.ts'
import { createRateLimiter, type RateLimiter } from './rate-limiter.ts'

/**
 * Counts wrong credentials by the address they come from. Credentials that were good a while ago are looked at whatever else
 * comes from there: behind a proxy or a NAT the identity provider and who guesses share an address.
 */
export type Guesses = {
  /** Whole seconds that who comes from this address has to wait. `digest` is that of what is presented. */
  readonly wait: (address: string, digest?: string) => number | undefined
  readonly noteWrong: (address: string, digest?: string) => void
  readonly noteGood: (digest: string) => void
  /** How often somebody had to wait. */
  readonly limited: () => number
}

const KNOWN = 10_000

/** `perMinute` 0 counts nothing. */
export function createGuesses(clock: Clock, perMinute: number): Guesses {
  const wrong: RateLimiter = createRateLimiter(clock, perMinute)
  const known = new Set<string>()
  let limited = 0
  return {
    wait(address, digest) {
      const seconds = wrong.wait(networkOf(address))
      if (seconds === undefined || (digest !== undefined && known.has(digest))) return undefined
      limited += 1
      return seconds
    },
    noteWrong(address, digest) {
      wrong.take(networkOf(address))
      if (digest !== undefined) known.delete(digest)
    },
    noteGood(digest) {
      if (known.has(digest)) return
      const oldest = known.size >= KNOWN ? known.keys().next().value : undefined
      if (oldest !== undefined) known.delete(oldest)
      known.add(digest)
    },
    limited: () => limited,
  }
}
