import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../shared/json.ts'
import { isEmpty, isUnassigned } from '../body/read-attribute.ts'
import { lookUp, type NamedNodes } from '../schema/vocabulary.ts'

/**
 * A complex value written over an old one: sub-attributes that are not mentioned stay (RFC 7644 §3.5.2.3, scim-clients
 * P15), those mentioned as null or empty go. A value that names another thing (`manager.value`) replaces the whole, or the
 * old manager's address would stay beside the new id.
 */
export function mergeComplex(
  subs: NamedNodes,
  old: Json | undefined,
  written: Json,
  read: Json | undefined,
): Json | undefined {
  const given = isJsonArray(written) ? written[0] : written
  if (!isJsonObject(given) || !isJsonObject(old)) return read
  const cleared = Object.keys(given).flatMap((key) => {
    const sub = isUnassigned(given[key] ?? null) ? lookUp(subs, key) : undefined
    return sub === undefined || sub.ignored ? [] : [sub.name]
  })
  if (cleared.includes('value')) return undefined
  const next = isJsonObject(read) ? read : {}
  if (next.value !== undefined && next.value !== old.value) return next
  const merged: JsonObject = {
    ...Object.fromEntries(Object.entries(old).filter(([name]) => !cleared.includes(name))),
    ...next,
  }
  return isEmpty(merged) ? undefined : merged
}
