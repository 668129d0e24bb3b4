import type { Json, JsonObject } from '../../shared/json.ts'
import { ok } from '../../shared/result.ts'
import type { ScimResult } from '../errors.ts'
import type { ResourceType } from '../schema/attribute.ts'
import { lookUp, vocabularyOf } from '../schema/vocabulary.ts'
import { splitMarked } from './marked-elements.ts'
import { bodyFromV1 } from './read-body.ts'

/** A body that describes a whole resource, in the words of the model. An element marked to be deleted is simply not there. */
export function wholeFromV1(resourceType: ResourceType, body: Json): ScimResult<JsonObject> {
  const read = bodyFromV1(resourceType, body)
  if (!read.ok) return read
  const { attributes } = vocabularyOf(resourceType)
  const out: Record<string, Json> = {}
  for (const [key, value] of Object.entries(read.value)) {
    const marked = lookUp(attributes, key)?.attribute.multiValued ? splitMarked(key, value) : undefined
    if (marked !== undefined && !marked.ok) return marked
    out[key] = marked === undefined ? value : marked.value.added
  }
  return ok(out)
}
