import type { IssuedToken, IssueTokenDeps } from './issue-token.ts'
import type { AuthenticatedClient } from './authenticate-client.ts'
import { newToken } from './new-token.ts'
import type { Token, TokenFamily } from './ports/tokens.ts'
import { accessLifetime, refreshLifetime } from './token-lifetime.ts'

export type FamilyGrant = {
  readonly family: TokenFamily
  readonly directoryId: number | undefined
  /** What was approved: the refresh token keeps it whole, so that a narrower access token takes nothing away for good (RFC 6749 §6). */
  readonly approved: readonly string[]
  readonly requested: readonly string[]
}

/** The next access token of a family and, where the client may refresh, the next refresh token. Not stored yet. */
export function familyTokens(
  deps: IssueTokenDeps,
  { client, secretId }: AuthenticatedClient,
  { family, directoryId, approved, requested }: FamilyGrant,
): { readonly tokens: readonly Token[]; readonly issued: IssuedToken } {
  const common = { client, secretId, directoryId, family }
  const lifetime = accessLifetime(client)
  const access = newToken(deps, 'access', { ...common, scopes: requested, lifetime })
  const issued = { accessToken: access.text, expiresIn: lifetime / 1_000, scope: requested }
  if (!client.grantTypes.includes('refresh_token')) return { tokens: [access.token], issued }
  const refresh = newToken(deps, 'refresh', {
    ...common,
    scopes: approved,
    lifetime: refreshLifetime(client),
  })
  return { tokens: [access.token, refresh.token], issued: { ...issued, refreshToken: refresh.text } }
}
