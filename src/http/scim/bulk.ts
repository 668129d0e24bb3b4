import { runBulk, type BulkJob } from '../../directory/bulk.ts'
import type { BulkOutcome } from '../../directory/bulk-run.ts'
import type { Scene } from '../../directory/resource-deps.ts'
import { MAX_BULK_PAYLOAD } from '../../scim/bulk/limits.ts'
import { parseBulk, type BulkItem, type BulkOperation } from '../../scim/bulk/parse.ts'
import type { ScimResult } from '../../scim/errors.ts'
import { domainOf } from '../../scim/named-values.ts'
import { versionTag } from '../../scim/representation.ts'
import { resourceTypes, typeAt } from '../../scim/schema/resource-types.ts'
import type { JsonObject } from '../../shared/json.ts'
import { ok } from '../../shared/result.ts'
import type { Answer, Call, Route } from '../route.ts'
import { scimError } from './error-response.ts'
import { jsonAnswer } from './represent.ts'
import { baseUrlOf, bodyOf, sceneOf, scimRoutes, type ScimDeps } from './scim-route.ts'

const BULK_RESPONSE = 'urn:ietf:params:scim:api:messages:2.0:BulkResponse'

/** RFC 7644 §3.7: many operations in one request. */
export const bulkRoutes = (deps: ScimDeps): readonly Route[] =>
  scimRoutes('POST', '/Bulk', (call) => bulk(deps, call)).map((route) => ({
    ...route,
    ...(route.body === 'none' ? {} : { body: { ...route.body, limit: MAX_BULK_PAYLOAD, limitName: 'maxPayloadSize' } }),
  }))

async function bulk(deps: ScimDeps, call: Call): Promise<ScimResult<Answer>> {
  const body = bodyOf(call)
  if (!body.ok) return body
  const request = parseBulk(body.value)
  if (!request.ok) return request
  const { items, failOnErrors } = request.value
  const jobs = await jobsOf(deps, call, items)
  const outcomes = await runBulk(deps, jobs, failOnErrors)
  const Operations = items.flatMap((item, at) => {
    const outcome = outcomes[at]
    return outcome === undefined ? [] : [describe(call, item, jobs[at], outcome)]
  })
  return ok(jsonAnswer(JSON.stringify({ schemas: [BULK_RESPONSE], Operations })))
}

/** Each operation in the directory that it would be done in by itself. Most name no domain, or all the same one. */
async function jobsOf(deps: ScimDeps, call: Call, items: readonly BulkItem[]): Promise<readonly BulkJob[]> {
  const scenes = new Map<string, Promise<ScimResult<Scene>>>()
  const sceneFor = ({ endpoint, method, data }: BulkOperation): Promise<ScimResult<Scene>> => {
    // the domain in a PATCH is a value like any other
    const body = method === 'PATCH' ? undefined : data
    const standard = body === undefined ? undefined : typeAt(resourceTypes, endpoint)
    const domain = body === undefined || standard === undefined ? undefined : domainOf(standard, body)
    const key = JSON.stringify([endpoint, domain])
    const scene = scenes.get(key) ?? sceneOf(deps, call, { endpoint }, body)
    scenes.set(key, scene)
    return scene
  }
  const jobs: BulkJob[] = []
  for (const { operation } of items) {
    const scene = operation.ok ? await sceneFor(operation.value) : operation
    if (!scene.ok) jobs.push(scene)
    else if (operation.ok) jobs.push(ok({ scene: scene.value, operation: operation.value }))
  }
  return jobs
}

const STATUS = { POST: 201, PUT: 200, PATCH: 200, DELETE: 204 } as const

/** RFC 7644 §3.7.3. The body of what went well is left out: a client that wants it knows where to find it. */
function describe(
  call: Call,
  { label, operation }: BulkItem,
  job: BulkJob | undefined,
  outcome: BulkOutcome,
): JsonObject {
  const { result } = outcome
  const location = locationOf(call, operation, job, outcome)
  const place = location === undefined ? {} : { location }
  if (!result.ok) {
    const { status, body = '{}' } = scimError(result.error)
    return { ...place, ...label, status: String(status), response: JSON.parse(body) as JsonObject }
  }
  const version = result.value === undefined ? {} : { version: versionTag(result.value.version) }
  return { ...place, ...label, ...version, status: String(operation.ok ? STATUS[operation.value.method] : 200) }
}

/** Of everything but a POST that failed, as far as its path could be read. */
function locationOf(
  call: Call,
  operation: BulkItem['operation'],
  job: BulkJob | undefined,
  { id, result }: BulkOutcome,
): string | undefined {
  const known = id ?? (result.ok ? result.value?.id : operation.ok ? operation.value.id : undefined)
  if (!operation.ok || known === undefined) return undefined
  const baseUrl = job?.ok ? baseUrlOf(call, job.value.scene.directory) : `${call.origin}/scim/v2`
  return `${baseUrl}${job?.ok ? job.value.scene.resourceType.endpoint : operation.value.endpoint}/${encodeURIComponent(known)}`
}
