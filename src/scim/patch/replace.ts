import { isJsonObject, type Json, type JsonObject } from '../../shared/json.ts'
import { refuse, type Problems } from '../body/problems.ts'
import { readAttribute, readSingle } from '../body/read-attribute.ts'
import { matchesElement } from '../filter/matches.ts'
import type { Attributes } from '../resource.ts'
import type { AttributeNode } from '../schema/vocabulary.ts'
import type { ElementTarget } from './bind.ts'
import { elementAskedFor, refuseImmutable, settleElements } from './elements.ts'
import { mergeComplex } from './merge-complex.ts'
import { removeElements, removeSubAttribute } from './remove.ts'
import { storedElements, storedValue, withElements, withMember, withValue } from './stored-value.ts'

/** RFC 7644 §3.5.2.3. A complex value is merged; null and its like unassign. */
export function replaceAttribute(
  attributes: Attributes,
  node: AttributeNode,
  value: Json,
  problems: Problems,
): Attributes {
  const read = readAttribute(node, value, problems)
  const isSingleComplex = node.subs !== undefined && !node.attribute.multiValued
  const old = storedValue(attributes, node)
  const next = isSingleComplex ? mergeComplex(node.subs, old, value, read) : read
  if (next === undefined && problems.length === 0) return unassign(attributes, node, problems)
  return withValue(attributes, node, next)
}

/** What has a default cannot be unassigned, and keeps what it has: a leaver must not come back by a null. */
function unassign(attributes: Attributes, node: AttributeNode, problems: Problems): Attributes {
  if (node.attribute.default !== undefined) return attributes
  if (node.attribute.required)
    refuse(problems, node, 'a value is required. Check the attribute mapping at the identity provider.')
  return withValue(attributes, node, undefined)
}

/** `name.givenName` of the one value, or `emails.type` of every element. */
export function replaceSubAttribute(
  attributes: Attributes,
  node: AttributeNode,
  sub: AttributeNode,
  value: Json,
  problems: Problems,
): Attributes {
  const read = readAttribute(sub, value, problems)
  if (read === undefined) return removeSubAttribute(attributes, node, sub, problems)
  if (!node.attribute.multiValued) {
    const old = storedValue(attributes, node)
    // another id is another thing: see mergeComplex
    const base = isJsonObject(old) && (sub.name !== 'value' || old.value === read) ? old : {}
    return withValue(attributes, node, { ...base, [sub.name]: read })
  }
  const before = storedElements(attributes, node)
  const change = changeSub(node, sub, read, problems)
  const elements = before.length === 0 ? [{ [sub.name]: read }] : before.map(change)
  return withElements(attributes, node, settleElements(node, elements, before, problems))
}

/** `replace emails[type eq "work"]`: the selected elements become what is given. */
export function replaceElements(
  attributes: Attributes,
  target: ElementTarget,
  value: Json,
  problems: Problems,
): Attributes {
  const read = readSingle(target.node, value, problems)
  if (read === undefined) return problems.length > 0 ? attributes : removeElements(attributes, target, problems)
  const asked = elementAskedFor(target.node, target.wanted, [])
  const next = isJsonObject(read) ? { ...asked, ...read } : read
  return writeElements(attributes, target, problems, { change: () => next, create: () => next })
}

/** `add` and `replace emails[type eq "work"].value`: one sub-attribute of the selected elements. */
export function replaceSubOfElements(
  attributes: Attributes,
  target: ElementTarget,
  sub: AttributeNode,
  value: Json,
  problems: Problems,
): Attributes {
  const read = readAttribute(sub, value, problems)
  if (read === undefined) return problems.length > 0 ? attributes : removeElements(attributes, target, problems)
  return writeElements(attributes, target, problems, {
    change: changeSub(target.node, sub, read, problems),
    create: (asked) => ({ ...asked, [sub.name]: read }),
  })
}

type ElementWriter = {
  readonly change: (element: Json) => Json
  readonly create: (asked: JsonObject) => Json
}

/**
 * Changes the elements that the filter selects. When it selects none, one is made that it would have selected: the RFC
 * says `noTarget`, but Entra sends `Replace emails[type eq "work"].value` to whoever has no work mail yet and cannot cope
 * with a refusal (scim-clients P7). Operations that follow with the same filter then fill the same element.
 */
export function writeElements(
  attributes: Attributes,
  target: ElementTarget,
  problems: Problems,
  writer: ElementWriter,
): Attributes {
  const { node, filter, wanted } = target
  const before = storedElements(attributes, node)
  let selected = false
  const changed = before.map((element) => {
    if (!matchesElement(filter, element)) return element
    selected = true
    return writer.change(element)
  })
  if (selected) return withElements(attributes, node, settleElements(node, changed, before, problems))
  const asked = elementAskedFor(node, wanted, problems)
  if (asked === undefined) {
    problems.push({ kind: 'noTarget', path: node.label, detail: `No value of "${node.label}" meets the filter.` })
    return attributes
  }
  const elements = [...before, writer.create(asked)]
  return withElements(attributes, node, settleElements(node, elements, before, problems))
}

const changeSub =
  (node: AttributeNode, sub: AttributeNode, value: Json, problems: Problems) =>
  (element: Json): Json => {
    const changed = withSub(element, sub, value)
    refuseImmutable(node, element, changed, problems)
    return changed
  }

const withSub = (element: Json, sub: AttributeNode, value: Json): Json =>
  isJsonObject(element) && element[sub.name] !== value ? withMember(element, sub.name, value) : element
