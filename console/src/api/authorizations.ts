import { queryOptions } from '@tanstack/react-query'
import type { Authorization, AuthorizationAnswer, AuthorizationDone } from '../../../src/http/admin/contract.ts'
import { request } from './request.ts'

export type { Authorization }

const PATH = '/api/v1/authorizations'

/** What the client that sent the browser here with `query` asks for. */
export const authorizationQuery = (query: string) =>
  queryOptions({
    queryKey: ['authorizations', query],
    queryFn: ({ signal }) => request<Authorization>(`${PATH}/question`, { method: 'POST', body: { query }, signal }),
    retry: false,
  })

/** Where the browser goes with the answer. */
export const answerAuthorization = (answer: AuthorizationAnswer) =>
  request<AuthorizationDone>(PATH, { method: 'POST', body: answer })
