import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../shared/json.ts'
import { fail, ok } from '../../shared/result.ts'
import type { ScimResult } from '../errors.ts'

/** The elements of a multi-valued attribute in a PATCH body, by what is to become of them. Without their marks. */
export type MarkedElements = { readonly added: readonly Json[]; readonly deleted: readonly Json[] }

/**
 * SCIM 1.1 §3.3.2: `"operation":"delete"` inside an element takes it away; without a mark, or with `add`, it joins. A
 * value that is no array is its one element (access-contract §4.5). Fails with `invalidValue` for any other mark.
 */
export function splitMarked(name: string, value: Json): ScimResult<MarkedElements> {
  const added: Json[] = []
  const deleted: Json[] = []
  for (const given of isJsonArray(value) ? value : [value]) {
    const each = unwrapped(given)
    const mark = isJsonObject(each) ? operationOf(each) : undefined
    const operation = mark === undefined || mark === null ? 'add' : mark
    const verb = typeof operation === 'string' ? operation.toLowerCase() : undefined
    if (verb !== 'add' && verb !== 'delete') return unknownMark(name, mark)
    const element = isJsonObject(each) && mark !== undefined ? withoutMark(each) : each
    ;(verb === 'add' ? added : deleted).push(element)
  }
  return ok({ added, deleted })
}

/** Whether an element of a whole resource is one that is not to be there. */
export function isMarkedDeleted(element: Json): boolean {
  const mark = isJsonObject(element) ? operationOf(element) : undefined
  return typeof mark === 'string' && mark.toLowerCase() === 'delete'
}

/** An array of one in the place of an element means that one. */
function unwrapped(element: Json): Json {
  const [only = null, ...more] = isJsonArray(element) ? element : [element, element]
  return more.length === 0 ? unwrapped(only) : element
}

const isMark = (key: string): boolean => key.toLowerCase() === 'operation'

function operationOf(element: JsonObject): Json | undefined {
  const key = Object.keys(element).find(isMark)
  return key === undefined ? undefined : element[key]
}

const withoutMark = (element: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(element).filter(([key]) => !isMark(key)))

const unknownMark = (path: string, mark: Json | undefined): ScimResult<never> =>
  fail({
    kind: 'invalidValue',
    path,
    detail: `${path}: the operation of an element is "delete" or "add", not ${JSON.stringify(mark)?.slice(0, 40)}.`,
  })
