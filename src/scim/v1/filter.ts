import { canonicalKey } from '../../shared/text.ts'
import { unreachable } from '../../shared/unreachable.ts'
import type { ComparisonOperator, ParsedFilter, ParsedValue } from '../filter/ast.ts'
import { compareKeys } from '../filter/compare-keys.ts'
import type { ResourceType } from '../schema/attribute.ts'
import { factsOf, statusOf } from './facts.ts'
import { defaultDomain, type Home } from './home.ts'
import { pathFromV1 } from './paths.ts'
import { WORKSPACE_V1 } from './schema-names.ts'

type Compare = Extract<ParsedFilter, { readonly kind: 'compare' }>

/**
 * A filter of 1.1 in the words of the model. What follows from the directory (`directoryUuid`, `internalUserType`, …) is
 * decided here, `userStatus` is asked of `active`, and who has no `domain` stored has the directory's first one.
 */
export function filterFromV1(resourceType: ResourceType, home: Home, filter: ParsedFilter): ParsedFilter {
  const translate = (operand: ParsedFilter): ParsedFilter => filterFromV1(resourceType, home, operand)
  switch (filter.kind) {
    case 'and':
    case 'or':
      return { kind: filter.kind, operands: filter.operands.map(translate) }
    case 'not':
      return { kind: 'not', operand: translate(filter.operand) }
    case 'present':
      return isDerived(resourceType, home, filter.path) ? ALL : { ...filter, path: pathFromV1(filter.path) }
    case 'compare':
      return compareFromV1(resourceType, home, filter)
    case 'valuePath':
      return { ...filter, path: pathFromV1(filter.path) }
    default:
      return unreachable(filter)
  }
}

/** The domain that every match must have: the request means its directory (DESIGN: connection, else domain). */
export function domainIn(filter: ParsedFilter): string | undefined {
  if (filter.kind === 'and') return filter.operands.map(domainIn).find((domain) => domain !== undefined)
  if (filter.kind !== 'compare' || filter.operator !== 'eq' || factName(filter.path) !== 'domain') return undefined
  return filter.value.kind === 'text' ? filter.value.text : undefined
}

/** Everything has an id. */
const ALL: ParsedFilter = { kind: 'present', path: 'id' }
const NOTHING: ParsedFilter = { kind: 'not', operand: ALL }

function compareFromV1(resourceType: ResourceType, home: Home, filter: Compare): ParsedFilter {
  const name = factName(filter.path)
  if (name === 'domain') return compareDomain(home, filter)
  if (name === 'userstatus' && resourceType.name === 'User') return compareStatus(filter)
  const fact = derived(resourceType, home, name)
  if (fact !== undefined) return holds(filter.operator, fact, filter.value) ? ALL : NOTHING
  return { ...filter, path: pathFromV1(filter.path) }
}

function compareDomain(home: Home, filter: Compare): ParsedFilter {
  const stored: ParsedFilter = { kind: 'present', path: 'domain' }
  const compare: ParsedFilter = { ...filter, path: 'domain' }
  return holds(filter.operator, defaultDomain(home), filter.value)
    ? { kind: 'or', operands: [compare, { kind: 'not', operand: stored }] }
    : { kind: 'and', operands: [compare, stored] }
}

function compareStatus({ operator, value }: Compare): ParsedFilter {
  const active = (state: boolean): ParsedFilter => ({
    kind: 'compare',
    path: 'active',
    operator: 'eq',
    value: { kind: 'text', text: String(state), quoted: false },
  })
  const meant = [true, false].filter((state) => holds(operator, statusOf(state), value))
  if (meant.length === 2) return ALL
  const [state] = meant
  return state === undefined ? NOTHING : active(state)
}

const isDerived = (resourceType: ResourceType, home: Home, path: string): boolean => {
  const name = factName(path)
  return derived(resourceType, home, name) !== undefined
}

function derived(resourceType: ResourceType, home: Home, name: string): string | undefined {
  const fact = Object.entries(factsOf(resourceType, home, true)).find(([known]) => known.toLowerCase() === name)
  return typeof fact?.[1] === 'string' ? fact[1] : undefined
}

/** The lower-case name of an attribute without the URN of the workspace block. */
const factName = (path: string): string => {
  const name = pathFromV1(path).toLowerCase()
  return name.startsWith(`${WORKSPACE_V1}:`) ? name.slice(WORKSPACE_V1.length + 1) : name
}

function holds(operator: ComparisonOperator, actual: string, value: ParsedValue): boolean {
  if (value.kind === 'null') return operator === 'ne'
  return compareKeys(canonicalKey(actual), operator, canonicalKey(value.text))
}
