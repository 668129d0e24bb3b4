import { searchResources } from '../../directory/read-resources.ts'
import type { ScimResult } from '../../scim/errors.ts'
import { bindListQuery, parseListQuery, type ListQuery, type Parameters } from '../../scim/list-query.ts'
import type { ResourceType } from '../../scim/schema/attribute.ts'
import { asMissingPage, listQueryFromV1, searchParameters, V1_PAGE_LIMITS } from '../../scim/v1/list-parameters.ts'
import { listResponseV1 } from '../../scim/v1/messages.ts'
import { selectFromV1 } from '../../scim/v1/select.ts'
import { fail, ok } from '../../shared/result.ts'
import type { Answer, Call } from '../route.ts'
import { bodyOf, type ScimDeps } from '../scim/scim-route.ts'
import { jsonAnswer, represented } from './answers.ts'
import { wanted } from './resources.ts'
import { sceneOfList } from './scene.ts'

export const list = (deps: ScimDeps, resourceType: ResourceType, call: Call): Promise<ScimResult<Answer>> =>
  search(deps, resourceType, call, new URLSearchParams(call.query))

/** `POST …/.search`: the same question in a body. */
export async function searchByBody(
  deps: ScimDeps,
  resourceType: ResourceType,
  call: Call,
): Promise<ScimResult<Answer>> {
  const body = bodyOf(call)
  if (!body.ok) return body
  const parameters = searchParameters(body.value)
  return parameters.ok ? search(deps, resourceType, call, parameters.value) : parameters
}

async function search(
  deps: ScimDeps,
  resourceType: ResourceType,
  call: Call,
  parameters: Parameters,
): Promise<ScimResult<Answer>> {
  const parsed = parseListQuery(parameters, V1_PAGE_LIMITS)
  if (!parsed.ok) return fail(asMissingPage(parsed.error))
  const selection = selectFromV1(resourceType, parsed.value.requested)
  if (!selection.ok) return selection
  const scene = await sceneOfList(deps, call, resourceType, parsed.value.filter)
  if (!scene.ok) return scene
  const { directory, resourceType: own } = scene.value
  const query = bound(own, listQueryFromV1(own, directory, parsed.value))
  if (!query.ok) return query
  const found = await searchResources(deps.resources, scene.value, query.value, wanted(selection.value))
  const resources = found.views.map((view) => represented(call, scene.value, view, selection.value))
  const { startIndex } = query.value
  return ok(jsonAnswer(listResponseV1({ totalResults: found.total, startIndex, resources })))
}

function bound(resourceType: ResourceType, query: ListQuery): ReturnType<typeof bindListQuery> {
  const result = bindListQuery(resourceType, query)
  return result.ok ? result : fail(asMissingPage(result.error))
}
