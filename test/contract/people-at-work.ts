import { randomUUID } from 'node:crypto'
import { createResource } from '../../src/directory/create-resource.ts'
import { deleteResource } from '../../src/directory/delete-resource.ts'
import { patchResource } from '../../src/directory/patch-resource.ts'
import type { Scene, Written } from '../../src/directory/resource-deps.ts'
import { parseStem } from '../../src/scim/representation.ts'
import { parsePatch } from '../../src/scim/patch/parse.ts'
import type { ScimResult } from '../../src/scim/errors.ts'
import type { ResourceType } from '../../src/scim/schema/attribute.ts'
import { userType } from '../../src/scim/schema/resource-types.ts'
import type { Json } from '../../src/shared/json.ts'
import type { Storage } from '../../src/storage/open-storage.ts'
import { actor, valueOf, type Place } from './fixture.ts'

/** What SCIM clients do, through the use cases, on the store under test. */
export type Work = {
  create(body: Json, type?: ResourceType): Promise<Written>
  patch(id: string, operations: Json, type?: ResourceType): Promise<Written>
  remove(id: string): Promise<ScimResult<void>>
  /** Attributes as they are stored now. */
  read(id: string): Promise<Readonly<Record<string, unknown>>>
  /** Ids of the members of a group. */
  members(id: string): Promise<readonly string[]>
}

export function workOn(storage: Pick<Storage, 'resources'>, place: Place): Work {
  const deps = { resources: storage.resources, clock: () => 1, newId: () => randomUUID() }
  const scene = (resourceType: ResourceType): Scene => ({ directory: place.directory, resourceType, actor })
  return {
    create: (body, type = userType) => createResource(deps, scene(type), body),
    patch: (id, operations, type = userType) =>
      patchResource(deps, scene(type), id, valueOf(parsePatch({ Operations: operations }))),
    remove: (id) => deleteResource(deps, scene(userType), id),
    async read(id) {
      const stored = await storage.resources.get(place.users, id)
      return stored === undefined ? {} : parseStem(stored.stem)
    },
    async members(id) {
      const group = await storage.resources.get(place.groups, id)
      if (group === undefined) return []
      const members = JSON.parse(await storage.resources.membersJson(place.groups, group)) as { value: string }[]
      return members.map(({ value }) => value)
    },
  }
}
