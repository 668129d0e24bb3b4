import { isJsonObject, type JsonObject } from '../../shared/json.ts'
import { canonicalKey } from '../../shared/text.ts'
import { domainOf } from '../named-values.ts'
import type { Attributes } from '../resource.ts'
import type { ResourceType } from '../schema/attribute.ts'
import { vocabularyOf } from '../schema/vocabulary.ts'
import { defaultDomain, type Home } from './home.ts'

/**
 * Who came without a domain is shown with the directory's first one. A client that gives back what it was shown has not
 * said anything new, and must not change the resource by it.
 */
export function withoutDefaultDomain(
  resourceType: ResourceType,
  home: Home,
  before: Attributes,
  body: JsonObject,
): JsonObject {
  const given = domainOf(resourceType, body)
  if (given === undefined || domainOf(resourceType, before) !== undefined) return body
  if (canonicalKey(given) !== canonicalKey(defaultDomain(home))) return body
  return Object.fromEntries(
    Object.entries(body).flatMap(([key, block]) => {
      if (!isJsonObject(block) || vocabularyOf(resourceType).schemas.get(key)?.schema.alias !== 'access')
        return [[key, block]]
      const rest = Object.entries(block).filter(([name]) => name.toLowerCase() !== 'domain')
      return rest.length === 0 ? [] : [[key, Object.fromEntries(rest)]]
    }),
  )
}
