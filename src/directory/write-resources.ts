import type { ScimResult } from '../scim/errors.ts'
import { fail } from '../shared/result.ts'
import type { ResourceTransaction } from './ports.ts'
import { undone } from './refusals.ts'
import type { ResourceDeps, Scene } from './resource-deps.ts'

/** A unit of work on the resources of a scene. When its directory is removed meanwhile, there is no such directory. */
export async function writeResources<T>(
  deps: Pick<ResourceDeps, 'resources'>,
  scene: Scene,
  unit: (transaction: ResourceTransaction) => Promise<ScimResult<T>>,
): Promise<ScimResult<T>> {
  const written = await deps.resources.write(unit, scene.directory)
  if (written.ok) return written
  const { error } = written
  return fail(error.kind === 'directoryGone' || error.kind === 'schemaChanged' ? undone(scene, error.kind) : error)
}
