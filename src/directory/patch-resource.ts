import { applyPatch } from '../scim/patch/apply.ts'
import type { PatchOperation } from '../scim/patch/parse.ts'
import { changeResource, type Intention } from './change-resource.ts'
import type { Precondition, ResourceDeps, Scene, Written } from './resource-deps.ts'

/** PATCH (RFC 7644 §3.5.2): all of the operations or none. */
export function patchResource(
  deps: ResourceDeps,
  scene: Scene,
  id: string,
  operations: readonly PatchOperation[],
  precondition?: Precondition,
): Promise<Written> {
  return changeResource(deps, scene, id, precondition, toPatch(scene, operations))
}

/** What a PATCH wants of the resource it meets. */
export const toPatch =
  (scene: Scene, operations: readonly PatchOperation[]): Intention =>
  (before) =>
    applyPatch(scene.resourceType, before, operations)
