import { isJsonObject, jsonEqual, type Json } from '../../shared/json.ts'
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
  if (node.attribute.required) {
    problems.push({
      kind: 'mutability',
      path: node.label,
      detail: `"${node.label}" is required and cannot be removed.`,
    })
    return attributes
  }
  // what has a default cannot be unassigned: a leaver whose `active` went would come back by it
  if (node.attribute.default !== undefined) return attributes
  if (!node.attribute.multiValued || value === undefined || value === null)
    return withValue(attributes, node, undefined)
  const listed = readAttribute(node, value, problems)
  return Array.isArray(listed) ? removeListed(attributes, node, listed) : attributes
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
export function removeSubAttribute(attributes: Attributes, node: AttributeNode, sub: AttributeNode): Attributes {
  if (node.attribute.multiValued) {
    return withElements(
      attributes,
      node,
      storedElements(attributes, node).flatMap((element) => withoutSub(element, sub)),
    )
  }
  const [left] = [storedValue(attributes, node)].flatMap((value) => (value === undefined ? [] : withoutSub(value, sub)))
  return withValue(attributes, node, left)
}

/** `remove emails[type eq "work"]`. The last element takes the attribute with it: absent, not `[]`. */
export function removeElements(attributes: Attributes, target: ElementTarget): Attributes {
  const elements = storedElements(attributes, target.node)
  const kept = elements.flatMap((element) => {
    if (!matchesElement(target.filter, element)) return [element]
    return target.sub === undefined ? [] : withoutSub(element, target.sub)
  })
  return withElements(attributes, target.node, kept)
}

/** A value that lost its `value` is gone: what is left only described it. */
function withoutSub(element: Json, sub: AttributeNode): readonly Json[] {
  if (!isJsonObject(element) || element[sub.name] === undefined) return [element]
  const rest = withMember(element, sub.name, undefined)
  return sub.name === 'value' || isEmpty(rest) ? [] : [rest]
}
