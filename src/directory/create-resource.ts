import type { Json } from '../shared/json.ts'
import { fail, ok } from '../shared/result.ts'
import type { ScimResult } from '../scim/errors.ts'
import { indexRows } from '../scim/index-rows.ts'
import { externalIdOf, isActive, nameKeyOf, nameOf } from '../scim/named-values.ts'
import { renderStem } from '../scim/representation.ts'
import type { Attributes, MemberChange } from '../scim/resource.ts'
import { validateResource, type ValidResource } from '../scim/validate.ts'
import type { NewId } from '../shared/ids.ts'
import { changeMembers, memberDifference } from './change-members.ts'
import { checkDomain } from './check-domain.ts'
import type { DeletedResource, ResourceRow, ResourceTransaction } from './ports.ts'
import { taken } from './refusals.ts'
import { collectionOf, type ResourceDeps, type Scene, type Written } from './resource-deps.ts'
import { joinParked } from './return-to-groups.ts'
import { writeResources } from './write-resources.ts'

/**
 * POST (RFC 7644 §3.3). A record that was deleted lately under the same externalId and name comes back under its old id,
 * so that an identity provider which unassigns and assigns again keeps its link (DESIGN §6); it inherits no membership.
 */
export async function createResource(deps: ResourceDeps, scene: Scene, body: Json): Promise<Written> {
  const draft = draftOf(scene, body)
  if (!draft.ok) return draft
  const now = deps.clock()
  return writeResources(deps, scene, async (transaction) => {
    const deleted = await deletedTwin(transaction, scene, draft.value.attributes)
    return insertOrRevive(transaction, scene, draft.value, { newId: deps.newId, now, deleted })
  })
}

/** What a body makes a new resource of, as far as that can be said without looking at the others. */
export function draftOf(scene: Scene, body: Json): ScimResult<ValidResource> {
  const valid = validateResource(scene.resourceType, body, { kind: 'create' })
  if (!valid.ok) return valid
  const domain = checkDomain(scene, valid.value.attributes)
  return domain.ok ? valid : domain
}

/** The part of a create that works inside a unit. `deleted` is what {@link deletedTwin} found. */
export async function insertOrRevive(
  transaction: ResourceTransaction,
  scene: Scene,
  { attributes, members }: ValidResource,
  { newId, now, deleted }: { newId: NewId; now: number; deleted: DeletedResource | undefined },
): Promise<Written> {
  const collection = collectionOf(scene)
  const index = indexRows(scene.resourceType, attributes)
  const row = rowOf(scene, attributes, {
    id: deleted?.id ?? newId(),
    created: deleted?.created ?? now,
    lastModified: now,
    version: (deleted?.version ?? 0) + 1,
  })
  const stored = await (deleted === undefined
    ? transaction.insert(collection, row, index)
    : transaction.revive(collection, row, index))
  if (!stored.ok) return fail(taken(scene, attributes, stored.error))
  const joined = await changeMembers(transaction, scene, row.id, deleted === undefined ? members : afresh(members))
  if (!joined.ok) return joined
  const groups = deleted === undefined ? [] : await joinParked(transaction, collection, row.id, now)
  await transaction.appendChange({
    tenantId: collection.tenantId,
    directoryId: collection.directoryId,
    at: now,
    kind: deleted === undefined ? 'create' : 'revive',
    resourceType: collection.resourceType,
    resourceId: row.id,
    version: row.version,
    actor: scene.actor,
    difference: { ...memberDifference(joined.value), ...(groups.length === 0 ? {} : { groups: { added: groups } }) },
  })
  const current = members.kind === 'keep' ? undefined : await transaction.get(collection, row.id)
  return ok(current ?? { ...row, position: 0, memberCount: 0 })
}

/** Who creates a group without saying who is in it creates an empty one, also when an old record comes back for it. */
const afresh = (members: MemberChange): MemberChange =>
  members.kind === 'keep' ? { kind: 'replace', members: [] } : members

/** The row of a resource; everything but identity and time derives from its attributes. */
export function rowOf(
  scene: Scene,
  attributes: Attributes,
  identity: Pick<ResourceRow, 'id' | 'created' | 'lastModified' | 'version'>,
): ResourceRow {
  return {
    ...identity,
    stem: renderStem(scene.resourceType, identity.id, attributes),
    name: nameOf(scene.resourceType, attributes, identity.id),
    nameKey: nameKeyOf(scene.resourceType, attributes, identity.id),
    externalId: externalIdOf(attributes),
    active: isActive(attributes),
  }
}

/** The record that a create brings back instead of making a new one. */
export async function deletedTwin(
  transaction: ResourceTransaction,
  scene: Scene,
  attributes: Attributes,
): Promise<DeletedResource | undefined> {
  const externalId = externalIdOf(attributes)
  const { resourceType } = scene
  if (externalId === undefined || resourceType.nameAttribute === undefined) return undefined
  return transaction.findDeleted(collectionOf(scene), nameKeyOf(resourceType, attributes), externalId)
}
