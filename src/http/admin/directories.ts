import {
  checkAvailability,
  createDirectory,
  removeDirectory,
  updateDirectory,
  type ManageDirectoriesDeps,
} from '../../directory/manage-directories.ts'
import type { SchemaRequest } from '../../directory/manage-schemas.ts'
import type { Directory } from '../../directory/ports.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import * as contract from './contract.ts'
import type { AdminError } from './error-response.ts'
import { iso, operation, type AdminCall, type Operation, type Reply } from './operation.ts'

const PATH = '/api/v1/directories'

/** Directories of the tenant; a caller that is bound to one sees no other. */
export const directoryOperations = (deps: ManageDirectoriesDeps): readonly Operation[] => [
  operation({
    method: 'GET',
    path: PATH,
    summary: 'Every directory with its counts and base URLs',
    access: 'admin:read',
    perDirectory: true,
    answer: contract.Directories,
    handle: async (call) => {
      const directories = await Promise.all((await visible(deps, call)).map((one) => describe(deps, call, one)))
      return ok({ body: { directories } })
    },
  }),
  operation({
    method: 'POST',
    path: PATH,
    summary: 'Create a directory',
    access: 'admin',
    request: contract.NewDirectory,
    status: 201,
    answer: contract.Directory,
    handle: async (call, { type = 'OTHER_DIRECTORY', name, domains }) => {
      const { caller } = call
      const created = await createDirectory(deps, caller.tenantId, { type, name, domains }, caller)
      return created.ok ? ok({ body: await describe(deps, call, created.value) }) : created
    },
  }),
  operation({
    method: 'GET',
    path: `${PATH}/check`,
    summary: 'Whether a name and a domain could be given to a directory',
    access: 'admin:read',
    query: {
      name: 'the name that is wanted',
      domain: 'the domain that is wanted',
      except: 'the slug of the directory that may keep its own',
    },
    answer: contract.DirectoryAvailability,
    handle: async ({ caller, parameters }) => {
      const [name, domain, except] = ['name', 'domain', 'except'].map((key) => parameters.get(key) ?? undefined)
      const asked = {
        ...(name === undefined ? {} : { name }),
        ...(domain === undefined ? {} : { domain }),
        ...(except === undefined ? {} : { except }),
      }
      return ok({ body: await checkAvailability(deps, caller.tenantId, asked) })
    },
  }),
  operation({
    method: 'GET',
    path: `${PATH}/:slug`,
    summary: 'One directory',
    access: 'admin:read',
    perDirectory: true,
    answer: contract.Directory,
    handle: async (call) => {
      const directory = await directoryOf(deps, call)
      return directory.ok ? ok({ body: await describe(deps, call, directory.value) }) : directory
    },
  }),
  operation({
    method: 'PATCH',
    path: `${PATH}/:slug`,
    summary: 'Rename a directory or change its domains; its base URL stays',
    access: 'admin',
    perDirectory: true,
    request: contract.DirectoryChange,
    answer: contract.Directory,
    handle: async (call, change) => {
      const directory = await directoryOf(deps, call)
      if (!directory.ok) return directory
      const updated = await updateDirectory(deps, directory.value, call.caller, change)
      return updated.ok ? ok({ body: await describe(deps, call, updated.value) }) : updated
    },
  }),
  operation({
    method: 'DELETE',
    path: `${PATH}/:slug`,
    summary: 'Delete a directory with its users and groups; `confirm` repeats its name',
    access: 'admin',
    recentSignIn: true,
    query: { confirm: 'the name of the directory' },
    answer: contract.DeletedDirectory,
    handle: (call) => remove(deps, call),
  }),
]

async function remove(deps: ManageDirectoriesDeps, call: AdminCall): Promise<Result<Reply, AdminError>> {
  const directory = await directoryOf(deps, call)
  if (!directory.ok) return directory
  if (call.parameters.get('confirm') === directory.value.name)
    return ok({ body: await removeDirectory(deps, directory.value, call.caller) })
  const { users, groups } = await countsOf(deps, directory.value)
  const detail = `Deleting ${JSON.stringify(directory.value.name)} deletes its ${users} users and ${groups} groups for good. Repeat its name as confirm to do it.`
  return fail({ kind: 'notConfirmed', detail })
}

const visible = async (deps: ManageDirectoriesDeps, { caller }: AdminCall): Promise<readonly Directory[]> =>
  (await deps.directories.list(caller.tenantId)).filter(
    ({ directoryId }) => caller.directoryId === undefined || caller.directoryId === directoryId,
  )

/** The directory that the address names. */
export async function directoryOf(
  deps: Pick<ManageDirectoriesDeps, 'directories'>,
  call: AdminCall,
): Promise<Result<Directory, AdminError>> {
  const directory = await deps.directories.bySlug(call.caller.tenantId, call.params['slug'] ?? '')
  const { directoryId } = call.caller
  if (directory !== undefined && (directoryId === undefined || directoryId === directory.directoryId))
    return ok(directory)
  return fail({
    kind: 'directoryNotFound',
    detail: 'There is no such directory in this tenant. It may have been deleted.',
  })
}

/** An operation on the definitions of the directory that the address names. */
export async function inDirectory(
  deps: Pick<ManageDirectoriesDeps, 'directories'>,
  call: AdminCall,
  handle: (request: SchemaRequest) => Promise<Result<Reply, AdminError>>,
): Promise<Result<Reply, AdminError>> {
  const directory = await directoryOf(deps, call)
  if (!directory.ok) return directory
  const confirm = call.parameters.get('confirm') ?? undefined
  return handle({ directory: directory.value, actor: call.caller.actor, from: call.caller.from, confirm })
}

async function countsOf(deps: Pick<ManageDirectoriesDeps, 'directories'>, directory: Directory) {
  const counts = await deps.directories.counts(directory)
  return { users: counts.get('User') ?? 0, groups: counts.get('Group') ?? 0 }
}

async function describe(
  deps: ManageDirectoriesDeps,
  { origin }: AdminCall,
  directory: Directory,
): Promise<contract.Directory> {
  return {
    id: directory.uuid,
    slug: directory.slug,
    type: directory.type,
    name: directory.name,
    domains: [...directory.domains],
    ...(await countsOf(deps, directory)),
    createdAt: iso(directory.createdAt),
    baseUrls: {
      scim: `${origin}/scim/v2`,
      directory: `${origin}/directories/${directory.slug}/scim/v2`,
      access: `${origin}/usergroup/scim/v2`,
    },
  }
}
