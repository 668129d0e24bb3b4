import { jsonEqual, type JsonObject } from '../../shared/json.ts'
import { ok } from '../../shared/result.ts'
import type { ScimResult } from '../errors.ts'
import type { Attributes } from '../resource.ts'
import type { ResourceType } from '../schema/attribute.ts'
import { validateResource, type ValidResource } from '../validate.ts'
import type { Home } from './home.ts'
import { keepBeyondV1 } from './keep-beyond.ts'
import { withoutDefaultDomain } from './settle-domain.ts'

/** A PUT of 1.1 on what is stored: `validateResource`, after what 1.1 has no words for was put back. */
export function replaceFromV1(
  resourceType: ResourceType,
  home: Home,
  before: Attributes,
  whole: JsonObject,
): ScimResult<ValidResource & { readonly changed: boolean }> {
  const body = keepBeyondV1(resourceType, before, withoutDefaultDomain(resourceType, home, before, whole))
  const valid = validateResource(resourceType, body, { kind: 'replace', before })
  if (!valid.ok) return valid
  return ok({ ...valid.value, changed: !jsonEqual(before, valid.value.attributes) })
}
