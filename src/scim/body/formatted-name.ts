import { isJsonObject, jsonEqual, type JsonObject } from '../../shared/json.ts'
import type { Attributes } from '../resource.ts'

/**
 * Clients give back the `name.formatted` they were shown while they change the names it was made of (scim-clients U1).
 * A formatted name that stayed while a part changed is made again; one that nobody gave is not invented.
 */
export function refreshFormattedName(attributes: Attributes, before: Attributes): Attributes {
  const { name } = attributes
  const old = before.name
  if (!isJsonObject(name) || !isJsonObject(old)) return attributes
  if (name.formatted === undefined || name.formatted !== old.formatted) return attributes
  if (PARTS.every((part) => jsonEqual(name[part], old[part]))) return attributes
  const parts = old.formatted === join(old, SHORT) ? SHORT : PARTS
  const formatted = join(name, parts)
  return formatted === '' ? attributes : { ...attributes, name: { ...name, formatted } }
}

const PARTS = ['honorificPrefix', 'givenName', 'middleName', 'familyName', 'honorificSuffix'] as const
const SHORT = ['givenName', 'familyName'] as const

const join = (name: JsonObject, parts: readonly string[]): string =>
  parts.flatMap((part) => (typeof name[part] === 'string' ? [name[part]] : [])).join(' ')
