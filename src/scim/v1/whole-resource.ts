import { isJsonArray, type Json, type JsonObject } from '../../shared/json.ts'
import { ok } from '../../shared/result.ts'
import type { ScimResult } from '../errors.ts'
import type { ResourceType } from '../schema/attribute.ts'
import { lookUp, vocabularyOf } from '../schema/vocabulary.ts'
import { isMarkedDeleted } from './marked-elements.ts'
import { bodyFromV1 } from './read-body.ts'

/** A body that describes a whole resource, in the words of the model. An element marked to be deleted is simply not there. */
export function wholeFromV1(resourceType: ResourceType, body: Json): ScimResult<JsonObject> {
  const read = bodyFromV1(resourceType, body)
  if (!read.ok) return read
  const { attributes } = vocabularyOf(resourceType)
  const without = (key: string, value: Json): Json =>
    lookUp(attributes, key)?.attribute.multiValued && isJsonArray(value)
      ? value.filter((element) => !isMarkedDeleted(element))
      : value
  return ok(Object.fromEntries(Object.entries(read.value).map(([key, value]) => [key, without(key, value)])))
}
