import { isJsonArray, isJsonObject, jsonEqual, type Json } from '../../shared/json.ts'
import type { Attributes } from '../resource.ts'

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

/**
 * Of e-mails that come in 2.0 and of which none says anything about `primary`, the first one is that (scim-clients V13):
 * Okta imports the primary mail, and the clients that never send the flag (OneLogin, Keycloak) mean the only mail there is.
 * The letter of RFC 7643 §2.4 would leave everybody without one. Only lists that come whole: a POST, a PUT with other mails
 * than `before`, the first mails of a PATCH. A PATCH that takes the flag away is obeyed, and a mail that says `false` is
 * believed.
 */
export function assumePrimary(attributes: Attributes, before: Attributes = {}): Attributes {
  const { emails } = attributes
  if (!isJsonArray(emails) || emails === before.emails || emails.some(saysPrimary)) return attributes
  const [first, ...others] = emails
  if (!isJsonObject(first) || jsonEqual(emails, before.emails)) return attributes
  return { ...attributes, emails: [{ ...first, primary: true }, ...others] }
}

const saysPrimary = (element: Json): boolean => !isJsonObject(element) || element.primary !== undefined
