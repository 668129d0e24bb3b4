import type { Clock } from '../shared/clock.ts'
import type { Caller } from './caller.ts'
import { createGuesses, type Guesses } from './guesses.ts'
import { createRateLimiter, type RateLimiter } from './rate-limiter.ts'

/** How much is answered in a minute; 0 for as much as there is. Bursts up to the whole minute are let through. */
export type LimitSettings = {
  /** Requests from one address, good or not. */
  readonly perAddress: number
  /** Requests of one client or administrator. */
  readonly perClient: number
  /** Wrong credentials from one address. */
  readonly wrongCredentials: number
}

/**
 * The first two are fuses and no quotas: as much as the fastest process answers (docs/decisions/0013-limits.md), so that
 * neither a first import nor a benchmark meets them. Okta and Entra send some dozens of requests a second at most.
 */
export const DEFAULT_LIMITS: LimitSettings = { perAddress: 1_200_000, perClient: 1_200_000, wrongCredentials: 300 }

export type Limits = {
  readonly addresses: RateLimiter
  readonly clients: RateLimiter
  readonly guesses: Guesses
  /** Tokens that an introspection asked about and that never were (RFC 7662 §4), by who asks. */
  readonly scans: RateLimiter
}

export const createLimits = (clock: Clock, settings: LimitSettings): Limits => ({
  addresses: createRateLimiter(clock, settings.perAddress),
  clients: createRateLimiter(clock, settings.perClient),
  guesses: createGuesses(clock, settings.wrongCredentials),
  scans: createRateLimiter(clock, settings.wrongCredentials),
})

export type TooManyRequests = {
  readonly kind: 'tooManyRequests'
  readonly retryAfterSeconds: number
  readonly detail: string
}

const again = (seconds: number): string => `Try again in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`

export const tooManyFromAddress = (seconds: number, { perMinute }: RateLimiter): TooManyRequests => ({
  kind: 'tooManyRequests',
  retryAfterSeconds: seconds,
  detail: `More than ${perMinute} requests a minute come from this address. ${again(seconds)}`,
})

export const tooManyGuesses = (seconds: number): TooManyRequests => ({
  kind: 'tooManyRequests',
  retryAfterSeconds: seconds,
  detail: `Too many wrong tokens, secrets or passwords came from this address. ${again(seconds)}`,
})

export const tooManyScans = (seconds: number): TooManyRequests => ({
  kind: 'tooManyRequests',
  retryAfterSeconds: seconds,
  detail: `Too many of the tokens that were asked about never existed. ${again(seconds)}`,
})

/** Counts a request for who makes it, whichever token it comes with. */
export function takeRequest(
  { clients }: Pick<Limits, 'clients'>,
  tenantId: number,
  kind: Caller['actor']['kind'],
  name: string,
): TooManyRequests | undefined {
  const seconds = clients.take(`${tenantId} ${kind} ${name}`)
  if (seconds === undefined) return undefined
  const who = kind === 'client' ? `The client ${name}` : `The administrator ${name}`
  return {
    kind: 'tooManyRequests',
    retryAfterSeconds: seconds,
    detail: `${who} sends more than ${clients.perMinute} requests a minute. ${again(seconds)}`,
  }
}
