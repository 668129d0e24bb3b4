import { searchResources, viewsOf, type View } from '../../directory/read-resources.ts'
import type { Scene } from '../../directory/resource-deps.ts'
import { searchParts, type Part, type PartsPage } from '../../directory/search-parts.ts'
import { walkResources } from '../../directory/walk-resources.ts'
import type { ScimResult } from '../../scim/errors.ts'
import { bindListQuery, bindSelectors, parseListQuery, type ListQuery, type Parameters } from '../../scim/list-query.ts'
import { listResponse } from '../../scim/messages.ts'
import { selectAttributes } from '../../scim/project.ts'
import type { ResourceType } from '../../scim/schema/attribute.ts'
import { userType } from '../../scim/schema/resource-types.ts'
import { parseSearchRequest } from '../../scim/search-request.ts'
import { ok } from '../../shared/result.ts'
import type { Answer, Call } from '../route.ts'
import { jsonAnswer, represent, wanted } from './represent.ts'
import { baseUrlOf, bodyOf, sceneOf, type Endpoint, type ScimDeps } from './scim-route.ts'

export const list: Search = (deps, at, call) => search(deps, at, call, new URLSearchParams(call.query))

/** `POST …/.search` (RFC 7644 §3.4.3): the same question in a body. */
export const searchByBody: Search = async (deps, at, call) => {
  const body = bodyOf(call)
  if (!body.ok) return body
  const parameters = parseSearchRequest(body.value)
  return parameters.ok ? search(deps, at, call, parameters.value) : parameters
}

/** At an endpoint over its resource type, at the root over all that the directory has (RFC 7644 §3.4.2.1). */
type Search = (deps: ScimDeps, at: Endpoint | 'root', call: Call) => Promise<ScimResult<Answer>>

async function search(
  deps: ScimDeps,
  at: Endpoint | 'root',
  call: Call,
  parameters: Parameters,
): Promise<ScimResult<Answer>> {
  const query = parseListQuery(parameters)
  if (!query.ok) return query
  const scene = await sceneOf(deps, call, at === 'root' ? userType : at)
  if (!scene.ok) return scene
  const { directory, resourceType } = scene.value
  if (at === 'root') return searchSeveral(deps, scene.value, directory.resourceTypes, call, query.value)
  return query.value.cursor === undefined
    ? searchOne(deps, scene.value, call, query.value)
    : searchSeveral(deps, scene.value, [resourceType], call, query.value)
}

/** What nearly every request is. */
async function searchOne(deps: ScimDeps, scene: Scene, call: Call, parsed: ListQuery): Promise<ScimResult<Answer>> {
  const { resourceType } = scene
  const query = bindListQuery(resourceType, parsed)
  if (!query.ok) return query
  const selection = selectAttributes(resourceType, parsed.requested)
  const baseUrl = baseUrlOf(call, scene.directory)
  const { total, views } = await searchResources(deps.resources, scene, query.value, wanted(selection, baseUrl))
  const resources = views.map((view) => represent(resourceType, baseUrl, view, selection))
  return ok(jsonAnswer(listResponse({ totalResults: total, startIndex: query.value.startIndex, resources })))
}

async function searchSeveral(
  deps: ScimDeps,
  scene: Scene,
  types: readonly ResourceType[],
  call: Call,
  query: ListQuery,
): Promise<ScimResult<Answer>> {
  const selectors = bindSelectors(types, query)
  if (!selectors.ok) return selectors
  const parts = types.map((resourceType, i): Part => ({ ...selectors.value[i], resourceType }))
  const { cursor, count, startIndex } = query
  if (cursor === undefined) {
    const page = await searchParts(deps.resources, scene, parts, query)
    const resources = await representParts(deps, scene, call, query, parts, page)
    return ok(jsonAnswer(listResponse({ totalResults: page.total, startIndex, resources })))
  }
  const page = await walkResources(deps, scene, parts, { cursor, count })
  if (!page.ok) return page
  const { total, nextCursor } = page.value
  const resources = await representParts(deps, scene, call, query, parts, page.value)
  const next = nextCursor === undefined ? {} : { nextCursor }
  return ok(jsonAnswer(listResponse({ totalResults: total, resources, ...next })))
}

/** The finished texts of a page, in its order. Relations are read for all resources of a type together. */
async function representParts(
  deps: ScimDeps,
  scene: Scene,
  call: Call,
  { requested }: ListQuery,
  parts: readonly Part[],
  { found }: PartsPage,
): Promise<readonly string[]> {
  const baseUrl = baseUrlOf(call, scene.directory)
  const texts = new Map<string, string>()
  for (const [number, { resourceType }] of parts.entries()) {
    const stored = found.filter(({ part }) => part === number).map((one) => one.stored)
    if (stored.length === 0) continue
    const selection = selectAttributes(resourceType, requested)
    const views = await viewsOf(deps.resources, { ...scene, resourceType }, stored, wanted(selection, baseUrl))
    const write = (view: View): string => represent(resourceType, baseUrl, view, selection)
    for (const view of views) texts.set(view.stored.id, write(view))
  }
  return found.map(({ stored }) => texts.get(stored.id) ?? '')
}
