import { fail, ok } from '../shared/result.ts'
import type { ScimResult } from '../scim/errors.ts'
import { indexRows } from '../scim/index-rows.ts'
import { parseStem } from '../scim/representation.ts'
import { notFound, stale } from './refusals.ts'
import type { ResourceTransaction } from './ports.ts'
import { collectionOf, type Precondition, type ResourceDeps, type Scene } from './resource-deps.ts'
import { writeResources } from './write-resources.ts'

/**
 * DELETE (RFC 7644 §3.6): 404 outside from now on and the name free at once; inside, the record can be brought back for 30
 * days. The groups it leaves are named in the change log, so that an undo can put it back.
 */
export function deleteResource(
  deps: ResourceDeps,
  scene: Scene,
  id: string,
  precondition?: Precondition,
): Promise<ScimResult<void>> {
  const now = deps.clock()
  return writeResources(deps, scene, (transaction) => deleteIn(transaction, scene, id, { precondition, now }))
}

/** The part of a delete that works inside a unit. */
export async function deleteIn(
  transaction: ResourceTransaction,
  scene: Scene,
  id: string,
  { precondition, now }: { readonly precondition: Precondition | undefined; readonly now: number },
): Promise<ScimResult<void>> {
  const collection = collectionOf(scene)
  const current = await transaction.get(collection, id)
  if (current === undefined) return fail(notFound(scene, id))
  if (precondition !== undefined && !precondition(current.version)) return fail(stale)
  const index = indexRows(scene.resourceType, parseStem(current.stem))
  const left = await transaction.remove(collection, id, now, index)
  await transaction.appendChange({
    tenantId: collection.tenantId,
    directoryId: collection.directoryId,
    at: now,
    kind: 'delete',
    resourceType: collection.resourceType,
    resourceId: id,
    version: current.version + 1,
    actor: scene.actor,
    difference: left.length === 0 ? {} : { groups: { removed: left } },
  })
  return ok(undefined)
}
