import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../shared/json.ts'
import { fail, ok } from '../shared/result.ts'
import type { ScimResult } from './errors.ts'

const SEARCH_REQUEST = 'urn:ietf:params:scim:api:messages:2.0:SearchRequest'

type PairList = readonly (readonly [name: string, value: string])[]

/**
 * The body of `POST …/.search` (RFC 7644 §3.4.3) as the query parameters it stands for. Fails with `invalidSyntax` (no
 * object, or another message) or `invalidValue` (a value that no parameter could have).
 */
export function parseSearchRequest(body: Json): ScimResult<PairList> {
  if (!isJsonObject(body) || !names(body, SEARCH_REQUEST)) {
    const detail = `The body must be an object with "schemas": ["${SEARCH_REQUEST}"].`
    return fail({ kind: 'invalidSyntax', detail })
  }
  return parametersIn(body)
}

/** Whether `schemas` of a message names its schema; URNs and names are compared in any case. */
export function names(body: JsonObject, schema: string): boolean {
  const key = Object.keys(body).find((name) => name.toLowerCase() === 'schemas')
  const schemas = key === undefined ? undefined : body[key]
  const listed = isJsonArray(schemas) ? schemas : [schemas]
  return listed.some((one) => typeof one === 'string' && one.toLowerCase() === schema.toLowerCase())
}

/** The members of a search as parameters; lists of names are joined by commas, `null` is left out. */
export function parametersIn(body: JsonObject): ScimResult<PairList> {
  const parameters: (readonly [string, string])[] = []
  for (const [name, value] of Object.entries(body)) {
    if (value === null || name.toLowerCase() === 'schemas') continue
    const text = textOf(name, value)
    if (text === undefined)
      return fail({ kind: 'invalidValue', path: name, detail: `${name.slice(0, 80)}: a text or a number is expected.` })
    parameters.push([name, text])
  }
  return ok(parameters)
}

const LISTS = new Set(['attributes', 'excludedattributes'])

function textOf(name: string, value: Json): string | undefined {
  if (typeof value === 'string' || typeof value === 'number') return String(value)
  const isList = LISTS.has(name.toLowerCase()) && isJsonArray(value)
  return isList && value.every((each) => typeof each === 'string') ? value.join(',') : undefined
}
