import { queryOptions } from '@tanstack/react-query'
import type { SetupClaim, SetupState } from '../../../src/http/admin/contract.ts'
import { hasStatus } from './problem.ts'
import { request } from './request.ts'

const PATH = '/api/v1/setup'

/** Whether the tenant still waits for its first administrator. */
export const setUpQuery = queryOptions({
  queryKey: ['set-up'],
  queryFn: async ({ signal }) => {
    try {
      return await request<SetupState>(PATH, { signal, on401: 'fail' })
    } catch (error) {
      if (hasStatus(error, 404)) return { open: false }
      throw error
    }
  },
})

/** Makes the first administrator, who is signed in by it. */
export const claimSetUp = (claim: SetupClaim): Promise<unknown> =>
  request(PATH, { method: 'POST', body: claim, on401: 'fail' })
