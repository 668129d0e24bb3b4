import { changeResource } from '../../directory/change-resource.ts'
import { createResource } from '../../directory/create-resource.ts'
import { deleteResource } from '../../directory/delete-resource.ts'
import type { StoredResource } from '../../directory/ports.ts'
import { getResource, withRelations } from '../../directory/read-resources.ts'
import { stale } from '../../directory/refusals.ts'
import type { Scene } from '../../directory/resource-deps.ts'
import type { ScimResult } from '../../scim/errors.ts'
import { wantsGroups, wantsMembers, type Selection } from '../../scim/project.ts'
import { parseRequestedAttributes } from '../../scim/requested-attributes.ts'
import type { ResourceType } from '../../scim/schema/attribute.ts'
import { creationFromV1, fitsDirectory } from '../../scim/v1/creation.ts'
import { parsePartial, patchFromV1 } from '../../scim/v1/patch.ts'
import { replaceFromV1 } from '../../scim/v1/replace.ts'
import { selectFromV1 } from '../../scim/v1/select.ts'
import { wholeFromV1 } from '../../scim/v1/whole-resource.ts'
import { validateResource } from '../../scim/validate.ts'
import { fail, ok } from '../../shared/result.ts'
import type { Answer, Call } from '../route.ts'
import { readOutcome, writeCondition } from '../scim/precondition.ts'
import { NO_CONTENT, withoutBody } from '../scim/represent.ts'
import { bodyOf, type ScimDeps } from '../scim/scim-route.ts'
import { resourceAnswer } from './answers.ts'
import { sceneOfCreate, sceneOfResource } from './scene.ts'

/** A group with more members than this is not sent back after a PATCH, as in 2.0. */
const SHOWN_AFTER_PATCH = 100

type Handle = (deps: ScimDeps, resourceType: ResourceType, call: Call) => Promise<ScimResult<Answer>>

export const get: Handle = async (deps, resourceType, call) => {
  const selection = selectionOf(resourceType, call)
  if (!selection.ok) return selection
  const scene = await sceneOfResource(deps, call, resourceType, idIn(call))
  if (!scene.ok) return scene
  const view = await getResource(deps.resources, scene.value, idIn(call), wanted(selection.value))
  if (!view.ok) return view
  const outcome = readOutcome(call, view.value.stored.version)
  if (outcome === 'refuse') return fail(stale)
  if (outcome === 'not modified') return ok(withoutBody(304, view.value.stored))
  return ok(resourceAnswer(200, call, scene.value, view.value, selection.value))
}

export const create: Handle = async (deps, resourceType, call) => {
  const selection = selectionOf(resourceType, call)
  if (!selection.ok) return selection
  const sent = bodyOf(call)
  if (!sent.ok) return sent
  const body = creationFromV1(resourceType, sent.value, { boundToDirectory: call.caller?.directoryId !== undefined })
  if (!body.ok) return body
  const scene = await sceneOfCreate(deps, call, resourceType, body.value)
  if (!scene.ok) return scene
  const fits = fitsDirectory(resourceType, scene.value.directory, sent.value)
  if (!fits.ok) return fits
  const created = await createResource(deps, scene.value, body.value)
  return created.ok ? answerWritten(deps, call, scene.value, 201, created.value, selection.value) : created
}

export const replace: Handle = async (deps, resourceType, call) => {
  const selection = selectionOf(resourceType, call)
  if (!selection.ok) return selection
  const sent = bodyOf(call)
  if (!sent.ok) return sent
  const body = wholeFromV1(resourceType, sent.value)
  if (!body.ok) return body
  const acceptable = validateResource(resourceType, body.value, { kind: 'replace' })
  if (!acceptable.ok) return acceptable
  const scene = await sceneOfResource(deps, call, resourceType, idIn(call), body.value)
  if (!scene.ok) return scene
  const { directory, resourceType: own } = scene.value
  const replaced = await changeResource(deps, scene.value, idIn(call), writeCondition(call), (before) =>
    replaceFromV1(own, directory, before, body.value),
  )
  return replaced.ok ? answerWritten(deps, call, scene.value, 200, replaced.value, selection.value) : replaced
}

/** 200 with the resource, which helps Okta; 204 for who wants nothing back (access-contract §7 row 15). */
export const patch: Handle = async (deps, resourceType, call) => {
  const selection = selectionOf(resourceType, call)
  if (!selection.ok) return selection
  const sent = bodyOf(call)
  if (!sent.ok) return sent
  const partial = parsePartial(resourceType, sent.value)
  if (!partial.ok) return partial
  const scene = await sceneOfResource(deps, call, resourceType, idIn(call), partial.value.body)
  if (!scene.ok) return scene
  const { directory, resourceType: own } = scene.value
  const patched = await changeResource(deps, scene.value, idIn(call), writeCondition(call), (before) =>
    patchFromV1(own, directory, before, partial.value),
  )
  if (!patched.ok) return patched
  const isLarge = patched.value.memberCount > SHOWN_AFTER_PATCH
  if (selection.value === undefined && (isLarge || prefersMinimal(call))) return ok(NO_CONTENT)
  return answerWritten(deps, call, scene.value, 200, patched.value, selection.value)
}

export const remove: Handle = async (deps, resourceType, call) => {
  const scene = await sceneOfResource(deps, call, resourceType, idIn(call))
  if (!scene.ok) return scene
  const removed = await deleteResource(deps, scene.value, idIn(call), writeCondition(call))
  return removed.ok ? ok(NO_CONTENT) : removed
}

const idIn = (call: Call): string => call.params['id'] ?? ''

/** RFC 7240 §4.2. */
const prefersMinimal = ({ headers }: Call): boolean => /\breturn=minimal\b/i.test(String(headers['prefer'] ?? ''))

async function answerWritten(
  deps: ScimDeps,
  call: Call,
  scene: Scene,
  status: 200 | 201,
  stored: StoredResource,
  selection: Selection | undefined,
): Promise<ScimResult<Answer>> {
  const view = await withRelations(deps.resources, scene, stored, wanted(selection))
  return ok(resourceAnswer(status, call, scene, view, selection))
}

function selectionOf(resourceType: ResourceType, call: Call): ScimResult<Selection | undefined> {
  if (call.query === '') return ok(undefined)
  const requested = parseRequestedAttributes(new URLSearchParams(call.query))
  return requested.ok ? selectFromV1(resourceType, requested.value) : requested
}

/** Which relations have to be read for an answer. */
export const wanted = (selection: Selection | undefined) => ({
  members: wantsMembers(selection),
  groups: wantsGroups(selection),
})
