import { chooseDirectory } from '../../directory/choose-directory.ts'
import type { Directory } from '../../directory/ports.ts'
import type { Scene } from '../../directory/resource-deps.ts'
import type { ScimError, ScimResult } from '../../scim/errors.ts'
import type { ParsedFilter } from '../../scim/filter/ast.ts'
import { domainOf } from '../../scim/named-values.ts'
import type { ResourceType } from '../../scim/schema/attribute.ts'
import { domainIn } from '../../scim/v1/filter.ts'
import type { JsonObject } from '../../shared/json.ts'
import { fail, ok } from '../../shared/result.ts'
import type { Call } from '../route.ts'
import type { ScimDeps } from '../scim/scim-route.ts'

/**
 * Which directory a request of 1.1 means: the one that `directoryUuid` names; else the connection's; else the one that
 * owns the `domain` in the body or in the filter; else the only one of type Other. A resource is found by its id alone,
 * in whichever directory it is, because its id is in no other.
 */

export const sceneOfCreate = (
  deps: ScimDeps,
  call: Call,
  resourceType: ResourceType,
  body: JsonObject,
): Promise<ScimResult<Scene>> => choose(deps, call, resourceType, domainOf(resourceType, body), undefined)

export const sceneOfList = (
  deps: ScimDeps,
  call: Call,
  resourceType: ResourceType,
  filter: ParsedFilter | undefined,
): Promise<ScimResult<Scene>> =>
  choose(deps, call, resourceType, filter === undefined ? undefined : domainIn(filter), undefined)

export async function sceneOfResource(
  deps: ScimDeps,
  call: Call,
  resourceType: ResourceType,
  id: string,
  body?: JsonObject,
): Promise<ScimResult<Scene>> {
  const home = await homeOf(deps, call, resourceType, id)
  return choose(deps, call, resourceType, body === undefined ? undefined : domainOf(resourceType, body), home?.slug)
}

async function choose(
  deps: ScimDeps,
  call: Call,
  resourceType: ResourceType,
  domain: string | undefined,
  slug: string | undefined,
): Promise<ScimResult<Scene>> {
  const { caller } = call
  if (caller === undefined) return fail({ kind: 'forbidden', detail: 'This request has no caller.' })
  const named = slug === undefined ? await namedDirectory(deps, call) : ok(slug)
  if (!named.ok) return named
  const { tenantId, directoryId: boundTo } = caller
  const directory = await chooseDirectory(deps.directories, { tenantId, slug: named.value, boundTo, domain })
  if (directory.ok) return ok({ directory: directory.value, resourceType, actor: caller.actor })
  if (domain === undefined || directory.error.kind !== 'invalidValue') return directory
  const isLocal = boundTo === undefined && (await isLocalDomain(deps, tenantId, domain))
  return fail(foreignDomain(resourceType, directory.error, isLocal))
}

/** The sentences that administrators of Access know (access-contract §4.8), then ours. */
function foreignDomain(resourceType: ResourceType, error: ScimError, isLocal: boolean): ScimError {
  const what = resourceType.name
  const sentence = isLocal
    ? `${what} creation is not supported for specified directory id.`
    : `${what} domain name specified for the ${what.toLowerCase()} resource doesn't belong to the directory.`
  return { ...error, detail: `${sentence} ${error.detail}` }
}

async function isLocalDomain(deps: ScimDeps, tenantId: number, domain: string): Promise<boolean> {
  const all = await deps.directories.list(tenantId)
  const wanted = domain.toLowerCase()
  return all.some(
    ({ type, domains }) => type === 'LOCAL_DIRECTORY' && domains.some((own) => own.toLowerCase() === wanted),
  )
}

/** The slug of the directory that `directoryUuid` names (access-contract §4.2). */
async function namedDirectory(deps: ScimDeps, call: Call): Promise<ScimResult<string | undefined>> {
  const uuid = new URLSearchParams(call.query).get('directoryUuid')
  if (uuid === null || uuid === '') return ok(undefined)
  const directory = await deps.directories.byUuid(call.tenant.tenantId, uuid.toLowerCase())
  if (directory !== undefined) return ok(directory.slug)
  return fail({ kind: 'notFound', detail: `There is no directory with the id ${JSON.stringify(uuid.slice(0, 64))}.` })
}

/** Only asked where it is in doubt: the token means no directory and the tenant has several. */
async function homeOf(
  deps: ScimDeps,
  call: Call,
  resourceType: ResourceType,
  id: string,
): Promise<Directory | undefined> {
  const { caller } = call
  if (caller === undefined || caller.directoryId !== undefined || /directoryUuid=/.test(call.query)) return undefined
  const all = await deps.directories.list(caller.tenantId)
  const others = all.filter(({ type }) => type === 'OTHER_DIRECTORY')
  if (others.length < 2) return undefined
  for (const directory of others) {
    const { tenantId, directoryId } = directory
    const found = await deps.resources.get({ tenantId, directoryId, resourceType: resourceType.name }, id)
    if (found !== undefined) return directory
  }
  // in none of them, so any of them says so
  return others[0]
}
