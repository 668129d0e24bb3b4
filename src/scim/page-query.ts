import { fail, ok } from '../shared/result.ts'
import type { ScimError, ScimResult } from './errors.ts'
import type { PageLimits } from './page-limits.ts'

/** Which page of a list is asked for. */
export type PageQuery = {
  /** From 1. */
  readonly startIndex: number
  /** From 0 to the most that the limits allow. */
  readonly count: number
  /** Pages are asked for by cursor (RFC 9865): the one that was given, empty for the first page. */
  readonly cursor?: string
}

type Given = ReadonlyMap<string, string>

/**
 * RFC 7644 §3.4.2.4, RFC 9865 §2 and scim-clients T6, from parameters by lower-case name. Fails with `invalidValue` (no
 * integer, or both methods of paging) or `invalidCount` (no integer in a walk by cursor).
 */
export function parsePage(given: Given, limits: PageLimits): ScimResult<PageQuery> {
  const cursor = given.get('cursor')?.trim()
  const startIndex = integerOf(given, 'startindex', 1)
  if (!startIndex.ok) return startIndex
  if (cursor !== undefined && startsSomewhere(given)) return fail(TWO_METHODS)
  const count = integerOf(given, 'count', limits.standard)
  if (!count.ok) return cursor === undefined ? count : fail({ kind: 'invalidCount', detail: count.error.detail })
  return ok({
    ...(cursor === undefined ? {} : { cursor }),
    startIndex: Math.max(1, startIndex.value),
    count: isAll(given, count.value) ? limits.most : Math.min(Math.max(0, count.value), limits.most),
  })
}

/**
 * Ping asks for everything by `startIndex=1&count=-1` (T6), which is a full page. Any other negative count is 0, as RFC
 * 7644 §3.4.2.4 wants it.
 */
const isAll = (given: Given, count: number): boolean => count === -1 && startsSomewhere(given)

const startsSomewhere = (given: Given): boolean => (given.get('startindex')?.trim() ?? '') !== ''

const TWO_METHODS: ScimError = {
  kind: 'invalidValue',
  path: 'startIndex',
  detail: 'Page with "startIndex" or with "cursor", not with both.',
}

function integerOf(given: Given, name: string, standard: number): ScimResult<number> {
  const text = given.get(name)?.trim() ?? ''
  if (text === '') return ok(standard)
  const number = Number(text)
  if (/^[+-]?\d+$/.test(text) && Number.isSafeInteger(number)) return ok(number)
  return fail({
    kind: 'invalidValue',
    path: name,
    detail: `"${name}" must be a whole number, not "${text.slice(0, 40)}".`,
  })
}
