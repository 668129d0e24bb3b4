import { chooseDirectory } from '../../directory/choose-directory.ts'
import type { CursorKeys, Directory, DirectoryStore, ResourceStore } from '../../directory/ports.ts'
import type { ResourceDeps, Scene } from '../../directory/resource-deps.ts'
import type { ScimError, ScimResult } from '../../scim/errors.ts'
import { domainOf } from '../../scim/named-values.ts'
import type { ResourceType } from '../../scim/schema/attribute.ts'
import { resourceTypes, typeAt } from '../../scim/schema/resource-types.ts'
import { fail, ok } from '../../shared/result.ts'
import { parseJson, type Json } from '../../shared/json.ts'
import { acceptsJson } from '../json-body.ts'
import type { Answer, BodyRule, Call, Route } from '../route.ts'
import { scimError, scimProtocol } from './error-response.ts'

export type ScimDeps = ResourceDeps & {
  readonly resources: ResourceStore
  readonly directories: DirectoryStore
  readonly cursorKeys: CursorKeys
}

/** Where SCIM 2.0 is served (DESIGN §2). The first two mean the directory of the token; the last names it. */
export const MOUNTS = ['/scim/v2', '/usergroup/scim/v2', '/directories/:slug/scim/v2'] as const

/** The same for the console, whose session opens no other address. */
export const CONSOLE_MOUNT = '/api/v1/directories/:slug/scim/v2'

/** Group pushes of several thousand members arrive in one body (scim-clients §1.9, X21). */
const SCIM_BODY: BodyRule = { accept: acceptsJson, limit: 8 * 1024 * 1024 }

/**
 * A route under every mount. What it may change decides the scope it asks for; `reads`: nothing changes by it, whatever the
 * method.
 */
export function scimRoutes(
  method: Route['method'],
  path: string,
  handle: (call: Call) => Promise<ScimResult<Answer>>,
  effect: 'reads' | 'writes' = method === 'GET' ? 'reads' : 'writes',
): readonly Route[] {
  return [...MOUNTS, CONSOLE_MOUNT].map((mount) => ({
    method,
    ...(mount === CONSOLE_MOUNT ? { session: true as const } : {}),
    path: `${mount}${path}`,
    perDirectory: true,
    access: effect === 'reads' ? 'scim:read' : 'scim',
    protocol: scimProtocol,
    body: method === 'GET' || method === 'DELETE' ? 'none' : SCIM_BODY,
    handle: async (call) => {
      const answer = await underNewest(handle, asAskedFor(mount, call))
      return answer.ok ? answer.value : scimError(answer.error)
    },
  }))
}

/** What follows the host in front of `/scim/v2` counts as part of the origin, so that a location is the address that was used. */
const asAskedFor = (mount: string, call: Call): Call =>
  mount.startsWith('/usergroup/') ? { ...call, origin: `${call.origin}/usergroup` } : call

/** How often a request is done anew because the definitions of its directory changed under it. Administrators are slower. */
const MAX_ANEW = 3

async function underNewest(
  handle: (call: Call) => Promise<ScimResult<Answer>>,
  call: Call,
): Promise<ScimResult<Answer>> {
  for (let time = 1; ; time += 1) {
    const answer = await handle(call)
    if (answer.ok || answer.error.kind !== 'schemaChanged' || time === MAX_ANEW) return answer
  }
}

/** The base URL that the caller used, as it stands in front of `/Users`: what `location` and `$ref` begin with. */
export const baseUrlOf = (call: Call, directory: Directory): string =>
  call.params['slug'] === undefined ? `${call.origin}/scim/v2` : `${call.origin}/directories/${directory.slug}/scim/v2`

/** An address such as `/Users`. What is there is for the directory to say: its types are its own. */
export type Endpoint = Pick<ResourceType, 'endpoint'>

/**
 * Chooses the directory this request means, with its own resource type at the address, and remembers who asks. `body` takes
 * part through the domain it may name. The scene's `resourceType` is the one to read, bind and validate by.
 */
export async function sceneOf(
  deps: ScimDeps,
  call: Call,
  { endpoint }: Endpoint,
  body?: Json,
): Promise<ScimResult<Scene>> {
  const { caller } = call
  if (caller === undefined) return fail({ kind: 'forbidden', detail: 'This request has no caller.' })
  // only the standard types have the extension that names a domain
  const standard = body === undefined ? undefined : typeAt(resourceTypes, endpoint)
  const directory = await chooseDirectory(deps.directories, {
    tenantId: caller.tenantId,
    slug: call.params['slug'],
    boundTo: caller.directoryId,
    domain: body === undefined || standard === undefined ? undefined : domainOf(standard, body),
  })
  if (!directory.ok) return directory
  const resourceType = typeAt(directory.value.resourceTypes, endpoint)
  if (resourceType === undefined) return fail(noSuchEndpoint(directory.value, endpoint))
  return ok({ directory: directory.value, resourceType, actor: caller.actor, unknownMembers: caller.unknownMembers })
}

const noSuchEndpoint = ({ name, resourceTypes: types }: Directory, endpoint: string): ScimError => ({
  kind: 'notFound',
  detail: `The directory ${JSON.stringify(name)} has nothing at ${JSON.stringify(endpoint.slice(0, 80))}. It has ${types.map((type) => type.endpoint).join(', ')}.`,
})

/** RFC 7644 §3.12: what is not JSON is `invalidSyntax`; JSON that holds an unusable value is `invalidValue`. */
export function bodyOf(call: Call): ScimResult<Json> {
  if (call.body.trim() === '')
    return fail({ kind: 'invalidSyntax', detail: 'The request has no body. Send the resource as JSON.' })
  const body = parseJson(call.body)
  if (body.ok) return body
  const detail = `${body.error.detail.charAt(0).toUpperCase()}${body.error.detail.slice(1)}.`
  return fail(
    body.error.kind === 'syntax' ? { kind: 'invalidSyntax', detail } : { kind: 'invalidValue', path: '', detail },
  )
}
