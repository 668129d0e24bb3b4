import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../shared/json.ts'
import type { IndexRow } from './filter/ast.ts'
import { cutKey, MAX_KEY, wholeKeyOf } from './index-key.ts'
import { isSchemaName } from './representation.ts'
import type { Attributes } from './resource.ts'
import type { ResourceType } from './schema/attribute.ts'
import { vocabularyOf, type AttributeNode, type NamedNodes } from './schema/vocabulary.ts'

/**
 * The filterable values of a resource, and which extensions it has. Left out is what a column or a relation holds (id,
 * externalId, meta, active, the naming attribute, members, groups), what everybody has (the core schema) and what cannot
 * be asked for (never returned, unknown to the schema).
 */
export function indexRows(resourceType: ResourceType, attributes: Attributes): readonly IndexRow[] {
  const rows: IndexRow[] = []
  const vocabulary = vocabularyOf(resourceType)
  for (const name of Object.keys(attributes)) {
    const value = attributes[name] as Json // the key comes from the object itself
    const node = vocabulary.attributes.get(name)
    if (node !== undefined) addAttribute(rows, node, value)
    else if (isSchemaName(name)) {
      addRow(rows, { indexPath: SCHEMAS }, 0, name, false)
      if (isJsonObject(value)) addExtension(rows, vocabulary.schemas.get(name)?.attributes, value)
    }
  }
  return rows
}

/** Index path of the schemas that a resource has beside its core schema. */
export const SCHEMAS = 'schemas'

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
    if (sub === undefined) continue
    const leaf = value[name]
    if (isJsonArray(leaf)) for (const each of leaf) addLeaf(rows, sub, each, element)
    else addLeaf(rows, sub, leaf, element)
  }
}

function addLeaf(rows: IndexRow[], node: AttributeNode, value: Json | undefined, element: number): void {
  if (node.place !== 'rows' || value === undefined || value === null || typeof value === 'object') return
  const attribute = node.subAttribute ?? node.attribute
  const key = wholeKeyOf(attribute, value)
  if (key !== undefined) addRow(rows, node, element, key, attribute.lookup === true)
}

type Named = Pick<AttributeNode, 'indexPath' | 'unique'>

function addRow(
  rows: IndexRow[],
  { indexPath: path, unique }: Named,
  element: number,
  key: string,
  lookup: boolean,
): void {
  const row =
    key.length > MAX_KEY ? { path, element, key: cutKey(key), whole: key, lookup } : { path, element, key, lookup }
  rows.push(unique === undefined ? row : { ...row, unique })
}
