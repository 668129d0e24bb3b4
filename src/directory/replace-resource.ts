import { jsonEqual, type Json } from '../shared/json.ts'
import { ok } from '../shared/result.ts'
import { validateResource } from '../scim/validate.ts'
import { changeResource, type Intention } from './change-resource.ts'
import type { Precondition, ResourceDeps, Scene, Written } from './resource-deps.ts'

/** PUT (RFC 7644 §3.5.1). The body is refused for what it is before the target is looked up, then read against what is stored. */
export async function replaceResource(
  deps: ResourceDeps,
  scene: Scene,
  id: string,
  body: Json,
  precondition?: Precondition,
): Promise<Written> {
  const acceptable = validateResource(scene.resourceType, body, { kind: 'replace' })
  if (!acceptable.ok) return acceptable
  return changeResource(deps, scene, id, precondition, toReplace(scene, body))
}

/** What a PUT wants of the resource it meets. */
export const toReplace =
  (scene: Scene, body: Json): Intention =>
  (before) => {
    const valid = validateResource(scene.resourceType, body, { kind: 'replace', before })
    if (!valid.ok) return valid
    return ok({ ...valid.value, changed: !jsonEqual(before, valid.value.attributes) })
  }
