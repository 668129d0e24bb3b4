import { createResource } from '../../directory/create-resource.ts'
import { deleteResource } from '../../directory/delete-resource.ts'
import { patchResource } from '../../directory/patch-resource.ts'
import { getResource, searchResources, withRelations } from '../../directory/read-resources.ts'
import { replaceResource } from '../../directory/replace-resource.ts'
import type { StoredResource } from '../../directory/ports.ts'
import type { Scene } from '../../directory/resource-deps.ts'
import type { ScimResult } from '../../scim/errors.ts'
import { bindListQuery, parseListQuery } from '../../scim/list-query.ts'
import { listResponse } from '../../scim/messages.ts'
import { parsePatch } from '../../scim/patch/parse.ts'
import { selectAttributes, wantsGroups, wantsMembers, type Selection } from '../../scim/project.ts'
import { versionTag } from '../../scim/representation.ts'
import type { ResourceType } from '../../scim/schema/attribute.ts'
import { parseRequestedAttributes } from '../../scim/requested-attributes.ts'
import { ok } from '../../shared/result.ts'
import type { Answer, Call, Route } from '../route.ts'
import { alreadyHas, ifMatch } from './precondition.ts'
import { jsonAnswer, NO_CONTENT, represent, resourceAnswer } from './represent.ts'
import { baseUrlOf, bodyOf, sceneOf, scimRoutes, type ScimDeps } from './scim-route.ts'

/** A group with more members than this is not sent back after a PATCH: 204 costs the same for ten members and a million. */
const SHOWN_AFTER_PATCH = 100

/** RFC 7644 §3. Registered once for every resource type; a new one costs no code. */
export function resourceRoutes(deps: ScimDeps, resourceType: ResourceType): readonly Route[] {
  const { endpoint } = resourceType
  const route = (
    method: Route['method'],
    path: string,
    handle: (deps: ScimDeps, resourceType: ResourceType, call: Call) => Promise<ScimResult<Answer>>,
  ): readonly Route[] => scimRoutes(method, path, (call) => handle(deps, resourceType, call))
  // hand-written clients ask for /users (scim-clients T5), and addresses are told apart by case
  return [...new Set([endpoint, endpoint.toLowerCase()])].flatMap((path) => [
    ...route('GET', path, list),
    ...route('POST', path, create),
    ...route('GET', `${path}/:id`, get),
    ...route('PUT', `${path}/:id`, replace),
    ...route('PATCH', `${path}/:id`, patch),
    ...route('DELETE', `${path}/:id`, remove),
  ])
}

async function list(deps: ScimDeps, resourceType: ResourceType, call: Call): Promise<ScimResult<Answer>> {
  const parsed = parseListQuery(new URLSearchParams(call.query))
  if (!parsed.ok) return parsed
  const query = bindListQuery(resourceType, parsed.value)
  if (!query.ok) return query
  const scene = await sceneOf(deps, call, resourceType)
  if (!scene.ok) return scene
  const selection = selectAttributes(resourceType, parsed.value.requested)
  const { total, views } = await searchResources(deps.resources, scene.value, query.value, wanted(selection))
  const baseUrl = baseUrlOf(call, scene.value.directory)
  const resources = views.map((view) => represent(resourceType, baseUrl, view, selection))
  return ok(jsonAnswer(listResponse({ totalResults: total, startIndex: query.value.startIndex, resources })))
}

async function get(deps: ScimDeps, resourceType: ResourceType, call: Call): Promise<ScimResult<Answer>> {
  const selection = selectionOf(resourceType, call)
  if (!selection.ok) return selection
  const scene = await sceneOf(deps, call, resourceType)
  if (!scene.ok) return scene
  const view = await getResource(deps.resources, scene.value, call.params['id'] ?? '', wanted(selection.value))
  if (!view.ok) return view
  const { version } = view.value.stored
  if (alreadyHas(call, version)) return ok({ status: 304, headers: { etag: versionTag(version) } })
  return ok(resourceAnswer(200, resourceType, baseUrlOf(call, scene.value.directory), view.value, selection.value))
}

async function create(deps: ScimDeps, resourceType: ResourceType, call: Call): Promise<ScimResult<Answer>> {
  const selection = selectionOf(resourceType, call)
  if (!selection.ok) return selection
  const body = bodyOf(call)
  if (!body.ok) return body
  const scene = await sceneOf(deps, call, resourceType, body.value)
  if (!scene.ok) return scene
  const created = await createResource(deps, scene.value, body.value)
  return created.ok ? answerWritten(deps, call, scene.value, 201, created.value, selection.value) : created
}

async function replace(deps: ScimDeps, resourceType: ResourceType, call: Call): Promise<ScimResult<Answer>> {
  const selection = selectionOf(resourceType, call)
  if (!selection.ok) return selection
  const body = bodyOf(call)
  if (!body.ok) return body
  const scene = await sceneOf(deps, call, resourceType, body.value)
  if (!scene.ok) return scene
  const replaced = await replaceResource(deps, scene.value, call.params['id'] ?? '', body.value, ifMatch(call))
  return replaced.ok ? answerWritten(deps, call, scene.value, 200, replaced.value, selection.value) : replaced
}

async function patch(deps: ScimDeps, resourceType: ResourceType, call: Call): Promise<ScimResult<Answer>> {
  const selection = selectionOf(resourceType, call)
  if (!selection.ok) return selection
  const body = bodyOf(call)
  if (!body.ok) return body
  const operations = parsePatch(body.value)
  if (!operations.ok) return operations
  const scene = await sceneOf(deps, call, resourceType)
  if (!scene.ok) return scene
  const patched = await patchResource(deps, scene.value, call.params['id'] ?? '', operations.value, ifMatch(call))
  if (!patched.ok) return patched
  if (selection.value === undefined && patched.value.memberCount > SHOWN_AFTER_PATCH) return ok(NO_CONTENT)
  return answerWritten(deps, call, scene.value, 200, patched.value, selection.value)
}

async function remove(deps: ScimDeps, resourceType: ResourceType, call: Call): Promise<ScimResult<Answer>> {
  const scene = await sceneOf(deps, call, resourceType)
  if (!scene.ok) return scene
  const removed = await deleteResource(deps, scene.value, call.params['id'] ?? '', ifMatch(call))
  return removed.ok ? ok(NO_CONTENT) : removed
}

async function answerWritten(
  deps: ScimDeps,
  call: Call,
  scene: Scene,
  status: 200 | 201,
  stored: StoredResource,
  selection: Selection | undefined,
): Promise<ScimResult<Answer>> {
  const view = await withRelations(deps.resources, scene, stored, wanted(selection))
  return ok(resourceAnswer(status, scene.resourceType, baseUrlOf(call, scene.directory), view, selection))
}

/** `attributes` and `excludedAttributes` of a request for one resource (RFC 7644 §3.9). */
function selectionOf(resourceType: ResourceType, call: Call): ScimResult<Selection | undefined> {
  if (call.query === '') return ok(undefined)
  const requested = parseRequestedAttributes(new URLSearchParams(call.query))
  return requested.ok ? ok(selectAttributes(resourceType, requested.value)) : requested
}

const wanted = (selection: Selection | undefined): { members: boolean; groups: boolean } => ({
  members: wantsMembers(selection),
  groups: wantsGroups(selection),
})
