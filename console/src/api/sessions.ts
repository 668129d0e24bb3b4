import { queryOptions } from '@tanstack/react-query'
import type { Sessions, SessionsEnded } from '../../../src/http/admin/contract.ts'
import { request } from './request.ts'

export type AdministratorSession = Sessions['sessions'][number]

/** One's own sessions without an id, else those of an administrator, which are for owners. */
const pathOf = (administratorId?: string): string =>
  administratorId === undefined
    ? '/api/v1/sessions'
    : `/api/v1/administrators/${encodeURIComponent(administratorId)}/sessions`

const listOf = (administratorId?: string) =>
  queryOptions({
    queryKey: ['sessions', administratorId ?? 'own'],
    queryFn: async ({ signal }) => (await request<Sessions>(pathOf(administratorId), { signal })).sessions,
  })

export const sessionsQuery = listOf()
export const sessionsOfQuery = (administratorId: string) => listOf(administratorId)

export const endSession = (id: string, administratorId?: string) =>
  request(`${pathOf(administratorId)}/${encodeURIComponent(id)}`, { method: 'DELETE' })

/** All but the one that asks. */
export const endSessions = (administratorId?: string) =>
  request<SessionsEnded>(pathOf(administratorId), { method: 'DELETE' })
