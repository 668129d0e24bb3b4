import { queryOptions } from '@tanstack/react-query'
import { request } from './request.ts'

export type AccessType = 'service' | 'user'
export type GrantType = 'client_credentials' | 'authorization_code' | 'refresh_token'

export type SecretInfo = {
  readonly secretId: string
  readonly hint: string
  readonly createdAt: string
  readonly retiresAt?: string | null
  readonly lastUsedAt?: string | null
}

export type Client = {
  readonly clientId: string
  readonly accessType: AccessType
  readonly displayName: string
  readonly scopes: readonly string[]
  readonly grantTypes: readonly GrantType[]
  readonly redirectUris: readonly string[]
  /** Minutes, as the two below. */
  readonly accessTokenTtl: number
  readonly refreshTokenTtl: number
  readonly refreshTokenIdleTtl: number
  readonly enabled: boolean
  readonly directory?: string | null
  readonly createdAt: string
  readonly updatedAt: string
  readonly lastUsedAt?: string | null
  readonly liveTokens: number
  readonly secrets: readonly SecretInfo[]
}

/** What a person may set; left out: as it was. */
export type ClientSettings = {
  readonly accessType?: AccessType
  readonly scopes?: readonly string[]
  readonly grantTypes?: readonly GrantType[]
  readonly redirectUris?: readonly string[]
  readonly accessTokenTtl?: number
  readonly refreshTokenTtl?: number
  readonly refreshTokenIdleTtl?: number
  readonly enabled?: boolean
  readonly directory?: string | null
}

const PATH = '/api/v1/clients'

const pathOf = (clientId: string): string => `${PATH}/${encodeURIComponent(clientId)}`

export const clientsQuery = queryOptions({
  queryKey: ['clients'],
  queryFn: async ({ signal }) => (await request<{ readonly clients: readonly Client[] }>(PATH, { signal })).clients,
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
      request<{ readonly available: boolean; readonly detail?: string }>(
        `${PATH}/check?clientId=${encodeURIComponent(clientId)}`,
        { signal },
      ),
  })

/** The secret is in this answer and in no other. */
export const createClient = (clientId: string, settings: ClientSettings) =>
  request<{ readonly client: Client; readonly secret: string }>(PATH, {
    method: 'POST',
    body: { clientId, ...settings },
  })

export const updateClient = (clientId: string, settings: ClientSettings) =>
  request<Client>(pathOf(clientId), { method: 'PATCH', body: settings })

export const deleteClient = (clientId: string) =>
  request<{ readonly endedTokens: number }>(pathOf(clientId), { method: 'DELETE' })

export type Regeneration = {
  /** How long the old secret goes on; 0: it ends now. */
  readonly overlapMinutes: number
  readonly revokeTokens: boolean
}

export const regenerateSecret = (clientId: string, choice: Regeneration) =>
  request<{ readonly secret: string; readonly previousEndsAt: string; readonly revokedTokens: number }>(
    `${pathOf(clientId)}/secret`,
    { method: 'POST', body: choice },
  )

export type TokenInfo = {
  readonly tokenId: string
  readonly scopes: readonly string[]
  readonly issuedAt: string
  readonly expiresAt: string
  readonly lastUsedAt?: string | null
}

export const tokensQuery = (clientId: string) =>
  queryOptions({
    queryKey: ['clients', clientId, 'tokens'],
    queryFn: async ({ signal }) =>
      (await request<{ readonly tokens: readonly TokenInfo[] }>(`${pathOf(clientId)}/tokens`, { signal })).tokens,
  })

/** The token is in this answer and in no other. */
export const generateToken = (clientId: string, wish: { readonly scope: string; readonly lifetimeMinutes: number }) =>
  request<{ readonly token: string; readonly expiresAt: string; readonly scope: string }>(
    `${pathOf(clientId)}/tokens`,
    {
      method: 'POST',
      body: wish,
    },
  )

export const revokeToken = (clientId: string, tokenId: string) =>
  request(`${pathOf(clientId)}/tokens/${encodeURIComponent(tokenId)}`, { method: 'DELETE' })

/** A Postman collection and environment for this client, without its secret. */
export const readPostman = (clientId: string) =>
  request<{ readonly collection: unknown; readonly environment: unknown }>(`${pathOf(clientId)}/postman`)
