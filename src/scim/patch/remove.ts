import { isJsonArray, isJsonObject, jsonEqual, type Json } from '../../shared/json.ts'
import type { Problems } from '../body/problems.ts'
import { isEmpty, readAttribute } from '../body/read-attribute.ts'
import { matchesElement } from '../filter/matches.ts'
import type { Attributes } from '../resource.ts'
import type { AttributeNode } from '../schema/vocabulary.ts'
import type { ElementTarget } from './bind.ts'
import { storedElements, storedValue, withElements, withMember, withValue } from './stored-value.ts'

/**
 * RFC 7644 §3.5.2.2. What is not there is removed already: clients repeat removals (scim-clients P8). With a value, only
 * the elements it lists go (P9).
 */
export function removeAttribute(
  attributes: Attributes,
  node: AttributeNode,
  value: Json | undefined,
  problems: Problems,
): Attributes {
  // what has a default cannot be unassigned: a leaver whose `active` went would come back by it
  if (node.attribute.default !== undefined) return attributes
  const isAll = !node.attribute.multiValued || value === undefined || value === null
  const listed = isAll ? undefined : readAttribute(node, value, problems)
  if (!isAll && !isJsonArray(listed)) return attributes
  const left = isJsonArray(listed) ? removeListed(attributes, node, listed) : withValue(attributes, node, undefined)
  return keepRequired(attributes, left, node, problems)
}

/** RFC 7644 §3.5.2.2: what becomes unassigned and is required is `mutability`. */
function keepRequired(before: Attributes, after: Attributes, node: AttributeNode, problems: Problems): Attributes {
  if (!node.attribute.required || storedValue(after, node) !== undefined) return after
  problems.push({ kind: 'mutability', path: node.label, detail: `"${node.label}" is required and cannot be removed.` })
  return before
}

/** An element is listed when everything that is said about it holds. */
function removeListed(attributes: Attributes, node: AttributeNode, listed: readonly Json[]): Attributes {
  const elements = storedElements(attributes, node)
  const kept = elements.filter((element) => !listed.some((description) => isDescribedBy(element, description)))
  return withElements(attributes, node, kept)
}

function isDescribedBy(element: Json, description: Json): boolean {
  if (!isJsonObject(element) || !isJsonObject(description)) return jsonEqual(element, description)
  if (description.value !== undefined) return jsonEqual(element.value, description.value)
  return Object.keys(description).every((name) => jsonEqual(element[name], description[name]))
}

/** `remove name.middleName`, or `remove emails.display` from every element. */
export function removeSubAttribute(
  attributes: Attributes,
  node: AttributeNode,
  sub: AttributeNode,
  problems: Problems,
): Attributes {
  const elements = storedElements(attributes, node)
  if (refuseSubRemoval(sub, elements, problems)) return attributes
  const left = elements.flatMap((element) => withoutSub(element, sub))
  const next = node.attribute.multiValued ? withElements(attributes, node, left) : withValue(attributes, node, left[0])
  return keepRequired(attributes, next, node, problems)
}

/** `remove emails[type eq "work"]`. The last element takes the attribute with it: absent, not `[]`. */
export function removeElements(attributes: Attributes, target: ElementTarget, problems: Problems): Attributes {
  const { node, filter, sub } = target
  const elements = storedElements(attributes, node)
  const selected = new Set(elements.filter((element) => matchesElement(filter, element)))
  if (sub !== undefined && refuseSubRemoval(sub, [...selected], problems)) return attributes
  const kept = elements.flatMap((element) => {
    if (!selected.has(element)) return [element]
    return sub === undefined ? [] : withoutSub(element, sub)
  })
  return keepRequired(attributes, withElements(attributes, node, kept), node, problems)
}

function refuseSubRemoval(sub: AttributeNode, elements: readonly Json[], problems: Problems): boolean {
  const { required, mutability } = sub.subAttribute ?? sub.attribute
  if (!required && mutability !== 'immutable') return false
  if (!elements.some((element) => isJsonObject(element) && element[sub.name] !== undefined)) return false
  const why = required ? 'is required and cannot be removed.' : 'cannot be removed once it has a value.'
  problems.push({ kind: 'mutability', path: sub.label, detail: `"${sub.label}" ${why}` })
  return true
}

/** A value that lost its `value` is gone: what is left only described it. */
function withoutSub(element: Json, sub: AttributeNode): readonly Json[] {
  if (!isJsonObject(element) || element[sub.name] === undefined) return [element]
  const rest = withMember(element, sub.name, undefined)
  return sub.name === 'value' || isEmpty(rest) ? [] : [rest]
}
