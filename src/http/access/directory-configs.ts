import { Type } from 'typebox'
import { Compile } from 'typebox/compile'
import {
  createDirectory,
  deleteDirectory,
  getDirectory,
  type ManageDirectoriesDeps,
} from '../../directory/manage-directories.ts'
import type { Directory, DirectoryType } from '../../directory/ports.ts'
import { BY_SYSTEM, type AuditedBy } from '../../shared/audit-entry.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import { acceptsJson } from '../json-body.ts'
import { answerFamily, mediaTypeIn, vendorNameOf } from '../media-type.ts'
import type { Answer, Call, Route } from '../route.ts'
import { readBody } from '../validated-body.ts'
import { restError, restProtocol, type RestError } from './error-response.ts'

const PATH = '/SAAS/jersey/manager/api/connectormanagement/directoryconfigs'
const MEDIA = 'horizon.manager.connector.management.directory'

type Handler = (deps: ManageDirectoriesDeps, call: Call) => Promise<Result<Answer, RestError>>

/** Directories as Access speaks of them (access-contract §3). */
export function directoryConfigRoutes(deps: ManageDirectoriesDeps): readonly Route[] {
  const route = (method: Route['method'], path: string, handle: Handler): Route => ({
    method,
    path: `${PATH}${path}`,
    access: 'admin',
    ...(method === 'DELETE' ? { recentSignIn: true } : {}),
    protocol: restProtocol,
    body: method === 'POST' ? { accept: acceptsJson, limit: 256 * 1024 } : 'none',
    handle: async (call) => {
      const answer = await handle(deps, call)
      return answer.ok ? answer.value : restError(answer.error)
    },
  })
  return [
    route('POST', '', create),
    route('GET', '', list),
    route('GET', '/:id', get),
    route('GET', '/:id/domains', domains),
    route('DELETE', '/:id', remove),
  ]
}

const newDirectory = Compile(
  Type.Object({
    type: Type.Optional(Type.String({ description: '"OTHER_DIRECTORY" or "LOCAL_DIRECTORY"' })),
    name: Type.String({ description: 'the name of the directory, such as "Okta Universal Directory"' }),
    domains: Type.Array(Type.String(), { description: 'an array of domain names, such as ["OKTA.COM"]' }),
  }),
)

async function create(deps: ManageDirectoriesDeps, call: Call): Promise<Result<Answer, RestError>> {
  const body = readBody(call.body, newDirectory)
  if (!body.ok) return body
  const kind = kindOf(call, body.value.type)
  if (!kind.ok) return kind
  const { name, domains: wanted } = body.value
  const created = await createDirectory(
    deps,
    tenantOf(call),
    { type: kind.value, name, domains: wanted },
    callerOf(call),
  )
  if (!created.ok) return created
  const shown = summary(created.value)
  return ok(
    answer(
      call,
      201,
      kindName(created.value),
      { ...shown, domains: created.value.domains },
      { location: shown._links.self.href },
    ),
  )
}

async function list(deps: ManageDirectoriesDeps, call: Call): Promise<Result<Answer, RestError>> {
  const all = await deps.directories.list(tenantOf(call))
  return ok(answer(call, 200, 'list', { items: all.map(summary), _links: { self: { href: PATH } } }))
}

async function get(deps: ManageDirectoriesDeps, call: Call): Promise<Result<Answer, RestError>> {
  const found = await getDirectory(deps, tenantOf(call), call.params['id'] ?? '')
  if (!found.ok) return found
  return ok(answer(call, 200, kindName(found.value), { ...summary(found.value), domains: found.value.domains }))
}

async function domains(deps: ManageDirectoriesDeps, call: Call): Promise<Result<Answer, RestError>> {
  const found = await getDirectory(deps, tenantOf(call), call.params['id'] ?? '')
  if (!found.ok) return found
  const items = found.value.domains.map((domain) => ({ domain, name: domain, directoryId: found.value.uuid }))
  return ok(answer(call, 200, 'domain.list', { items, _links: { self: { href: `${selfOf(found.value)}/domains` } } }))
}

async function remove(deps: ManageDirectoriesDeps, call: Call): Promise<Result<Answer, RestError>> {
  const id = call.params['id'] ?? ''
  const removed = await deleteDirectory(deps, tenantOf(call), id, callerOf(call))
  if (!removed.ok) return removed
  return ok(
    answer(call, 200, 'other', {
      directoryId: id,
      deletedUsers: removed.value.users,
      deletedGroups: removed.value.groups,
    }),
  )
}

const KINDS: Readonly<Record<string, DirectoryType>> = { other: 'OTHER_DIRECTORY', local: 'LOCAL_DIRECTORY' }

/** Access tells the kind of a directory by the media type; `type` in the body may repeat it, and under plain JSON says it alone. */
function kindOf(call: Call, type: string | undefined): Result<DirectoryType, RestError> {
  const invalid = (detail: string): Result<never, RestError> =>
    fail({ kind: 'directoryInvalid', field: 'type', detail })
  const contentType = header(call, 'content-type')
  const vendorName = vendorNameOf(contentType ?? '')
  if (vendorName === undefined) {
    const known = Object.values(KINDS).find((kind) => kind === type)
    return known === undefined
      ? invalid(`type is ${JSON.stringify(type ?? null)}; it must be "OTHER_DIRECTORY" or "LOCAL_DIRECTORY".`)
      : ok(known)
  }
  const announced = KINDS[vendorName.replace(`${MEDIA}.`, '')]
  if (announced === undefined) {
    return invalid(
      `Directories of the kind that ${contentType ?? ''} announces are not offered here. Send ${mediaTypeIn('vmware', `${MEDIA}.other`)} for a directory of type Other.`,
    )
  }
  if (type === undefined || type === announced) return ok(announced)
  return invalid(`type is ${JSON.stringify(type)}, but the Content-Type announces ${announced}. Make the two agree.`)
}

/**
 * Different kinds of directory name the same two ids differently in Access (`directoryConfigId`, `userStoreId`, …), and
 * which ones callers read for this kind is not known: so all of them are given (access-contract §3).
 */
function summary(directory: Directory) {
  const { uuid } = directory
  return {
    type: directory.type,
    name: directory.name,
    directoryId: uuid,
    directoryConfigId: uuid,
    directoryConfigurationId: uuid,
    userstoreId: uuid,
    userStoreId: uuid,
    countDomains: directory.domains.length,
    deleteInProgress: false,
    migratedToEnterpriseService: false,
    syncConfigurationEnabled: false,
    slug: directory.slug,
    _links: { self: { href: selfOf(directory) } },
  }
}

const selfOf = (directory: Directory): string => `${PATH}/${directory.uuid}`

const kindName = (directory: Directory): string => (directory.type === 'OTHER_DIRECTORY' ? 'other' : 'local')

function answer(call: Call, status: number, name: string, body: object, headers: Record<string, string> = {}): Answer {
  const family = answerFamily(header(call, 'accept'), header(call, 'content-type'))
  return {
    status,
    headers: {
      ...headers,
      'content-type': mediaTypeIn(family, `${MEDIA}.${name}`),
      'cache-control': 'private, no-store',
    },
    body: JSON.stringify(body),
  }
}

function header(call: Call, name: string): string | undefined {
  const value = call.headers[name]
  return typeof value === 'string' ? value : undefined
}

const tenantOf = (call: Call): number => call.tenant.tenantId

const callerOf = (call: Call): AuditedBy => call.caller ?? BY_SYSTEM
