import { isJsonObject } from '../shared/json.ts'
import { ok, type Result } from '../shared/result.ts'
import type { Attributes } from '../scim/resource.ts'
import { agree, type DirectoryRefusal } from './choose-directory.ts'
import type { Scene } from './resource-deps.ts'

/**
 * The domain that a resource is about to have must be one of its directory, by whatever verb, path or spelling of the URN
 * it came. One that stays as it was is left alone: a directory may have lost it since, and its people must still change.
 */
export function checkDomain(
  scene: Scene,
  attributes: Attributes,
  before: Attributes = {},
): Result<unknown, DirectoryRefusal> {
  const domain = domainIn(scene, attributes)
  return domain === undefined || domain === domainIn(scene, before) ? ok(scene) : agree(scene.directory, domain)
}

function domainIn({ resourceType }: Scene, attributes: Attributes): string | undefined {
  const access = resourceType.extensions.find(({ schema }) => schema.alias === 'access')
  const extension = access === undefined ? undefined : attributes[access.schema.id]
  const domain = isJsonObject(extension) ? extension['domain'] : undefined
  return typeof domain === 'string' ? domain : undefined
}
