import { isJsonObject, jsonEqual, type Json, type JsonObject } from '../../shared/json.ts'
import type { MarkedElements } from './marked-elements.ts'

/**
 * The elements of a multi-valued attribute after a PATCH of 1.1 (SCIM 1.1 §3.3.2): an element whose `value` is there
 * already is merged into it, any other is added; one to delete goes by its `value`, without one by all that it says.
 * `added` and `deleted` are in canonical names. `onePerType`: see {@link replacesItsType}.
 */
export function mergeElements(before: readonly Json[], marked: MarkedElements, onePerType: boolean): readonly Json[] {
  let elements: readonly Json[] = before.filter((element) => !marked.deleted.some((gone) => isMeant(element, gone)))
  for (const element of marked.added) {
    const at = placeOf(elements, element, onePerType && isOnlyOfItsType(marked.added, element))
    const existing = elements[at]
    const next = existing === undefined ? element : joined(existing, element)
    elements = withOnePrimary(at === -1 ? [...elements, next] : elements.with(at, next), next, element)
  }
  return elements
}

function isMeant(element: Json, gone: Json): boolean {
  if (!isJsonObject(element) || !isJsonObject(gone)) return jsonEqual(element, gone)
  if (gone.value !== undefined) return jsonEqual(element.value, gone.value)
  return Object.keys(gone).every((name) => jsonEqual(element[name], gone[name]))
}

/** Where an element belongs; -1 behind the others. */
function placeOf(elements: readonly Json[], element: Json, mayReplace: boolean): number {
  if (!isJsonObject(element)) return elements.findIndex((existing) => jsonEqual(existing, element))
  const same =
    element.value === undefined
      ? -1
      : elements.findIndex((existing) => isJsonObject(existing) && jsonEqual(existing.value, element.value))
  return same !== -1 || !mayReplace ? same : replacesItsType(elements, element)
}

/**
 * Access keeps one mail address, and one number and address of a kind. An identity provider that says "the work mail is
 * now this" means that the old one is over, where the letter of 1.1 would let them pile up. So the only element of a type
 * gives way to the only new one of it.
 */
function replacesItsType(elements: readonly Json[], element: JsonObject): number {
  const alike = elements.flatMap((existing, at) => (typeKey(existing) === typeKey(element) ? [at] : []))
  const [only = -1, ...more] = alike
  return more.length === 0 ? only : -1
}

const isOnlyOfItsType = (added: readonly Json[], element: Json): boolean =>
  added.filter((other) => typeKey(other) === typeKey(element)).length === 1

function typeKey(element: Json): string {
  const type = isJsonObject(element) ? element.type : undefined
  return typeof type === 'string' ? type.toLowerCase() : ''
}

/** The same value with more said about it, or a new value in the place of the old one, primary if that was. */
function joined(existing: Json, element: Json): Json {
  if (!isJsonObject(existing) || !isJsonObject(element)) return element
  if (element.value !== undefined && jsonEqual(existing.value, element.value)) return { ...existing, ...element }
  return existing.primary === undefined ? element : { primary: existing.primary, ...element }
}

/** What was just called primary is the only one (SCIM 1.1 §3.2). */
function withOnePrimary(elements: readonly Json[], next: Json, given: Json): readonly Json[] {
  if (!isJsonObject(given) || given.primary !== true) return elements
  return elements.map((element) =>
    element !== next && isJsonObject(element) && element.primary === true ? { ...element, primary: false } : element,
  )
}
