import type { ManageDirectoriesDeps } from '../../directory/manage-directories.ts'
import type { Change } from '../../directory/ports.ts'
import type { ResourceDeps } from '../../directory/resource-deps.ts'
import { restoreResource } from '../../directory/restore-resource.ts'
import type { TenantStore } from '../../access/ports.ts'
import { resourceTypes } from '../../scim/schema/resource-types.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import * as contract from './contract.ts'
import { directoryOf } from './directories.ts'
import type { AdminError } from './error-response.ts'
import { iso, operation, type AdminCall, type Operation } from './operation.ts'

const PATH = '/api/v1/directories/:slug'
const DEFAULT_COUNT = 50
const MAX_COUNT = 500
const DAY = 86_400_000

export type ChangeDeps = ManageDirectoriesDeps & ResourceDeps & { readonly tenants: TenantStore }

/** The change log of a directory, and the undo of deletes. */
export const changeOperations = (deps: ChangeDeps): readonly Operation[] => [
  operation({
    method: 'GET',
    path: `${PATH}/changes`,
    summary: 'The change log, the newest first',
    access: 'admin:read',
    perDirectory: true,
    query: ['resourceType', 'resourceId', 'before', 'count'],
    answer: contract.Changes,
    handle: async (call) => {
      const directory = await directoryOf(deps, call)
      if (!directory.ok) return directory
      const query = changeQuery(call.parameters)
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
    query: ['resourceType'],
    answer: contract.Deleted,
    handle: async (call) => {
      const directory = await directoryOf(deps, call)
      if (!directory.ok) return directory
      const type = resourceTypeOf(call)
      const { undoDays } = await deps.tenants.settings(call.caller.tenantId)
      const collection = { ...directory.value, resourceType: type.name }
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
    query: ['resourceType'],
    answer: contract.Restored,
    handle: async (call) => {
      const directory = await directoryOf(deps, call)
      if (!directory.ok) return directory
      const scene = { directory: directory.value, resourceType: resourceTypeOf(call), actor: call.caller.actor }
      const restored = await restoreResource(deps, scene, call.params['id'] ?? '')
      if (restored.ok) return ok({ body: { id: restored.value.id, version: restored.value.version } })
      const { kind, detail } = restored.error
      return fail({ kind: kind === 'uniqueness' ? 'nameTaken' : 'resourceNotFound', detail })
    },
  }),
]

const resourceTypeOf = (call: AdminCall) => {
  const [user, group] = [resourceTypes[0], resourceTypes[1]]
  return call.parameters.get('resourceType') === 'Group' && group !== undefined
    ? group
    : (user as NonNullable<typeof user>)
}

function changeQuery(
  parameters: URLSearchParams,
): Result<
  { readonly count: number; readonly before?: number; readonly resourceId?: string; readonly resourceType?: string },
  AdminError
> {
  const count = wholeNumber(parameters, 'count')
  const before = wholeNumber(parameters, 'before')
  if (!count.ok) return count
  if (!before.ok) return before
  const resourceId = parameters.get('resourceId')
  const resourceType = parameters.get('resourceType')
  return ok({
    count: Math.min(count.value ?? DEFAULT_COUNT, MAX_COUNT),
    ...(before.value === undefined ? {} : { before: before.value }),
    ...(resourceId === null ? {} : { resourceId }),
    ...(resourceType === null ? {} : { resourceType }),
  })
}

function wholeNumber(parameters: URLSearchParams, name: string): Result<number | undefined, AdminError> {
  const given = parameters.get(name)
  if (given === null) return ok(undefined)
  if (/^[1-9]\d{0,14}$/.test(given)) return ok(Number(given))
  const detail = `${name} is ${JSON.stringify(given.slice(0, 40))}; it must be a whole number from 1.`
  return fail({ kind: 'parameterInvalid', field: name, detail })
}

const describe = ({ at, actor, ...change }: Change) => ({
  ...change,
  at: iso(at),
  actor: { kind: actor.kind, name: actor.name },
})
