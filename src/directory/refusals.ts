import type { ScimError } from '../scim/errors.ts'
import { nameOf } from '../scim/named-values.ts'
import type { Attributes } from '../scim/resource.ts'
import type { Taken, ValueTaken } from './ports.ts'
import type { Scene } from './resource-deps.ts'

/** The sentences of the directory's own refusals. They are read inside the identity provider, by its administrator. */

export function notFound(scene: Scene, id: string): ScimError {
  const what = scene.resourceType.name.toLowerCase()
  return {
    kind: 'notFound',
    detail: `The directory ${JSON.stringify(scene.directory.name)} has no ${what} with the id ${JSON.stringify(id.slice(0, 64))}. It may have been deleted here: unassign and assign it again in the identity provider.`,
  }
}

const directoryGone = (scene: Scene): ScimError => ({
  kind: 'notFound',
  detail: `The directory ${JSON.stringify(scene.directory.name)} has just been deleted. Nothing was changed in it.`,
})

const schemaChanged = (scene: Scene): ScimError => ({
  kind: 'schemaChanged',
  detail: `The definitions of the directory ${JSON.stringify(scene.directory.name)} are being changed. Nothing was written; send the request again.`,
})

/** The store has undone what was written. */
export const undone = (scene: Scene, kind: 'directoryGone' | 'schemaChanged'): ScimError =>
  kind === 'directoryGone' ? directoryGone(scene) : schemaChanged(scene)

/** What another resource has already. */
export const taken = (scene: Scene, attributes: Attributes, error: Taken): ScimError =>
  error.kind === 'nameTaken' ? nameTaken(scene, attributes) : valueTaken(scene, error)

function valueTaken({ directory, resourceType }: Scene, { name, scope }: ValueTaken): ScimError {
  const where = scope === 'tenant' ? 'This tenant' : `The directory ${JSON.stringify(directory.name)}`
  return {
    kind: 'uniqueness',
    path: name,
    detail: `${where} already has a ${scope === 'tenant' ? 'resource' : resourceType.name.toLowerCase()} with this value of ${name}, which has to be unique. Change the value, or match the existing one instead.`,
  }
}

function nameTaken(scene: Scene, attributes: Attributes): ScimError {
  const { nameAttribute = 'id', name } = scene.resourceType
  const taken = JSON.stringify(nameOf(scene.resourceType, attributes))
  return {
    kind: 'uniqueness',
    path: nameAttribute,
    detail: `The directory ${JSON.stringify(scene.directory.name)} already has a ${name.toLowerCase()} whose ${nameAttribute} is ${taken} (upper and lower case do not count). Change the ${nameAttribute}, or match the existing ${name.toLowerCase()} instead of creating it.`,
  }
}

export const stale: ScimError = {
  kind: 'preconditionFailed',
  detail:
    'The resource has changed since it was read: it is not at the version that the request asks for (If-Match, If-None-Match, or version in a bulk operation). Read it again and repeat the change.',
}

export const memberOfItself: ScimError = {
  kind: 'invalidValue',
  path: 'members',
  detail: 'A group cannot be a member of itself. Leave its own id out of the members.',
}

/** Ids that one refusal names. */
const NAMED = 10

/** Strict mode of a client (DESIGN §6). */
export function unknownMembers({ directory }: Scene, ids: readonly string[]): ScimError {
  const named = ids.slice(0, NAMED).map((id) => JSON.stringify(id.slice(0, 64)))
  const more = ids.length > NAMED ? ` and ${ids.length - NAMED} more` : ''
  return {
    kind: 'invalidValue',
    path: 'members',
    detail: `The directory ${JSON.stringify(directory.name)} has no user or group with the id ${named.join(', ')}${more}. Provision them first, or let unknown members wait in the settings of this client.`,
  }
}

export const tooLarge = (scene: Scene): ScimError => ({
  kind: 'tooMany',
  detail: `This ${scene.resourceType.name.toLowerCase()} would be larger than 8 MiB. Map fewer attributes to it at the identity provider.`,
})
