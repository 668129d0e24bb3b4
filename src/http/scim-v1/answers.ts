import type { View } from '../../directory/read-resources.ts'
import type { Scene } from '../../directory/resource-deps.ts'
import { project, type Selection } from '../../scim/project.ts'
import { versionTag } from '../../scim/representation.ts'
import { representV1 } from '../../scim/v1/represent.ts'
import type { Answer, Call } from '../route.ts'
import { V1_MEDIA_TYPE } from './error-response.ts'
import { baseUrlOf } from './v1-route.ts'

const locationOf = (call: Call, scene: Scene, view: View): string =>
  `${baseUrlOf(call)}${scene.resourceType.endpoint}/${view.stored.id}`

/** The finished text of one resource. */
export function represented(call: Call, scene: Scene, view: View, selection: Selection | undefined): string {
  const whole = representV1(scene.resourceType, scene.directory, view, locationOf(call, scene, view))
  return JSON.stringify(selection === undefined ? whole : project(selection, whole))
}

export const resourceAnswer = (
  status: 200 | 201,
  call: Call,
  scene: Scene,
  view: View,
  selection: Selection | undefined,
): Answer => ({
  ...jsonAnswer(represented(call, scene, view, selection)),
  status,
  headers: { ...PRIVATE_JSON, location: locationOf(call, scene, view), etag: versionTag(view.stored.version) },
})

const PRIVATE_JSON = { 'content-type': V1_MEDIA_TYPE, 'cache-control': 'private, no-store' } as const

export const jsonAnswer = (body: string): Answer => ({ status: 200, headers: PRIVATE_JSON, body })
