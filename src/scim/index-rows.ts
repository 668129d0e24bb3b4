import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../shared/json.ts'
import type { IndexRow } from './filter/ast.ts'
import { keyOfLeaf } from './index-key.ts'
import type { Attributes } from './resource.ts'
import type { ResourceType } from './schema/attribute.ts'
import { vocabularyOf, type AttributeNode, type NamedNodes } from './schema/vocabulary.ts'

/**
 * The filterable values of a resource. Left out is what a column or a relation holds (id, externalId, meta, active, the
 * naming attribute, members, groups) and what cannot be asked for (binary, never returned, unknown to the schema).
 */
export function indexRows(resourceType: ResourceType, attributes: Attributes): readonly IndexRow[] {
  const rows: IndexRow[] = []
  const vocabulary = vocabularyOf(resourceType)
  for (const name of Object.keys(attributes)) {
    const value = attributes[name] as Json // the key comes from the object itself
    const node = vocabulary.attributes.get(name)
    if (node !== undefined) addAttribute(rows, node, value)
    else if (isJsonObject(value)) addExtension(rows, vocabulary.schemas.get(name)?.attributes, value)
  }
  return rows
}

function addExtension(rows: IndexRow[], names: NamedNodes | undefined, values: JsonObject): void {
  if (names === undefined) return
  for (const name of Object.keys(values)) {
    const node = names.get(name)
    if (node !== undefined) addAttribute(rows, node, values[name] as Json) // the key comes from the object itself
  }
}

function addAttribute(rows: IndexRow[], node: AttributeNode, value: Json): void {
  if (!isJsonArray(value)) return addElement(rows, node, value, 0)
  for (let element = 0; element < value.length; element += 1) addElement(rows, node, value[element], element)
}

function addElement(rows: IndexRow[], node: AttributeNode, value: Json | undefined, element: number): void {
  if (node.subs === undefined) return addLeaf(rows, node, value, element)
  if (!isJsonObject(value)) return
  for (const name of Object.keys(value)) {
    const sub = node.subs.get(name)
    if (sub !== undefined) addLeaf(rows, sub, value[name], element)
  }
}

function addLeaf(rows: IndexRow[], node: AttributeNode, value: Json | undefined, element: number): void {
  if (node.place !== 'rows' || value === undefined || value === null || typeof value === 'object') return
  const attribute = node.subAttribute ?? node.attribute
  const key = keyOfLeaf(attribute, value)
  if (key !== undefined) rows.push({ path: node.indexPath, element, key, lookup: attribute.lookup === true })
}
