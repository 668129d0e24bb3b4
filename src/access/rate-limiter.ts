import type { Clock } from '../shared/clock.ts'

/** Counts what happens under a key and says when it is too much. It lives in memory, so each process counts for itself. */
export type RateLimiter = {
  /** Counts one more; whole seconds to wait when it is one too many. */
  readonly take: (key: string) => number | undefined
  /** What {@link take} would say, without counting. */
  readonly wait: (key: string) => number | undefined
  readonly perMinute: number
  /** How often it said so. */
  readonly limited: () => number
}

/** Keys remembered at once; beyond it the oldest is forgotten, so a flood of addresses cannot eat the memory. */
const KEYS = 10_000

type Bucket = { left: number; at: number }

/** A token bucket: holds the allowance of one minute and refills evenly. `perMinute` 0 counts nothing. */
export function createRateLimiter(clock: Clock, perMinute: number, keys = KEYS): RateLimiter {
  if (perMinute === 0) return { take: () => undefined, wait: () => undefined, perMinute, limited: () => 0 }
  const perMillisecond = perMinute / 60_000
  const buckets = new Map<string, Bucket>()
  let limited = 0

  const refill = (bucket: Bucket): void => {
    const now = clock()
    const elapsed = now - bucket.at
    if (elapsed === 0) return
    // a clock that was set back gives nothing and does not stop the refill either
    if (elapsed > 0) bucket.left = Math.min(perMinute, bucket.left + elapsed * perMillisecond)
    bucket.at = now
  }
  const open = (key: string): Bucket => {
    const oldest = buckets.size >= keys ? buckets.keys().next().value : undefined
    if (oldest !== undefined) buckets.delete(oldest)
    const bucket = { left: perMinute, at: clock() }
    buckets.set(key, bucket)
    return bucket
  }
  const secondsOf = ({ left }: Bucket): number => {
    limited += 1
    return Math.max(1, Math.ceil((1 - left) / perMillisecond / 1_000))
  }

  return {
    take(key) {
      const bucket = buckets.get(key) ?? open(key)
      refill(bucket)
      if (bucket.left < 1) return secondsOf(bucket)
      bucket.left -= 1
      return undefined
    },
    wait(key) {
      const bucket = buckets.get(key)
      if (bucket === undefined) return undefined
      refill(bucket)
      return bucket.left < 1 ? secondsOf(bucket) : undefined
    },
    perMinute,
    limited: () => limited,
  }
}
