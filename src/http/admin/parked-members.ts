import { groupType } from '../../scim/schema/resource-types.ts'
import { fail, ok } from '../../shared/result.ts'
import type { ChangeDeps } from './changes.ts'
import * as contract from './contract.ts'
import { directoryOf } from './directories.ts'
import { operation, type Operation } from './operation.ts'
import { wholeNumber } from './query-parameters.ts'

const DEFAULT_COUNT = 50
const MAX_COUNT = 500

/** What a group waits for: SCIM shows members that are there, so that this is the only place to see the others. */
export const parkedMemberOperations = (deps: ChangeDeps): readonly Operation[] => [
  operation({
    method: 'GET',
    path: '/api/v1/directories/:slug/groups/:id/parked',
    summary: 'Members of a group that have not arrived yet, ordered by id',
    access: 'admin:read',
    perDirectory: true,
    query: { count: `a whole number from 1 to ${MAX_COUNT}` },
    answer: contract.ParkedMembers,
    handle: async (call) => {
      const directory = await directoryOf(deps, call)
      if (!directory.ok) return directory
      const count = wholeNumber(call.parameters, 'count', MAX_COUNT)
      if (!count.ok) return count
      const { tenantId, directoryId, name } = directory.value
      const groups = { tenantId, directoryId, resourceType: groupType.name }
      const id = call.params['id'] ?? ''
      if ((await deps.resources.get(groups, id)) === undefined) {
        const detail = `The directory ${JSON.stringify(name)} has no group with the id ${JSON.stringify(id.slice(0, 64))}.`
        return fail({ kind: 'resourceNotFound', detail })
      }
      const { total, members } = await deps.resources.parked(groups, id, count.value ?? DEFAULT_COUNT)
      return ok({ body: { total, members: members.map((member) => ({ id: member.id, type: member.type ?? null })) } })
    },
  }),
]
