import { ok } from '../../shared/result.ts'
import type { ScimResult } from '../errors.ts'
import { versionTag } from '../representation.ts'
import type { ResourceType } from '../schema/attribute.ts'
import { lookUp, vocabularyOf, type AttributeNode } from '../schema/vocabulary.ts'
import type { BoundFilter, ParsedFilter } from './ast.ts'
import { bindComparison, bindNull } from './bind-comparison.ts'
import { compareKeys } from './compare-keys.ts'
import { invalidFilter } from './refusals.ts'

type Compare = Extract<ParsedFilter, { readonly kind: 'compare' }>
type Bind = (resourceType: ResourceType, node: AttributeNode, filter: Compare) => ScimResult<BoundFilter>

/**
 * Comparisons of what is stored nowhere, because it follows from the type, the id, the version or the extensions of a
 * resource (RFC 7643 §3, §3.1). By index path.
 */
export const DERIVED: ReadonlyMap<string, Bind> = new Map<string, Bind>([
  ['schemas', bindSchemas],
  ['meta.resourceType', bindResourceType],
  ['meta.location', bindLocation],
  ['meta.version', bindVersion],
])

/** Every resource has these. */
const ALWAYS: ReadonlySet<string> = new Set(['schemas', 'meta', 'meta.resourceType', 'meta.location'])

export const isAlwaysPresent = (node: AttributeNode): boolean => ALWAYS.has(node.indexPath)

export const EVERYTHING: BoundFilter = { kind: 'and', operands: [] }
const NOTHING: BoundFilter = { kind: 'or', operands: [] }

/** Everybody has the core schema, so only the others are rows. A URN counts in any case and by its known other spellings. */
function bindSchemas(resourceType: ResourceType, node: AttributeNode, filter: Compare): ScimResult<BoundFilter> {
  const { operator, value } = filter
  if (value.kind === 'null') return bindNull(EVERYTHING, operator)
  const urn = lookUp(vocabularyOf(resourceType).schemas, value.text)?.schema.id ?? value.text
  if (compareKeys(resourceType.schema.id, operator, urn)) return ok(EVERYTHING)
  // that everybody has a schema is said, so what is left of "another one" is a row
  if (operator === 'ne') return ok({ kind: 'present', path: node })
  return bindComparison(node, operator, { kind: 'text', text: urn, quoted: true }, true)
}

/** Every resource here has one type, so the answer is known: everything, or nothing. */
function bindResourceType(resourceType: ResourceType, _: AttributeNode, filter: Compare): ScimResult<BoundFilter> {
  const { operator, value } = filter
  if (value.kind === 'null') return bindNull(EVERYTHING, operator)
  const isMet = compareKeys(resourceType.name, operator, value.text)
  return ok(isMet ? EVERYTHING : NOTHING)
}

/**
 * An address ends in the endpoint and the id. What stands in front of them is not looked at: one server answers under
 * several names and base addresses.
 */
function bindLocation(resourceType: ResourceType, node: AttributeNode, filter: Compare): ScimResult<BoundFilter> {
  const { operator, value } = filter
  if (value.kind === 'null') return bindNull(EVERYTHING, operator)
  if (operator !== 'eq' && operator !== 'ne') return onlyEqual(node)
  const [id = '', endpoint = ''] = value.text.split('/').toReversed()
  const { endpoint: own } = resourceType
  const isHere = `/${endpoint}`.toLowerCase() === own.toLowerCase()
  const path = vocabularyOf(resourceType).attributes.get('id')
  if (!isHere || path === undefined) return ok(operator === 'ne' ? EVERYTHING : NOTHING)
  return bindComparison(path, operator, { kind: 'text', text: id, quoted: true }, false)
}

/** An entity tag, weak or strong (RFC 7644 §3.14), or its bare number. */
function bindVersion(resourceType: ResourceType, node: AttributeNode, filter: Compare): ScimResult<BoundFilter> {
  const { operator, value } = filter
  if (value.kind === 'null') return bindNull(EVERYTHING, operator)
  if (operator !== 'eq' && operator !== 'ne') return onlyEqual(node)
  const version = Number(value.text.replace(/^(?:W\/)?"([0-9]{1,15})"$/, '$1'))
  if (!Number.isSafeInteger(version) || version < 1) return ok(operator === 'ne' ? EVERYTHING : NOTHING)
  return bindComparison(node, operator, { kind: 'text', text: versionTag(version), quoted: true }, false)
}

const onlyEqual = (node: AttributeNode): ScimResult<never> =>
  invalidFilter(`"${node.label}" can be compared with eq and ne only.`)
