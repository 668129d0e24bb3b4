import { ok } from '../../shared/result.ts'
import type { ScimResult } from '../errors.ts'
import { keyOf } from '../index-key.ts'
import type { AttributeNode } from '../schema/vocabulary.ts'
import type { BoundFilter, ParsedFilter } from './ast.ts'
import { bindNull } from './bind-comparison.ts'
import { invalidFilter } from './refusals.ts'

/** `members.$ref`, `groups.$ref`: not kept, because it follows from the type and the id of what it leads to. */
export const isReference = ({ attribute, name }: AttributeNode): boolean =>
  attribute.relation !== undefined && name === '$ref'

/**
 * A comparison of the address of a member, as conditions on its id and type. What stands in front of the endpoint is not
 * looked at: one server answers under several names and base addresses.
 */
export function bindReference(
  relation: AttributeNode,
  { operator, value }: Extract<ParsedFilter, { readonly kind: 'compare' }>,
): ScimResult<BoundFilter> {
  const reference = relation.subs?.get('$ref')
  const id = relation.subs?.get('value')
  const type = relation.subs?.get('type')
  if (reference === undefined || id === undefined || type === undefined)
    return invalidFilter(`"${relation.label}" has no addresses to compare.`)
  if (value.kind === 'null') return bindNull({ kind: 'present', path: id }, operator)
  if (operator !== 'eq' && operator !== 'ne')
    return invalidFilter(
      `"${reference.label}" can be compared with eq and ne only. Compare "${id.label}" or "${type.label}" instead.`,
    )
  const [last = '', endpoint = ''] = value.text.split('/').toReversed()
  const referenced = reference.subAttribute?.referenceTypes?.find(
    (name) => `${name}s`.toLowerCase() === endpoint.toLowerCase(),
  )
  const isIt: BoundFilter = {
    kind: 'and',
    // nothing has an empty id
    operands: [equal(id, referenced === undefined ? '' : last), ...ofType(type, referenced)],
  }
  return ok(operator === 'eq' ? isIt : { kind: 'not', operand: isIt })
}

const equal = (path: AttributeNode, text: string): BoundFilter => ({
  kind: 'compare',
  path,
  operator: 'eq',
  key: keyOf(path, text) ?? '',
})

/** `type` of a group tells how a person came into it, of a member what it is. */
const ofType = (type: AttributeNode, referenced: string | undefined): readonly BoundFilter[] =>
  referenced !== undefined && type.subAttribute?.canonicalValues?.includes(referenced) === true
    ? [equal(type, referenced)]
    : []
