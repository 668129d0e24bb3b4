import { isJsonArray, isJsonObject, jsonEqual, type Json, type JsonObject } from '../../shared/json.ts'
import { isEmpty } from '../body/read-attribute.ts'
import type { Attributes } from '../resource.ts'
import type { AttributeNode } from '../schema/vocabulary.ts'

/** Reading and writing one attribute of a resource. Nothing is changed in place; an equal value gives the same object back. */

export function storedValue(attributes: Attributes, node: AttributeNode): Json | undefined {
  const container = node.extension === undefined ? attributes : attributes[node.extension]
  return isJsonObject(container) ? container[node.name] : undefined
}

export function storedElements(attributes: Attributes, node: AttributeNode): readonly Json[] {
  const value = storedValue(attributes, node)
  if (value === undefined) return []
  return isJsonArray(value) ? value : [value]
}

/** `undefined` unassigns: the attribute goes, and an extension object with it when it was the last one. */
export function withValue(attributes: Attributes, node: AttributeNode, value: Json | undefined): Attributes {
  if (jsonEqual(storedValue(attributes, node), value)) return attributes
  if (node.extension === undefined) return withMember(attributes, node.name, value)
  const extension = attributes[node.extension]
  const changed = withMember(isJsonObject(extension) ? extension : {}, node.name, value)
  return withMember(attributes, node.extension, isEmpty(changed) ? undefined : changed)
}

/** A multi-valued attribute without elements is unassigned, RFC 7643 §2.5. */
export function withElements(attributes: Attributes, node: AttributeNode, elements: readonly Json[]): Attributes {
  return withValue(attributes, node, elements.length === 0 ? undefined : elements)
}

/** The object with one member set, in its place, or left out. */
export function withMember(object: JsonObject, name: string, value: Json | undefined): JsonObject {
  if (value !== undefined) return { ...object, [name]: value }
  const { [name]: _gone, ...rest } = object
  return rest
}
