import { isJsonArray, isJsonObject, type Json } from '../../shared/json.ts'
import type { Problems } from '../body/problems.ts'
import { readAttribute, readSingle } from '../body/read-attribute.ts'
import type { Attributes } from '../resource.ts'
import type { AttributeNode } from '../schema/vocabulary.ts'
import type { ElementTarget } from './bind.ts'
import { appendElements, mergeElement, refuseImmutable, settleElements } from './elements.ts'
import { replaceAttribute, writeElements } from './replace.ts'
import { storedElements, withElements } from './stored-value.ts'

/** RFC 7644 §3.5.2.1: values go behind the existing ones; a single value is replaced. */
export function addToAttribute(
  attributes: Attributes,
  node: AttributeNode,
  value: Json,
  problems: Problems,
): Attributes {
  if (!node.attribute.multiValued) return replaceAttribute(attributes, node, value, problems)
  const added = readAttribute(node, value, problems)
  if (!isJsonArray(added)) return attributes
  const before = storedElements(attributes, node)
  const elements = appendElements(node, before, added, problems)
  return withElements(attributes, node, settleElements(node, elements, before, problems))
}

/** `add emails[type eq "work"]`: what is given joins what the selected elements have. */
export function addToElements(
  attributes: Attributes,
  target: ElementTarget,
  value: Json,
  problems: Problems,
): Attributes {
  const added = readSingle(target.node, value, problems) ?? {}
  return writeElements(attributes, target, problems, {
    change: (element) => {
      const merged = mergeElement(element, added)
      refuseImmutable(target.node, element, merged, problems)
      return merged
    },
    create: (asked) => (isJsonObject(added) ? { ...asked, ...added } : asked),
  })
}
