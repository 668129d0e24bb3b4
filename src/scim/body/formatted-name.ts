import { isJsonObject, jsonEqual, type JsonObject } from '../../shared/json.ts'
import type { Attributes } from '../resource.ts'

/**
 * Keeps `name.formatted` true while the names it was made of change. A new one from the client always counts, and one that
 * nobody gave is not invented. Else:
 *
 * - One that is what the old parts come to is made again.
 * - In a PUT, one that stayed while a part changed is left over from an earlier answer (scim-clients U1), and made again.
 * - In a PATCH, one that the client wrote in its own way (`Quill, Ann`) stays, for nobody has spoken of it.
 */
export function refreshFormattedName(attributes: Attributes, before: Attributes, verb: 'put' | 'patch'): Attributes {
  const { name } = attributes
  const old = before.name
  if (!isJsonObject(name) || !isJsonObject(old)) return attributes
  if (name.formatted === undefined || name.formatted !== old.formatted) return attributes
  if (PARTS.every((part) => jsonEqual(name[part], old[part]))) return attributes
  const parts = [SHORT, PARTS].find((some) => join(old, some) === old.formatted)
  if (parts === undefined && verb === 'patch') return attributes
  const formatted = join(name, parts ?? PARTS)
  return formatted === '' ? attributes : { ...attributes, name: { ...name, formatted } }
}

const PARTS = ['honorificPrefix', 'givenName', 'middleName', 'familyName', 'honorificSuffix'] as const
const SHORT = ['givenName', 'familyName'] as const

const join = (name: JsonObject, parts: readonly string[]): string =>
  parts.flatMap((part) => (typeof name[part] === 'string' ? [name[part]] : [])).join(' ')
