import type { Json, JsonObject } from '../../src/shared/json.ts'
import type { FilterSubject } from '../../src/scim/filter/matches.ts'
import type { Attribute, ResourceType } from '../../src/scim/schema/attribute.ts'
import { pick, randomValue, type Random } from './random-values.ts'

export type Subject = Required<Pick<FilterSubject, 'attributes' | 'id' | 'meta'>>

/** A resource as a client might have sent it: most attributes missing, elements with holes, unknown things beside them. */
export function randomResource(random: Random, type: ResourceType, i: number): Subject {
  const attributes: Record<string, Json> = { ...membersOf(random, type.schema.attributes, 4) }
  if (type.nameAttribute !== undefined) attributes[type.nameAttribute] = `${pick(random, NAMES)}${i}`
  if (random(2) === 0) attributes['externalId'] = pick(random, ['e-1', 'E-1', 'e_1', '%', '\u{1F600}'])
  for (const { schema } of type.extensions) {
    if (random(2) === 0) attributes[schema.id] = membersOf(random, schema.attributes, 3)
  }
  if (random(6) === 0) attributes['urn:example:unknown'] = { a: 1 }
  const at = i * 1_000
  const meta = { resourceType: type.name, created: at, lastModified: at + random(5) * 10_000, version: 1 + random(4) }
  return { id: `id-${i}`, attributes, meta }
}

const NAMES = ['Ann', 'bob', 'B_b%', 'ß', 'é', '\u{1F600}', '“x”']

/** Each with a chance of one in `rarity`. */
function membersOf(random: Random, attributes: readonly Attribute[], rarity: number): JsonObject {
  const members: Record<string, Json> = {}
  for (const attribute of attributes) {
    if (attribute.relation !== undefined || attribute.returned === 'never') continue
    if (attribute.default !== undefined) members[attribute.name] = attribute.default
    if (random(rarity) > 0) continue
    const value = attribute.multiValued ? elementsOf(random, attribute) : elementOf(random, attribute)
    if (value !== undefined) members[attribute.name] = value
  }
  return members
}

function elementsOf(random: Random, attribute: Attribute): Json | undefined {
  const elements = Array.from({ length: 1 + random(3) }, () => elementOf(random, attribute)).filter(
    (element) => element !== undefined,
  )
  return elements.length === 0 ? undefined : onePrimary(elements)
}

/** Of an element only what the schema knows nothing of may be left. */
function elementOf(random: Random, attribute: Attribute): Json | undefined {
  if (attribute.subAttributes === undefined) return randomValue(random, attribute)
  const members = membersOf(random, attribute.subAttributes, 2)
  if (random(12) === 0) return { ...members, unheard: 'of' }
  return Object.keys(members).length === 0 ? undefined : members
}

/** As validation leaves them (scim-clients V13). */
function onePrimary(elements: readonly Json[]): Json {
  const last = elements.findLastIndex((element) => isPrimary(element))
  return elements.map((element, i) =>
    isPrimary(element) && i !== last ? { ...(element as JsonObject), primary: false } : element,
  )
}

const isPrimary = (element: Json): boolean =>
  typeof element === 'object' && element !== null && 'primary' in element && element.primary === true
