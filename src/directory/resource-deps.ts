import type { ScimResult } from '../scim/errors.ts'
import type { ResourceType } from '../scim/schema/attribute.ts'
import type { Clock } from '../shared/clock.ts'
import type { NewId } from '../shared/ids.ts'
import type { Actor, Collection, Directory, ResourceStore, StoredResource } from './ports.ts'

export type ResourceDeps = {
  readonly resources: ResourceStore
  readonly clock: Clock
  readonly newId: NewId
}

/** Where a use case works and for whom: the directory is chosen, the caller is let in. */
export type Scene = {
  readonly directory: Directory
  readonly resourceType: ResourceType
  readonly actor: Actor
  /** What a write does with members that are no users or groups yet; they are parked when nothing is said. */
  readonly unknownMembers?: 'park' | 'refuse'
}

export const collectionOf = (scene: Scene, resourceType: string = scene.resourceType.name): Collection => ({
  tenantId: scene.directory.tenantId,
  directoryId: scene.directory.directoryId,
  resourceType,
})

/** Whether the stored version is the one the caller has seen (`If-Match`, RFC 7644 §3.14). */
export type Precondition = (version: number) => boolean

/** What a write leaves: the resource as it stands now. */
export type Written = ScimResult<StoredResource>
