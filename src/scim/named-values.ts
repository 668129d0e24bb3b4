import { isJsonObject, type Json } from '../shared/json.ts'
import { canonicalKey } from '../shared/text.ts'
import { readAttribute } from './body/read-attribute.ts'
import { keyOfLeaf } from './index-key.ts'
import type { Attributes } from './resource.ts'
import type { ResourceType } from './schema/attribute.ts'
import { lookUp, vocabularyOf } from './schema/vocabulary.ts'

/** The few values that our own code reads of a resource. */

/** `userName`, `displayName` of a group: as sent. The id of a resource whose type has no name. */
export function nameOf({ nameAttribute }: ResourceType, attributes: Attributes, id = ''): string {
  return nameAttribute === undefined ? id : (textOf(attributes[nameAttribute]) ?? '')
}

/** The name in the form in which names are unique, and in which filters seek it. */
export function nameKeyOf(resourceType: ResourceType, attributes: Attributes, id = ''): string {
  const name = nameOf(resourceType, attributes, id)
  const node = vocabularyOf(resourceType).naming
  return (node === undefined ? undefined : keyOfLeaf(node.attribute, name)) ?? canonicalKey(name)
}

export function externalIdOf(attributes: Attributes): string | undefined {
  return textOf(attributes.externalId)
}

export function isActive(attributes: Attributes): boolean {
  return attributes.active !== false
}

/** `domain` of the Access extension, from a request body in any case or from attributes. */
export const domainOf = (resourceType: ResourceType, body: Json): string | undefined =>
  accessTextOf(resourceType, body, 'domain')

/** A text of the Access extension by its lower-case name, from a request body in any case or from attributes. */
export function accessTextOf(resourceType: ResourceType, body: Json, wanted: string): string | undefined {
  if (!isJsonObject(body)) return undefined
  const { schemas } = vocabularyOf(resourceType)
  for (const key of Object.keys(body)) {
    const extension = body[key]
    const node = lookUp(schemas, key)
    if (!isJsonObject(extension) || node?.schema.alias !== 'access') continue
    const name = Object.keys(extension).find((candidate) => candidate.toLowerCase() === wanted)
    const value = name === undefined ? undefined : extension[name]
    if (value === undefined) continue
    const attribute = lookUp(node.attributes, wanted)
    // read as it will be stored: a number or an array of one is a text then
    return textOf(attribute === undefined ? value : readAttribute(attribute, value, []))
  }
  return undefined
}

const textOf = (value: Json | undefined): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined
