import { isJsonObject, type Json } from '../../shared/json.ts'
import { fail } from '../../shared/result.ts'
import type { ScimError, ScimResult } from '../errors.ts'
import type { ListQuery } from '../list-query.ts'
import type { PageLimits } from '../page-limits.ts'
import type { ResourceType } from '../schema/attribute.ts'
import { parametersIn } from '../search-request.ts'
import { filterFromV1 } from './filter.ts'
import type { Home } from './home.ts'
import { pathFromV1 } from './paths.ts'

/** Access gives twenty to who names no number, and scripts ask it for ten thousand (access-contract §4.2). */
export const V1_PAGE_LIMITS: PageLimits = { standard: 20, most: 10_000 }

/**
 * The body of `POST …/.search` as the parameters it stands for; lists of names are joined by commas. Fails with
 * `invalidSyntax` (no object) or `invalidValue` (a value that no parameter could have).
 */
export function searchParameters(body: Json): ScimResult<readonly (readonly [string, string])[]> {
  if (!isJsonObject(body)) {
    return fail({ kind: 'invalidSyntax', detail: 'The body must be a JSON object such as {"filter":"…","count":20}.' })
  }
  return parametersIn(body)
}

/** A list request of 1.1 in the words of the model. */
export function listQueryFromV1(resourceType: ResourceType, home: Home, query: ListQuery): ListQuery {
  const { filter, sortBy } = query
  return {
    ...query,
    ...(filter === undefined ? {} : { filter: filterFromV1(resourceType, home, filter) }),
    ...(sortBy === undefined ? {} : { sortBy: pathFromV1(sortBy) }),
  }
}

const PAGING: ReadonlySet<string> = new Set(['sortBy', 'startindex', 'count'])

/** Access answers a sort or a page that does not exist as a resource that does not exist (access-contract §4.2). */
export const asMissingPage = (error: ScimError): ScimError =>
  error.kind === 'invalidValue' && PAGING.has(error.path) ? { kind: 'notFound', detail: error.detail } : error
