import { createResource } from '../../directory/create-resource.ts'
import { deleteResource } from '../../directory/delete-resource.ts'
import { patchResource } from '../../directory/patch-resource.ts'
import { getResource, withRelations } from '../../directory/read-resources.ts'
import { stale } from '../../directory/refusals.ts'
import { replaceResource } from '../../directory/replace-resource.ts'
import type { StoredResource } from '../../directory/ports.ts'
import type { Scene } from '../../directory/resource-deps.ts'
import type { ScimResult } from '../../scim/errors.ts'
import { parsePatch } from '../../scim/patch/parse.ts'
import { selectAttributes } from '../../scim/project.ts'
import { parseRequestedAttributes, type RequestedAttributes } from '../../scim/requested-attributes.ts'
import { fail, ok } from '../../shared/result.ts'
import type { Answer, Call, Route } from '../route.ts'
import { readOutcome, writeCondition } from './precondition.ts'
import { NO_CONTENT, resourceAnswer, wanted, withoutBody } from './represent.ts'
import { baseUrlOf, bodyOf, sceneOf, scimRoutes, type Endpoint, type ScimDeps } from './scim-route.ts'
import { list, searchByBody } from './search.ts'

/** A group with more members than this is not sent back after a PATCH: 204 costs the same for ten members and a million. */
const SHOWN_AFTER_PATCH = 100

type Handle = (deps: ScimDeps, at: Endpoint, call: Call) => Promise<ScimResult<Answer>>

/**
 * RFC 7644 §3. Registered by name for the standard types, which nearly every request is about, and once for whatever else
 * a directory defines: a new type costs no code.
 */
export function resourceRoutes(deps: ScimDeps, { endpoint }: Endpoint): readonly Route[] {
  // hand-written clients ask for /users (scim-clients T5), and addresses are told apart by case
  return [...new Set([endpoint, endpoint.toLowerCase()])].flatMap((path) =>
    routesAt(path, (handle) => (call) => handle(deps, { endpoint }, call)),
  )
}

/** The types that a directory defines for itself. A name that it does not know is 404. */
export const definedResourceRoutes = (deps: ScimDeps): readonly Route[] =>
  routesAt('/:endpoint', (handle) => (call) => handle(deps, { endpoint: `/${call.params['endpoint'] ?? ''}` }, call))

function routesAt(
  path: string,
  bind: (handle: Handle) => (call: Call) => Promise<ScimResult<Answer>>,
): readonly Route[] {
  const one = `${path}/:id`
  return [
    ...scimRoutes('GET', path, bind(list)),
    ...scimRoutes('POST', `${path}/.search`, bind(searchByBody), 'reads'),
    ...scimRoutes('POST', path, bind(create)),
    ...scimRoutes('GET', one, bind(get)),
    ...scimRoutes('PUT', one, bind(replace)),
    ...scimRoutes('PATCH', one, bind(patch)),
    ...scimRoutes('DELETE', one, bind(remove)),
  ]
}

async function get(deps: ScimDeps, at: Endpoint, call: Call): Promise<ScimResult<Answer>> {
  const requested = requestedBy(call)
  if (!requested.ok) return requested
  const scene = await sceneOf(deps, call, at)
  if (!scene.ok) return scene
  const { resourceType } = scene.value
  const selection = selectAttributes(resourceType, requested.value)
  const baseUrl = baseUrlOf(call, scene.value.directory)
  // what is projected has to be read first
  const relations = { ...wanted(selection, baseUrl), inParts: selection === undefined }
  const view = await getResource(deps.resources, scene.value, call.params['id'] ?? '', relations)
  if (!view.ok) return view
  const outcome = readOutcome(call, view.value.stored.version)
  if (outcome === 'refuse') return fail(stale)
  if (outcome === 'not modified') return ok(withoutBody(304, view.value.stored))
  return ok(resourceAnswer(200, resourceType, baseUrl, view.value, selection))
}

async function create(deps: ScimDeps, at: Endpoint, call: Call): Promise<ScimResult<Answer>> {
  const requested = requestedBy(call)
  if (!requested.ok) return requested
  const body = bodyOf(call)
  if (!body.ok) return body
  const scene = await sceneOf(deps, call, at, body.value)
  if (!scene.ok) return scene
  const created = await createResource(deps, scene.value, body.value)
  return created.ok ? answerWritten(deps, call, scene.value, 201, created.value, requested.value) : created
}

async function replace(deps: ScimDeps, at: Endpoint, call: Call): Promise<ScimResult<Answer>> {
  const requested = requestedBy(call)
  if (!requested.ok) return requested
  const body = bodyOf(call)
  if (!body.ok) return body
  const scene = await sceneOf(deps, call, at, body.value)
  if (!scene.ok) return scene
  const replaced = await replaceResource(deps, scene.value, call.params['id'] ?? '', body.value, writeCondition(call))
  return replaced.ok ? answerWritten(deps, call, scene.value, 200, replaced.value, requested.value) : replaced
}

async function patch(deps: ScimDeps, at: Endpoint, call: Call): Promise<ScimResult<Answer>> {
  const requested = requestedBy(call)
  if (!requested.ok) return requested
  const body = bodyOf(call)
  if (!body.ok) return body
  const operations = parsePatch(body.value)
  if (!operations.ok) return operations
  const scene = await sceneOf(deps, call, at)
  if (!scene.ok) return scene
  const patched = await patchResource(
    deps,
    scene.value,
    call.params['id'] ?? '',
    operations.value,
    writeCondition(call),
  )
  if (!patched.ok) return patched
  if (requested.value.kind === 'default' && patched.value.memberCount > SHOWN_AFTER_PATCH)
    return ok(withoutBody(204, patched.value))
  return answerWritten(deps, call, scene.value, 200, patched.value, requested.value)
}

async function remove(deps: ScimDeps, at: Endpoint, call: Call): Promise<ScimResult<Answer>> {
  const scene = await sceneOf(deps, call, at)
  if (!scene.ok) return scene
  const removed = await deleteResource(deps, scene.value, call.params['id'] ?? '', writeCondition(call))
  return removed.ok ? ok(NO_CONTENT) : removed
}

async function answerWritten(
  deps: ScimDeps,
  call: Call,
  scene: Scene,
  status: 200 | 201,
  stored: StoredResource,
  requested: RequestedAttributes,
): Promise<ScimResult<Answer>> {
  const selection = selectAttributes(scene.resourceType, requested, call.body)
  const baseUrl = baseUrlOf(call, scene.directory)
  const view = await withRelations(deps.resources, scene, stored, wanted(selection, baseUrl))
  return ok(resourceAnswer(status, scene.resourceType, baseUrl, view, selection))
}

/** `attributes` and `excludedAttributes` of a request for one resource (RFC 7644 §3.9). */
function requestedBy(call: Call): ScimResult<RequestedAttributes> {
  return call.query === '' ? EVERYTHING : parseRequestedAttributes(new URLSearchParams(call.query))
}

const EVERYTHING = ok<RequestedAttributes>({ kind: 'default' })
