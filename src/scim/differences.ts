import { jsonEqual, type Json, type JsonObject } from '../shared/json.ts'
import type { Attributes } from './resource.ts'

/**
 * What changed, per top-level attribute: `{"title":["Engineer","Director"],"nickName":[null,"Al"]}`; null where it was or
 * is absent. A create has `{}` before, a removal `{}` after.
 */
export function differences(before: Attributes, after: Attributes): JsonObject {
  const changed: Record<string, Json> = {}
  for (const name of Object.keys(after)) {
    if (!Object.hasOwn(before, name)) changed[name] = [null, after[name] ?? null]
    else if (!jsonEqual(before[name], after[name])) changed[name] = [before[name] ?? null, after[name] ?? null]
  }
  for (const name of Object.keys(before)) {
    if (!Object.hasOwn(after, name)) changed[name] = [before[name] ?? null, null]
  }
  return changed
}
