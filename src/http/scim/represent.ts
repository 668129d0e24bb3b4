import type { StoredResource } from '../../directory/ports.ts'
import type { View, Wanted } from '../../directory/read-resources.ts'
import { project, wantsGroups, wantsMembers, type Selection } from '../../scim/project.ts'
import { representation, versionTag, type Representation } from '../../scim/representation.ts'
import type { ResourceType } from '../../scim/schema/attribute.ts'
import type { Answer } from '../route.ts'
import { SCIM_MEDIA_TYPE } from './error-response.ts'

const locationOf = (resourceType: ResourceType, baseUrl: string, view: View): string =>
  `${baseUrl}${resourceType.endpoint}/${view.stored.id}`

/** The finished text of one resource. Without a selection nothing is parsed: it is a concatenation. */
export function represent(
  resourceType: ResourceType,
  baseUrl: string,
  view: View,
  selection: Selection | undefined,
): string {
  const { stored } = view
  const text = representation(
    stored.stem,
    relationsText(baseUrl, view),
    {
      resourceType: resourceType.name,
      created: stored.created,
      lastModified: stored.lastModified,
      version: stored.version,
    },
    locationOf(resourceType, baseUrl, view),
  )
  return selection === undefined ? text : JSON.stringify(project(selection, JSON.parse(text) as Representation))
}

function relationsText(baseUrl: string, view: View): string {
  if (view.membersJson !== undefined) return `,"members":${view.membersJson}`
  if (view.groups === undefined || view.groups.length === 0) return ''
  const groups = view.groups.map((group) => ({
    value: group.id,
    $ref: `${baseUrl}/Groups/${group.id}`,
    display: group.display,
    type: group.type,
  }))
  return `,"groups":${JSON.stringify(groups)}`
}

/** Which relations have to be read for an answer. */
export const wanted = (selection: Selection | undefined, baseUrl: string): Wanted => ({
  baseUrl,
  members: wantsMembers(selection),
  groups: wantsGroups(selection),
})

/** 200 or 201 with the resource; RFC 7644 §3.1 wants `Location` on 201, and it is true on the others too (DESIGN §6). */
export function resourceAnswer(
  status: 200 | 201,
  resourceType: ResourceType,
  baseUrl: string,
  view: View,
  selection: Selection | undefined,
): Answer {
  return {
    status,
    headers: {
      'content-type': SCIM_MEDIA_TYPE,
      'cache-control': 'private, no-store',
      location: locationOf(resourceType, baseUrl, view),
      etag: versionTag(view.stored.version),
    },
    ...(view.membersInParts === undefined
      ? { body: represent(resourceType, baseUrl, view, selection) }
      : { parts: around(view.stored.stem, view.membersInParts, represent(resourceType, baseUrl, view, undefined)) }),
  }
}

/** A representation without members, which begins with its stem, with the members put behind that. */
async function* around(stem: string, members: AsyncIterable<string>, text: string): AsyncGenerator<string, void> {
  yield `${stem},"members":`
  yield* members
  yield text.slice(stem.length)
}

export const jsonAnswer = (body: string): Answer => ({
  status: 200,
  headers: { 'content-type': SCIM_MEDIA_TYPE, 'cache-control': 'private, no-store' },
  body,
})

export const NO_CONTENT: Answer = { status: 204, headers: { 'cache-control': 'private, no-store' } }

/** The fields that a 304 has to repeat (RFC 9110 §15.4.5), and that a 204 tells the new version by. */
export const withoutBody = (status: 204 | 304, stored: StoredResource): Answer => ({
  status,
  headers: { 'cache-control': 'private, no-store', etag: versionTag(stored.version) },
})
