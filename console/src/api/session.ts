import { queryOptions } from '@tanstack/react-query'
import type { Credentials, Session } from '../../../src/http/admin/contract.ts'
import { queryClient } from './query-client.ts'
import { request } from './request.ts'

export type { Session }

const PATH = '/api/v1/session'

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => request<Session>(PATH, { signal, on401: 'fail' }),
  staleTime: 5 * 60_000,
})

export async function signIn(credentials: Credentials): Promise<Session> {
  return keepSession(await request<Session>(PATH, { method: 'POST', body: credentials, on401: 'fail' }))
}

export function keepSession(session: Session): Session {
  queryClient.setQueryData(sessionQuery.queryKey, session)
  return session
}

/** Forgets everything that was read under the session, whatever the server says to the request. */
export async function signOut(): Promise<void> {
  try {
    await request(PATH, { method: 'DELETE', on401: 'fail' })
  } finally {
    queryClient.clear()
  }
}
