import { fail, ok, type Result } from './result.ts'

export type JsonScalar = string | number | boolean | null
export type Json = JsonScalar | readonly Json[] | JsonObject
export type JsonObject = { readonly [key: string]: Json }

/** Why a text is not acceptable JSON. `syntax` is about the text, `value` about what one of its values holds. */
export type JsonProblem = { readonly kind: 'syntax' | 'value'; readonly detail: string }

const MAX_DEPTH = 64
const MAX_KEYS = 1_000

/**
 * Strict JSON for everything that arrives from outside. Beyond the grammar it refuses what would bite later: nesting
 * over 64, objects over 1,000 keys, `__proto__` keys, and strings that no engine can store alike (U+0000, lone
 * surrogates), numbers outside a double. A byte order mark in front is skipped. A repeated key is last-wins.
 */
export function parseJson(text: string): Result<Json, JsonProblem> {
  let value: Json
  try {
    value = JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text) as Json
  } catch (error) {
    return fail({ kind: 'syntax', detail: `the body is not JSON: ${(error as Error).message}` })
  }
  // Raw control characters and broken UTF-8 never get this far, so only an escape can smuggle in a bad code unit.
  const problem = inspect(value, 0, text.includes('\\u'))
  return problem === undefined ? ok(value) : fail(problem)
}

function inspect(value: Json, depth: number, escaped: boolean): JsonProblem | undefined {
  if (typeof value === 'string') return escaped ? inspectText(value) : undefined
  if (typeof value === 'number') {
    return Number.isFinite(value) ? undefined : { kind: 'value', detail: 'a number is too large to be kept exactly' }
  }
  if (typeof value !== 'object' || value === null) return undefined
  if (depth >= MAX_DEPTH) return { kind: 'syntax', detail: `the body is nested deeper than ${MAX_DEPTH} levels` }
  if (isJsonArray(value)) {
    for (const element of value) {
      const problem = inspect(element, depth + 1, escaped)
      if (problem !== undefined) return problem
    }
    return undefined
  }
  let count = 0
  for (const key of Object.keys(value)) {
    count += 1
    if (count > MAX_KEYS) return { kind: 'syntax', detail: `an object has more than ${MAX_KEYS} members` }
    if (key === '__proto__') return { kind: 'syntax', detail: 'a member is named __proto__, which is not allowed' }
    const problem = (escaped ? inspectText(key) : undefined) ?? inspect(value[key] as Json, depth + 1, escaped)
    if (problem !== undefined) return problem
  }
  return undefined
}

function inspectText(text: string): JsonProblem | undefined {
  if (text.includes('\u0000')) return { kind: 'value', detail: 'a string contains U+0000, which cannot be stored' }
  if (!text.isWellFormed()) return { kind: 'value', detail: 'a string contains half of a surrogate pair' }
  return undefined
}

export const isJsonArray = (value: Json | undefined): value is readonly Json[] => Array.isArray(value)

export const isJsonObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Structural equality; the order of object members does not count, the order of array elements does. */
export function jsonEqual(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true
  if (isJsonArray(a)) {
    return isJsonArray(b) && a.length === b.length && a.every((element, i) => jsonEqual(element, b[i]))
  }
  if (!isJsonObject(a) || !isJsonObject(b)) return false
  const keys = Object.keys(a)
  return (
    keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && jsonEqual(a[key], b[key]))
  )
}
