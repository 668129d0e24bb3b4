import { queryOptions } from '@tanstack/react-query'
import type {
  Availability,
  Client,
  ClientSettings,
  Clients,
  CreatedClient,
  DeletedClient,
  EndingSecret,
  GeneratedToken,
  Postman,
  RegeneratedSecret,
  Regeneration,
  Tokens,
  TokenWish,
} from '../../../src/http/admin/contract.ts'
import { request } from './request.ts'

export type { Client, ClientSettings }

export type AccessType = Client['accessType']
export type GrantType = Client['grantTypes'][number]
export type SecretInfo = Client['secrets'][number]
export type TokenInfo = Tokens['tokens'][number]

const PATH = '/api/v1/clients'

const pathOf = (clientId: string): string => `${PATH}/${encodeURIComponent(clientId)}`

export const clientsQuery = queryOptions({
  queryKey: ['clients'],
  queryFn: async ({ signal }) => (await request<Clients>(PATH, { signal })).clients,
})

export const clientQuery = (clientId: string) =>
  queryOptions({
    queryKey: ['clients', clientId],
    queryFn: ({ signal }) => request<Client>(pathOf(clientId), { signal }),
  })

/** Whether an id is free; `detail` says who has it. */
export const clientIdCheckQuery = (clientId: string) =>
  queryOptions({
    queryKey: ['clients', 'check', clientId],
    queryFn: ({ signal }) =>
      request<Availability>(`${PATH}/check?clientId=${encodeURIComponent(clientId)}`, { signal }),
  })

/** The secret is in this answer and in no other. */
export const createClient = (clientId: string, settings: ClientSettings) =>
  request<CreatedClient>(PATH, {
    method: 'POST',
    body: { clientId, ...settings },
  })

export const updateClient = (clientId: string, settings: ClientSettings) =>
  request<Client>(pathOf(clientId), { method: 'PATCH', body: settings })

export const deleteClient = (clientId: string) => request<DeletedClient>(pathOf(clientId), { method: 'DELETE' })

export const regenerateSecret = (clientId: string, choice: Regeneration) =>
  request<RegeneratedSecret>(`${pathOf(clientId)}/secret`, { method: 'POST', body: choice })

/** Prolongs the secret before the current one, or with 0 retires it now. */
export const endSecret = (clientId: string, secretId: string, minutes: number) =>
  request<EndingSecret>(`${pathOf(clientId)}/secrets/${encodeURIComponent(secretId)}`, {
    method: 'PATCH',
    body: { minutes },
  })

export const tokensQuery = (clientId: string) =>
  queryOptions({
    queryKey: ['clients', clientId, 'tokens'],
    queryFn: async ({ signal }) => (await request<Tokens>(`${pathOf(clientId)}/tokens`, { signal })).tokens,
  })

/** The token is in this answer and in no other. */
export const generateToken = (clientId: string, wish: TokenWish) =>
  request<GeneratedToken>(`${pathOf(clientId)}/tokens`, {
    method: 'POST',
    body: wish,
  })

export const revokeToken = (clientId: string, tokenId: string) =>
  request(`${pathOf(clientId)}/tokens/${encodeURIComponent(tokenId)}`, { method: 'DELETE' })

/** A Postman collection and environment for this client, without its secret. */
export const readPostman = (clientId: string) => request<Postman>(`${pathOf(clientId)}/postman`)
