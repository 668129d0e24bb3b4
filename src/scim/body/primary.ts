import { isJsonObject, type Json } from '../../shared/json.ts'

/**
 * At most one value is the primary one (RFC 7643 §2.4). Of several the last asserted wins: an element that was not
 * there `before` as it is now, else the last in order. The others become false. Returns `elements` itself when nothing is wrong.
 */
export function keepOnePrimary(elements: readonly Json[], before: readonly Json[] = []): readonly Json[] {
  const primaries = elements.filter(isPrimary)
  if (primaries.length < 2) return elements
  const winner = primaries.findLast((element) => !before.includes(element)) ?? primaries.at(-1)
  return elements.map((element) =>
    element !== winner && isJsonObject(element) && element.primary === true ? { ...element, primary: false } : element,
  )
}

const isPrimary = (element: Json): boolean => isJsonObject(element) && element.primary === true
