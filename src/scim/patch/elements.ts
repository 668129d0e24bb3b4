import { isJsonObject, jsonEqual, type Json, type JsonObject } from '../../shared/json.ts'
import { keepOnePrimary } from '../body/primary.ts'
import type { Problems } from '../body/problems.ts'
import { refuse } from '../body/problems.ts'
import { MAX_ELEMENTS, readAttribute } from '../body/read-attribute.ts'
import type { ParsedFilter } from '../filter/ast.ts'
import { lookUp, type AttributeNode } from '../schema/vocabulary.ts'

/**
 * The element that a filter asks for: `type eq "work" and primary eq true` → `{"type":"work","primary":true}`. Undefined
 * when the filter is more than equalities, so that no one element follows from it (scim-clients P7).
 */
export function elementAskedFor(node: AttributeNode, filter: ParsedFilter, problems: Problems): JsonObject | undefined {
  if (filter.kind === 'and') {
    let element: JsonObject | undefined = {}
    for (const operand of filter.operands) {
      const part = elementAskedFor(node, operand, problems)
      element = part === undefined || element === undefined ? undefined : { ...element, ...part }
    }
    return element
  }
  if (filter.kind !== 'compare' || filter.operator !== 'eq' || filter.value.kind === 'null') return undefined
  const sub = node.subs === undefined ? undefined : lookUp(node.subs, filter.path)
  const value = sub === undefined ? undefined : readAttribute(sub, filter.value.text, problems)
  return sub === undefined || value === undefined ? undefined : { [sub.name]: value }
}

/**
 * Elements with others behind them. One with the same `type` and `value` as an existing one is that one, with more to
 * it: RFC 7643 §2.4 wants the pair unique, and a repeated add must change nothing (scim-clients P19).
 */
export function appendElements(
  node: AttributeNode,
  elements: readonly Json[],
  added: readonly Json[],
  problems: Problems,
): readonly Json[] {
  const all = [...elements]
  for (const element of added) {
    const at = all.findIndex((existing) => isSameElement(existing, element))
    const existing = all[at]
    if (existing === undefined) all.push(element)
    else {
      const merged = mergeElement(existing, element)
      refuseImmutable(node, existing, merged, problems)
      all[at] = merged
    }
  }
  return all
}

/** RFC 7643 §7 of a sub-attribute: an element keeps what it was made with, though elements come and go. */
export function refuseImmutable(node: AttributeNode, existing: Json, next: Json | undefined, problems: Problems): void {
  if (existing === next || !isJsonObject(existing)) return
  for (const sub of immutableSubs(node)) {
    const old = existing[sub.name]
    if (old === undefined || (isJsonObject(next) && jsonEqual(old, next[sub.name]))) continue
    const detail = `"${sub.label}" cannot be changed once it has a value. Remove the value and add another one.`
    problems.push({ kind: 'mutability', path: sub.label, detail })
  }
}

const subsByNode = new WeakMap<AttributeNode, readonly AttributeNode[]>()

function immutableSubs(node: AttributeNode): readonly AttributeNode[] {
  const known = subsByNode.get(node)
  if (known !== undefined) return known
  const subs = [...new Set(node.subs?.values() ?? [])].filter(
    ({ subAttribute }) => subAttribute?.mutability === 'immutable',
  )
  subsByNode.set(node, subs)
  return subs
}

/** Gives the existing element itself when the other adds nothing to it. */
export function mergeElement(existing: Json, added: Json): Json {
  if (!isJsonObject(existing) || !isJsonObject(added)) return existing
  const merged = { ...existing, ...added }
  return jsonEqual(merged, existing) ? existing : merged
}

function isSameElement(a: Json, b: Json): boolean {
  if (!isJsonObject(a) || !isJsonObject(b) || b.value === undefined) return jsonEqual(a, b)
  return jsonEqual(a.value, b.value) && jsonEqual(a.type, b.type)
}

/** What holds of every list of elements that is stored: not too many, one primary at most. */
export function settleElements(
  node: AttributeNode,
  elements: readonly Json[],
  before: readonly Json[],
  problems: Problems,
): readonly Json[] {
  if (elements.length > MAX_ELEMENTS) {
    refuse(problems, node, `${elements.length} values are more than the ${MAX_ELEMENTS} that are allowed.`)
  }
  return node.subs?.has('primary') ? keepOnePrimary(elements, before) : elements
}
