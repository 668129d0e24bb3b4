import { queryOptions } from '@tanstack/react-query'
import { hasStatus } from './problem.ts'
import { request } from './request.ts'

const PATH = '/api/v1/setup'

/** Whether the tenant still waits for its first administrator. */
export const setUpQuery = queryOptions({
  queryKey: ['set-up'],
  queryFn: async ({ signal }) => {
    try {
      return await request<{ readonly open: boolean }>(PATH, { signal, on401: 'fail' })
    } catch (error) {
      if (hasStatus(error, 404)) return { open: false }
      throw error
    }
  },
})

export type Claim = { readonly token: string; readonly username: string; readonly password: string }

/** Makes the first administrator, who is signed in by it. */
export const claimSetUp = (claim: Claim): Promise<unknown> =>
  request(PATH, { method: 'POST', body: claim, on401: 'fail' })
