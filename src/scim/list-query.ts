import { fail, ok } from '../shared/result.ts'
import type { ScimResult } from './errors.ts'
import type { ParsedFilter } from './filter/ast.ts'
import { bindFilter } from './filter/bind.ts'
import { parseFilter } from './filter/parse.ts'
import { PAGE_LIMITS, type PageLimits } from './page-limits.ts'
import { parsePage, type PageQuery } from './page-query.ts'
import { parseRequestedAttributes, type RequestedAttributes } from './requested-attributes.ts'
import type { AttributePath, ResourceType } from './schema/attribute.ts'
import { suggestion } from './schema/paths.ts'
import { lookUp, vocabularyOf, type AttributeNode } from './schema/vocabulary.ts'
import type { SearchQuery, Selector } from './search-query.ts'

/** Decoded query parameters, such as a `URLSearchParams`. Names count in any case, unknown ones are ignored. */
export type Parameters = Iterable<readonly [string, string]>

/** A list request that is not bound to a resource type yet. */
export type ListQuery = PageQuery & {
  readonly filter?: ParsedFilter
  readonly sortBy?: string
  readonly sortOrder: 'ascending' | 'descending'
  readonly requested: RequestedAttributes
}

/**
 * RFC 7644 §3.4.2 with scim-clients T4 and T6. Fails with `invalidFilter` (broken, empty or given twice), `invalidValue`
 * (no integer, no such order, both selections of attributes, both methods of paging), `invalidCount` or `tooMany`.
 */
export function parseListQuery(parameters: Parameters, limits: PageLimits = PAGE_LIMITS): ScimResult<ListQuery> {
  const given = collect(parameters)
  if (given === undefined)
    return fail({ kind: 'invalidFilter', detail: 'The filter is given twice. Join both parts with "and".' })
  const requested = parseRequestedAttributes(given)
  if (!requested.ok) return requested
  const page = parsePage(given, limits)
  if (!page.ok) return page
  const sortOrder = orderOf(given.get('sortorder'))
  if (!sortOrder.ok) return sortOrder
  const text = given.get('filter')
  const filter = text === undefined ? undefined : parseFilter(text)
  if (filter !== undefined && !filter.ok) return filter
  const sortBy = given.get('sortby')?.trim()
  return ok({
    ...(filter === undefined ? {} : { filter: filter.value }),
    ...(sortBy === undefined || sortBy === '' ? {} : { sortBy }),
    sortOrder: sortOrder.value,
    ...page.value,
    requested: requested.value,
  })
}

/** Fails with `invalidFilter`, `sensitive`, `tooMany`, or `invalidValue` for a `sortBy` that nothing can be sorted by. */
export function bindListQuery(resourceType: ResourceType, query: ListQuery): ScimResult<SearchQuery> {
  const selector = bindSelector(resourceType, query)
  return selector.ok ? ok({ ...selector.value, startIndex: query.startIndex, count: query.count }) : selector
}

/**
 * What a query over several resource types (RFC 7644 §3.4.2.1) asks of each of them. An attribute that only some of them
 * have has no value in the others; one that none of them has is refused.
 */
export function bindSelectors(
  resourceTypes: readonly ResourceType[],
  query: ListQuery,
): ScimResult<readonly Selector[]> {
  const isElsewhere = (path: string): boolean =>
    resourceTypes.some((type) => lookUp(vocabularyOf(type).paths, path) !== undefined)
  const selectors: Selector[] = []
  for (const resourceType of resourceTypes) {
    const selector = bindSelector(resourceType, query, isElsewhere)
    if (!selector.ok) return selector
    selectors.push(selector.value)
  }
  return ok(selectors)
}

function bindSelector(
  resourceType: ResourceType,
  { filter: parsed, sortBy, sortOrder }: ListQuery,
  isElsewhere?: (path: string) => boolean,
): ScimResult<Selector> {
  const filter = parsed === undefined ? undefined : bindFilter(resourceType, parsed, isElsewhere)
  if (filter !== undefined && !filter.ok) return filter
  const isUnknown = sortBy !== undefined && lookUp(vocabularyOf(resourceType).paths, sortBy) === undefined
  const skipsSort = isUnknown && isElsewhere?.(sortBy) === true
  const by = sortBy === undefined || skipsSort ? undefined : bindSort(resourceType, sortBy)
  if (by !== undefined && !by.ok) return by
  return ok({
    ...(filter === undefined ? {} : { filter: filter.value }),
    ...(by === undefined || by.value === null ? {} : { sort: { by: by.value, order: sortOrder } }),
  })
}

/** By lower-case name; the last one of a kind counts. Undefined: two filters. */
function collect(parameters: Parameters): ReadonlyMap<string, string> | undefined {
  const given = new Map<string, string>()
  for (const [name, value] of parameters) {
    const key = name.toLowerCase()
    if (key === 'filter' && given.has(key)) return undefined
    given.set(key, value)
  }
  return given
}

function orderOf(text: string | undefined): ScimResult<'ascending' | 'descending'> {
  const order = text?.trim().toLowerCase() ?? ''
  if (order === '' || order === 'ascending') return ok('ascending')
  if (order === 'descending') return ok('descending')
  return fail({ kind: 'invalidValue', path: 'sortOrder', detail: '"sortOrder" must be "ascending" or "descending".' })
}

/**
 * RFC 7644 §3.4.2.3: a complex attribute is sorted by its `value`. Null: everybody has the same, so nothing is sorted.
 * Refused is what has no order (a complex attribute without `value`, binary values, several values in
 * one element) and what is not known.
 */
function bindSort(resourceType: ResourceType, name: string): ScimResult<AttributePath | null> {
  const vocabulary = vocabularyOf(resourceType)
  const node = lookUp(vocabulary.paths, name)
  const leaf = node?.subs?.get('value') ?? node
  if (leaf === undefined) {
    return invalidSort(
      `A ${resourceType.name} has no attribute "${name.slice(0, 80)}".${suggestion(resourceType, name)}`,
    )
  }
  if (leaf.attribute.returned === 'never') {
    return fail({
      kind: 'sensitive',
      path: leaf.label,
      detail: `"${leaf.label}" cannot be sorted by, because it is never returned.`,
    })
  }
  if (leaf.indexPath === 'schemas' || leaf.indexPath === 'meta.resourceType') return ok(null)
  // addresses differ in the id alone
  const by = leaf.indexPath === 'meta.location' ? vocabulary.attributes.get('id') : leaf
  const isBinary = (leaf.subAttribute ?? leaf.attribute).type === 'binary'
  // of several values in one element none is the primary one
  const isSeveral = leaf.subAttribute?.multiValued === true
  if (by === undefined || isBinary || isSeveral || (by.place !== 'column' && by.place !== 'rows')) return unsorted(leaf)
  return ok(by)
}

function unsorted(leaf: AttributeNode): ScimResult<never> {
  const [sub] = leaf.subs?.values() ?? []
  const hint = sub === undefined ? '' : ` Sort by one of its sub-attributes, such as "${sub.label}".`
  return invalidSort(`"${leaf.label}" cannot be sorted by.${hint}`)
}

const invalidSort = (detail: string): ScimResult<never> => fail({ kind: 'invalidValue', path: 'sortBy', detail })
