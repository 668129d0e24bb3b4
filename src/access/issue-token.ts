import type { OAuthError } from '../oauth/errors.ts'
import type { TokenRequest } from '../oauth/token-request.ts'
import type { NewId, RandomBytes } from '../shared/ids.ts'
import { fail, type Result } from '../shared/result.ts'
import {
  type AuthenticateClientDeps,
  authenticateClient,
  type AuthenticatedClient,
  type ClientAttempt,
} from './authenticate-client.ts'
import { grantClientCredentials } from './grant-client-credentials.ts'
import type { Client, GrantType } from './ports/clients.ts'
import type { GrantStore } from './ports/grants.ts'
import type { TokenStore } from './ports/tokens.ts'
import { redeemCode } from './redeem-code.ts'
import { refreshTokens } from './refresh-tokens.ts'

export type IssueTokenDeps = AuthenticateClientDeps & {
  readonly tokens: TokenStore
  readonly grants: GrantStore
  readonly newId: NewId
  readonly randomBytes: RandomBytes
}

export type TokenAttempt = ClientAttempt & { readonly request: TokenRequest }

/** RFC 6749 §5.1. `expiresIn` is seconds. */
export type IssuedToken = {
  readonly accessToken: string
  readonly expiresIn: number
  readonly scope: readonly string[]
  readonly refreshToken?: string
}

/** A grant's own part of the token request, once the client has proved who it is and may use the grant at all. */
export type Grant = (
  deps: IssueTokenDeps,
  by: AuthenticatedClient,
  request: TokenRequest,
) => Promise<Result<IssuedToken, OAuthError>>

const GRANTS: Readonly<Partial<Record<GrantType, Grant>>> = {
  client_credentials: grantClientCredentials,
  authorization_code: redeemCode,
  refresh_token: refreshTokens,
}

const isOffered = (grantType: string): grantType is GrantType => Object.hasOwn(GRANTS, grantType)

/** RFC 6749 §3.2, in the order of its steps. */
export async function issueToken(
  deps: IssueTokenDeps,
  attempt: TokenAttempt,
): Promise<Result<IssuedToken, OAuthError>> {
  const authenticated = await authenticateClient(deps, attempt)
  if (!authenticated.ok) return authenticated
  const { grantType, target } = attempt.request
  const grant = isOffered(grantType) ? GRANTS[grantType] : undefined
  if (grant === undefined) return fail({ kind: 'unsupportedGrantType' })
  if (!mayUse(authenticated.value.client, grantType)) return fail({ kind: 'unauthorizedClient', grantType })
  // RFC 8707 §2: no token here is bound to a resource, so none can be promised
  if (target !== undefined) return fail({ kind: 'invalidTarget' })
  return grant(deps, authenticated.value, attempt.request)
}

const mayUse = (client: Client, grantType: string): boolean =>
  (client.grantTypes as readonly string[]).includes(grantType)
