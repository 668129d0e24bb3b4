import { isJsonArray, isJsonObject, type Json } from '../shared/json.ts'
import { fail, ok } from '../shared/result.ts'
import { indexRows } from '../scim/index-rows.ts'
import { parseStem } from '../scim/representation.ts'
import { rowOf } from './create-resource.ts'
import { notFound, taken } from './refusals.ts'
import { collectionOf, type ResourceDeps, type Scene, type Written } from './resource-deps.ts'
import { joinParked, rejoin } from './return-to-groups.ts'
import { writeResources } from './write-resources.ts'

/**
 * Undoes a delete (DESIGN §6): the record under its old id, in the groups it was taken out of, as far as they are still
 * there. Refused when somebody else has its name by now.
 */
export async function restoreResource(deps: ResourceDeps, scene: Scene, id: string): Promise<Written> {
  const collection = collectionOf(scene)
  const now = deps.clock()
  return writeResources(deps, scene, async (transaction) => {
    const deleted = await transaction.getDeleted(collection, id)
    if (deleted === undefined) return fail(notFound(scene, id))
    const attributes = parseStem(deleted.stem)
    const { created, version } = deleted
    const row = rowOf(scene, attributes, { id, created, lastModified: now, version: version + 1 })
    const last = await transaction.lastChange(collection, id)
    const revived = await transaction.revive(collection, row, indexRows(scene.resourceType, attributes))
    if (!revived.ok) return fail(taken(scene, attributes, revived.error))
    const groups = [
      ...(await joinParked(transaction, collection, id, now)),
      ...(await rejoin(transaction, collection, id, groupsLeft(last?.difference), now)),
    ]
    await transaction.appendChange({
      tenantId: collection.tenantId,
      directoryId: collection.directoryId,
      at: now,
      kind: 'revive',
      resourceType: collection.resourceType,
      resourceId: id,
      version: row.version,
      actor: scene.actor,
      difference: groups.length === 0 ? {} : { groups: { added: groups } },
    })
    return ok((await transaction.get(collection, id)) ?? { ...row, position: 0, memberCount: 0 })
  })
}

/** What the entry of the delete says about groups: `{"groups":{"removed":[…]}}`. */
function groupsLeft(difference: Json | undefined): readonly string[] {
  const groups = isJsonObject(difference) ? difference['groups'] : undefined
  const removed = isJsonObject(groups) ? groups['removed'] : undefined
  return isJsonArray(removed) ? removed.filter((id) => typeof id === 'string') : []
}
