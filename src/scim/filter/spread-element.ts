import { fail, ok } from '../../shared/result.ts'
import type { ScimResult } from '../errors.ts'
import type { AttributeNode } from '../schema/vocabulary.ts'
import type { BoundFilter } from './ast.ts'

/** How many conjunctions one element filter may become; `(a or b) and (c or d) and …` doubles with each factor. */
const MAX_CONJUNCTIONS = 64

/**
 * `emails[…]` as conjunctions that storage can look up: `or` moves outwards (there is an element with a or b = there is
 * one with a, or there is one with b), `not` inwards. A single leaf stands alone: any element may meet it.
 */
export function spreadElement(node: AttributeNode, filter: BoundFilter): ScimResult<BoundFilter> {
  const conjunctions = conjunctionsOf(filter, false)
  if (conjunctions === undefined) {
    return fail({
      kind: 'tooMany',
      detail: `The filter inside "${node.label}[…]" has too many combinations of "or" and "and". Ask in several requests.`,
    })
  }
  const operands = conjunctions.map((leaves) => elementOf(node, leaves))
  const [only] = operands
  return ok(operands.length === 1 && only !== undefined ? only : { kind: 'or', operands })
}

function elementOf(node: AttributeNode, leaves: readonly BoundFilter[]): BoundFilter {
  const [first] = leaves
  const filter: BoundFilter = leaves.length === 1 && first !== undefined ? first : { kind: 'and', operands: leaves }
  return filter.kind === 'and' || filter.kind === 'not' ? { kind: 'element', path: node, filter } : filter
}

/** Disjunctive normal form, as lists of leaves and negated leaves. */
function conjunctionsOf(filter: BoundFilter, negated: boolean): readonly (readonly BoundFilter[])[] | undefined {
  if (filter.kind === 'not') return conjunctionsOf(filter.operand, !negated)
  if (filter.kind !== 'and' && filter.kind !== 'or') {
    return [[negated ? { kind: 'not', operand: filter } : filter]]
  }
  let all: readonly (readonly BoundFilter[])[] | undefined
  for (const operand of filter.operands) {
    const next = conjunctionsOf(operand, negated)
    if (next === undefined) return undefined
    if (all === undefined) all = next
    // De Morgan: under a negation `or` joins what `and` joins without one
    else if ((filter.kind === 'or') !== negated) all = [...all, ...next]
    else all = all.flatMap((left) => next.map((right) => [...left, ...right]))
    if (all.length > MAX_CONJUNCTIONS) return undefined
  }
  return all
}
