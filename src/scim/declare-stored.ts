import { isJsonArray, isJsonObject, jsonEqual, type Json, type JsonObject } from '../shared/json.ts'
import type { Problems } from './body/problems.ts'
import { isEmpty, readAttribute } from './body/read-attribute.ts'
import type { Attributes } from './resource.ts'
import type { ResourceType } from './schema/attribute.ts'
import { lookUp, vocabularyOf, type AttributeNode, type NamedNodes } from './schema/vocabulary.ts'

/**
 * Stored attributes in the light of declarations that came later: what was kept as unknown and is declared now stands under
 * its canonical name and in its type. A value that does not fit stays as it is; what must never be returned goes. The very
 * value that was given when nothing changes.
 */
export function declareStored(
  resourceType: ResourceType,
  attributes: Attributes,
  added: ReadonlySet<string>,
): Attributes {
  const vocabulary = vocabularyOf(resourceType)
  const out: Record<string, Json> = {}
  for (const key of Object.keys(attributes)) {
    const value = attributes[key] as Json // the key comes from the object itself
    const extension = vocabulary.attributes.has(key) ? undefined : lookUp(vocabulary.schemas, key)
    if (extension === undefined || extension.core || !isJsonObject(value)) {
      readMember(vocabulary.attributes, key, value, added, out)
      continue
    }
    const already = out[extension.schema.id]
    const inner: Record<string, Json> = isJsonObject(already) ? { ...already } : {}
    for (const name of Object.keys(value)) readMember(extension.attributes, name, value[name] as Json, added, inner)
    if (!isEmpty(inner)) out[extension.schema.id] = inner
  }
  return jsonEqual(out, attributes) ? attributes : out
}

function readMember(
  names: NamedNodes,
  key: string,
  value: Json,
  added: ReadonlySet<string>,
  out: Record<string, Json>,
): void {
  const node = lookUp(names, key)
  const isNew = node !== undefined && isAmong(node, added)
  if (!isNew) {
    out[key] = value
    return
  }
  if (node.attribute.returned === 'never') return
  const problems: Problems = []
  const read = node.ignored ? undefined : readAttribute(node, value, problems)
  // the canonical spelling wins over another one of the same name
  if (read === undefined || problems.length > 0) out[key] = value
  else if (!Object.hasOwn(out, node.name) || key === node.name) out[node.name] = read
}

const isAmong = (node: AttributeNode, added: ReadonlySet<string>): boolean =>
  added.has(node.indexPath) || [...(node.subs?.values() ?? [])].some(({ indexPath }) => added.has(indexPath))

/** Whether a resource holds a value of the attribute; of a sub-attribute in any of its elements. */
export function holds(attributes: Attributes, node: AttributeNode): boolean {
  const object = node.extension === undefined ? attributes : attributes[node.extension]
  const value = isJsonObject(object) ? valueOf(object, node.attribute.name) : undefined
  const { subAttribute } = node
  if (value === undefined || subAttribute === undefined) return value !== undefined
  return (isJsonArray(value) ? value : [value]).some(
    (element) => isJsonObject(element) && valueOf(element, subAttribute.name) !== undefined,
  )
}

const valueOf = (object: JsonObject, name: string): Json | undefined =>
  Object.hasOwn(object, name) ? object[name] : undefined
