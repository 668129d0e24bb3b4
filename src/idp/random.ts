/** Repeatable chance: the same seed text gives the same sequence on every machine. Never for secrets. */
export type Random = {
  /** An integer from 0 to `limit - 1`. */
  below(limit: number): number
  /** True in about `percent` of 100 cases. */
  chance(percent: number): boolean
  pick<T>(list: readonly [T, ...(readonly T[])]): T
  alphanumeric(length: number): string
}

const ALPHANUMERIC = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** A counter stepped by the golden ratio, its bits mixed by multiply and shift: small, fast, and even enough for names. */
export function createRandom(seed: string): Random {
  let counter = digest(seed)
  const next = () => {
    counter = (counter + 0x9e3779b9) >>> 0
    return mix(counter)
  }
  const below = (limit: number) => next() % limit
  return {
    below,
    chance: (percent) => below(100) < percent,
    pick: (list) => list[below(list.length)] ?? list[0],
    alphanumeric: (length) => Array.from({ length }, () => ALPHANUMERIC[below(ALPHANUMERIC.length)]).join(''),
  }
}

function digest(seed: string): number {
  let state = seed.length
  for (let i = 0; i < seed.length; i += 1) state = mix((state ^ seed.charCodeAt(i)) >>> 0)
  return state
}

function mix(bits: number): number {
  let value = Math.imul(bits ^ (bits >>> 16), 0x21f0aaad)
  value = Math.imul(value ^ (value >>> 15), 0x735a2d97)
  return (value ^ (value >>> 15)) >>> 0
}
