import { fail, ok } from '../shared/result.ts'
import { differences } from '../scim/differences.ts'
import type { ScimResult } from '../scim/errors.ts'
import { indexRows } from '../scim/index-rows.ts'
import { nameOf } from '../scim/named-values.ts'
import { parseStem } from '../scim/representation.ts'
import type { Attributes, MemberChange } from '../scim/resource.ts'
import { changeMembers, memberDifference, membersChanged } from './change-members.ts'
import { checkDomain } from './check-domain.ts'
import { rowOf } from './create-resource.ts'
import type { ResourceTransaction, StoredResource } from './ports.ts'
import { notFound, stale, taken, tooLarge } from './refusals.ts'
import { collectionOf, type Precondition, type ResourceDeps, type Scene, type Written } from './resource-deps.ts'
import { writeResources } from './write-resources.ts'

/** What the caller wants the resource to become, computed from what it is at this moment, inside the transaction. */
export type Intention = (before: Attributes) => ScimResult<{
  readonly attributes: Attributes
  readonly members: MemberChange
  readonly changed: boolean
}>

/**
 * The one way a resource changes, for PUT and PATCH: read, compute, write the difference, all in one transaction, so that
 * concurrent changes never lose one another. What changes nothing writes nothing: same version, same lastModified.
 */
export function changeResource(
  deps: ResourceDeps,
  scene: Scene,
  id: string,
  precondition: Precondition | undefined,
  intention: Intention,
): Promise<Written> {
  const now = deps.clock()
  return writeResources(deps, scene, (transaction) =>
    changeIn(transaction, scene, id, { precondition, intention, now }),
  )
}

/** The part of a change that works inside a unit. */
export async function changeIn(
  transaction: ResourceTransaction,
  scene: Scene,
  id: string,
  change: { readonly precondition: Precondition | undefined; readonly intention: Intention; readonly now: number },
): Promise<Written> {
  const { precondition, intention, now } = change
  const collection = collectionOf(scene)
  const current = await transaction.get(collection, id)
  if (current === undefined) return fail(notFound(scene, id))
  if (precondition !== undefined && !precondition(current.version)) return fail(stale)
  const before = parseStem(current.stem)
  const wanted = intention(before)
  if (!wanted.ok) return wanted
  const { attributes, members, changed } = wanted.value
  const domain = checkDomain(scene, attributes, before)
  if (!domain.ok) return domain

  const joined = await changeMembers(transaction, scene, id, members)
  if (!joined.ok) return joined
  if (!changed && !membersChanged(joined.value)) return ok(current)
  const written = changed
    ? await writeAttributes(transaction, scene, current, before, attributes, now)
    : await touch(transaction, scene, current, now)
  if (!written.ok) return written
  const name = nameOf(scene.resourceType, attributes)
  if (changed && name !== nameOf(scene.resourceType, before)) await transaction.renameMember(collection, id, name, now)
  await transaction.appendChange({
    tenantId: collection.tenantId,
    directoryId: collection.directoryId,
    at: now,
    kind: 'update',
    resourceType: collection.resourceType,
    resourceId: id,
    version: written.value.version,
    actor: scene.actor,
    difference: { ...(changed ? differences(before, attributes) : {}), ...memberDifference(joined.value) },
  })
  return membersChanged(joined.value) ? ok((await transaction.get(collection, id)) ?? written.value) : written
}

/** What nobody could send back by a PUT, in UTF-16 code units: unknown attributes would grow for ever, one PATCH at a time. */
const MAX_STEM = 8 * 1024 * 1024

async function writeAttributes(
  transaction: ResourceTransaction,
  scene: Scene,
  current: StoredResource,
  before: Attributes,
  after: Attributes,
  now: number,
): Promise<Written> {
  const row = rowOf(scene, after, {
    id: current.id,
    created: current.created,
    lastModified: now,
    version: current.version + 1,
  })
  if (row.stem.length > MAX_STEM) return fail(tooLarge(scene))
  const { resourceType } = scene
  const updated = await transaction.update(
    collectionOf(scene),
    row,
    indexRows(resourceType, before),
    indexRows(resourceType, after),
  )
  return updated.ok ? ok({ ...current, ...row }) : fail(taken(scene, after, updated.error))
}

async function touch(
  transaction: ResourceTransaction,
  scene: Scene,
  current: StoredResource,
  now: number,
): Promise<Written> {
  const version = await transaction.touch(collectionOf(scene), current.id, now)
  return ok({ ...current, version, lastModified: now })
}
