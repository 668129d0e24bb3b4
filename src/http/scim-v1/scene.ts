import { chooseDirectory } from '../../directory/choose-directory.ts'
import { domainKey } from '../../directory/domain-name.ts'
import type { Directory } from '../../directory/ports.ts'
import type { Scene } from '../../directory/resource-deps.ts'
import type { ScimError, ScimResult } from '../../scim/errors.ts'
import type { ParsedFilter } from '../../scim/filter/ast.ts'
import { domainOf } from '../../scim/named-values.ts'
import type { ResourceType } from '../../scim/schema/attribute.ts'
import { typeNamed } from '../../scim/schema/resource-types.ts'
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

/** A domain in a filter says where to look only where that is in doubt; elsewhere it is a filter like any other. */
export async function sceneOfList(
  deps: ScimDeps,
  call: Call,
  resourceType: ResourceType,
  filter: ParsedFilter | undefined,
): Promise<ScimResult<Scene>> {
  const domain = filter === undefined ? undefined : domainIn(filter)
  const inDoubt = domain !== undefined && (await directoriesInDoubt(deps, call)).length > 0
  return choose(deps, call, resourceType, inDoubt ? domain : undefined, undefined)
}

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
  if (directory.ok) {
    // with the extensions of the directory
    const own = typeNamed(directory.value.resourceTypes, resourceType.name) ?? resourceType
    return ok({
      directory: directory.value,
      resourceType: own,
      actor: caller.actor,
      unknownMembers: caller.unknownMembers,
    })
  }
  if (directory.error.kind !== 'invalidValue') return directory
  if (domain === undefined) return fail(unclear(await directoriesInDoubt(deps, call)) ?? directory.error)
  const isLocal = boundTo === undefined && (await isLocalDomain(deps, tenantId, domain))
  return fail(foreignDomain(resourceType, directory.error, isLocal))
}

/** Who speaks 1.1 has one base URL, so what helps is the token or the domain. */
function unclear(others: readonly Directory[]): ScimError | undefined {
  if (others.length === 0) return undefined
  const domains = others.flatMap((one) => one.domains).join(', ')
  const detail = `This tenant has several directories, and the request does not say which one it means. Bind the client to one of them in the console, or map the attribute domain to one of ${domains}.`
  return { kind: 'invalidValue', path: 'domain', detail }
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
  const wanted = domainKey(domain)
  return all.some(({ type, domains }) => type === 'LOCAL_DIRECTORY' && domains.some((own) => domainKey(own) === wanted))
}

/** The slug of the directory that `directoryUuid` names (access-contract §4.2). */
async function namedDirectory(deps: ScimDeps, call: Call): Promise<ScimResult<string | undefined>> {
  const uuid = new URLSearchParams(call.query).get('directoryUuid')
  if (uuid === null || uuid === '') return ok(undefined)
  const directory = await deps.directories.byUuid(call.tenant.tenantId, uuid.toLowerCase())
  if (directory !== undefined) return ok(directory.slug)
  return fail({ kind: 'notFound', detail: `There is no directory with the id ${JSON.stringify(uuid.slice(0, 64))}.` })
}

/** Where the resource is, if that is in doubt at all. */
async function homeOf(
  deps: ScimDeps,
  call: Call,
  resourceType: ResourceType,
  id: string,
): Promise<Directory | undefined> {
  const candidates = await directoriesInDoubt(deps, call)
  for (const directory of candidates) {
    const { tenantId, directoryId } = directory
    const found = await deps.resources.get({ tenantId, directoryId, resourceType: resourceType.name }, id)
    if (found !== undefined) return directory
  }
  // in none of them, so any of them says so
  return candidates[0]
}

/** The directories that a request may mean, when neither token nor address say which; none when there is no doubt. */
async function directoriesInDoubt(deps: ScimDeps, { caller, query }: Call): Promise<readonly Directory[]> {
  if (caller === undefined || caller.directoryId !== undefined || /(?:^|&)directoryUuid=[^&]/.test(query)) return []
  const all = await deps.directories.list(caller.tenantId)
  const others = all.filter(({ type }) => type === 'OTHER_DIRECTORY')
  return others.length > 1 ? others : []
}
