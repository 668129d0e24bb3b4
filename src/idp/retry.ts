/** Okta gives a request up after this many tries. */
export const MAX_ATTEMPTS = 10

const FIRST_WAIT_MS = 300_000

/**
 * How long Okta waits after the `attempt`-th answer with status 429 (attempts count from 1), in ms, or `undefined` when
 * it gives up. Whole seconds in `Retry-After` are honoured, the HTTP-date form of RFC 9110 §10.2.3 is not read; without
 * a number the wait starts at five minutes and doubles.
 */
export function waitAfter429(attempt: number, retryAfter: string | undefined): number | undefined {
  if (attempt >= MAX_ATTEMPTS) return undefined
  if (retryAfter !== undefined && /^\d{1,6}$/.test(retryAfter.trim())) return Number(retryAfter) * 1_000
  return FIRST_WAIT_MS * 2 ** (attempt - 1)
}
