import type { ManageDirectoriesDeps } from '../../directory/manage-directories.ts'
import type { Change, ChangeQuery, Directory } from '../../directory/ports.ts'
import type { ResourceDeps } from '../../directory/resource-deps.ts'
import { restoreResource } from '../../directory/restore-resource.ts'
import type { TenantStore } from '../../access/ports/tenants.ts'
import type { ResourceType } from '../../scim/schema/attribute.ts'
import { typeNamed, userType } from '../../scim/schema/resource-types.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import * as contract from './contract.ts'
import { directoryOf } from './directories.ts'
import { iso, operation, type Operation } from './operation.ts'
import { parameterInvalid, wholeNumber, type ParameterInvalid } from './query-parameters.ts'

const PATH = '/api/v1/directories/:slug'
const DEFAULT_COUNT = 50
const MAX_COUNT = 500
const DAY = 86_400_000

const RESOURCE_TYPE = { resourceType: 'the name of a resource type, such as User (the default) or Group' }

export type ChangeDeps = ManageDirectoriesDeps & ResourceDeps & { readonly tenants: TenantStore }

/** The change log of a directory, and the undo of deletes. */
export const changeOperations = (deps: ChangeDeps): readonly Operation[] => [
  operation({
    method: 'GET',
    path: `${PATH}/changes`,
    summary: 'The change log, the newest first',
    access: 'admin:read',
    perDirectory: true,
    query: {
      ...RESOURCE_TYPE,
      resourceId: 'the id of one user or group',
      before: 'a sequence number; older changes alone',
      count: `a whole number from 1 to ${MAX_COUNT}`,
    },
    answer: contract.Changes,
    handle: async (call) => {
      const directory = await directoryOf(deps, call)
      if (!directory.ok) return directory
      const query = changeQuery(directory.value, call.parameters)
      if (!query.ok) return query
      const found = await deps.resources.changes(directory.value, query.value)
      const full = found.length === query.value.count
      return ok({ body: { changes: found.map(describe), nextBefore: full ? (found.at(-1)?.sequence ?? null) : null } })
    },
  }),
  operation({
    method: 'GET',
    path: `${PATH}/deleted`,
    summary: 'Users or groups that can be brought back, the last deleted first',
    access: 'admin:read',
    perDirectory: true,
    query: RESOURCE_TYPE,
    answer: contract.Deleted,
    handle: async (call) => {
      const directory = await directoryOf(deps, call)
      if (!directory.ok) return directory
      const type = resourceTypeOf(directory.value, call.parameters)
      if (!type.ok) return type
      const { undoDays } = await deps.tenants.settings(call.caller.tenantId)
      const collection = { ...directory.value, resourceType: type.value.name }
      const found = await deps.resources.deleted(collection, deps.clock() - undoDays * DAY, MAX_COUNT)
      return ok({
        body: { deleted: found.map(({ id, name, deletedAt }) => ({ id, name, deletedAt: iso(deletedAt) })) },
      })
    },
  }),
  operation({
    method: 'POST',
    path: `${PATH}/deleted/:id/restore`,
    summary: 'Bring a deleted user or group back, into the groups it was in',
    access: 'admin',
    perDirectory: true,
    query: RESOURCE_TYPE,
    answer: contract.Restored,
    handle: async (call) => {
      const directory = await directoryOf(deps, call)
      if (!directory.ok) return directory
      const type = resourceTypeOf(directory.value, call.parameters)
      if (!type.ok) return type
      const scene = { directory: directory.value, resourceType: type.value, actor: call.caller.actor }
      const restored = await restoreResource(deps, scene, call.params['id'] ?? '')
      if (restored.ok) return ok({ body: { id: restored.value.id, version: restored.value.version } })
      const { kind, detail } = restored.error
      return fail({ kind: kind === 'uniqueness' ? 'nameTaken' : 'resourceNotFound', detail })
    },
  }),
]

/** The resource type that the query names; users when it names none. */
function resourceTypeOf(
  { resourceTypes }: Directory,
  parameters: URLSearchParams,
): Result<ResourceType, ParameterInvalid> {
  const given = parameters.get('resourceType') ?? userType.name
  const type = typeNamed(resourceTypes, given)
  return type === undefined
    ? parameterInvalid('resourceType', given, resourceTypes.map(({ name }) => name).join(' or '))
    : ok(type)
}

function changeQuery(directory: Directory, parameters: URLSearchParams): Result<ChangeQuery, ParameterInvalid> {
  const count = wholeNumber(parameters, 'count', MAX_COUNT)
  if (!count.ok) return count
  const before = wholeNumber(parameters, 'before', Number.MAX_SAFE_INTEGER)
  if (!before.ok) return before
  const type = resourceTypeOf(directory, parameters)
  if (!type.ok) return type
  const resourceId = parameters.get('resourceId')
  return ok({
    count: count.value ?? DEFAULT_COUNT,
    ...(before.value === undefined ? {} : { before: before.value }),
    ...(resourceId === null ? {} : { resourceId }),
    ...(parameters.has('resourceType') ? { resourceType: type.value.name } : {}),
  })
}

const describe = ({ at, actor, ...change }: Change) => ({
  ...change,
  at: iso(at),
  actor: { kind: actor.kind, name: actor.name },
})
