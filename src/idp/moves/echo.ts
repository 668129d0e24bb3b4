import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../shared/json.ts'
import type { Step } from '../checks.ts'

/** What a server decides, or keeps to itself, whatever was sent. */
const NOT_ECHOED = new Set(['schemas', 'id', 'meta', 'groups', 'password', '$ref'])

/** Everything that was sent comes back: nothing is lost, renamed, or given another type. */
export function shouldEcho(step: Step, sent: JsonObject, got: JsonObject): void {
  const lost = lostBetween(sent, got)
  step.should('everything that was sent comes back', lost.length === 0, lost.length === 0 ? '' : { lost, got })
}

/**
 * Paths of what is in `sent` and not in `got`. Lists are compared as sets; `null`, `""` and what is empty mean
 * "nothing there"; a boolean that was sent as text must come back as a boolean.
 */
export function lostBetween(sent: Json, got: Json | undefined, at = ''): string[] {
  if (got === undefined) return isNothing(sent) ? [] : [at]
  if (isJsonArray(sent)) return lostElements(sent, got, at)
  if (isJsonObject(sent)) {
    if (!isJsonObject(got)) return [at]
    const compared = Object.entries(sent).filter(([key]) => !NOT_ECHOED.has(key))
    return compared.flatMap(([key, value]) => lostBetween(value, got[key], at === '' ? key : `${at}.${key}`))
  }
  if (isNothing(sent)) return isNothing(got) ? [] : [at]
  return sent === got || (typeof got === 'boolean' && String(sent).toLowerCase() === String(got)) ? [] : [at]
}

/** `members` may be long: they are compared by id, not each with each. */
function lostElements(sent: readonly Json[], got: Json | undefined, at: string): string[] {
  if (sent.length === 0) return isNothing(got ?? null) ? [] : [at]
  if (!isJsonArray(got)) return [at]
  if (at === 'members') {
    const there = new Set(got.map((each) => (isJsonObject(each) ? each['value'] : each)))
    return sent.some((each) => isJsonObject(each) && !there.has(each['value'])) ? [at] : []
  }
  return sent.flatMap((each, i) => (got.some((other) => lostBetween(each, other).length === 0) ? [] : [`${at}[${i}]`]))
}

const isNothing = (value: Json): boolean =>
  value === null ||
  value === '' ||
  (isJsonArray(value) && value.length === 0) ||
  (isJsonObject(value) && Object.values(value).every(isNothing))
