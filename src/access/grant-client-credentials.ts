import type { OAuthError } from '../oauth/errors.ts'
import { grantScope } from '../oauth/scopes.ts'
import type { TokenRequest } from '../oauth/token-request.ts'
import { fail, ok, type Result } from '../shared/result.ts'
import type { AuthenticatedClient } from './authenticate-client.ts'
import type { IssuedToken, IssueTokenDeps } from './issue-token.ts'
import { newToken } from './new-token.ts'
import type { Client } from './ports/clients.ts'
import { accessLifetime } from './token-lifetime.ts'

/** RFC 6749 §4.4. One write; one read more for a token that lives over a day. No refresh token (§4.4.3). */
export async function grantClientCredentials(
  deps: IssueTokenDeps,
  { client, secretId }: AuthenticatedClient,
  request: TokenRequest,
): Promise<Result<IssuedToken, OAuthError>> {
  const scopes = grantScope(client.scopes, request.scope)
  if (!scopes.ok) return scopes
  const limited = await limitLongLived(deps, client)
  if (!limited.ok) return limited
  const lifetime = accessLifetime(client)
  const { text, token } = newToken(deps, 'access', {
    client,
    secretId,
    directoryId: client.directoryId,
    scopes: scopes.value,
    lifetime,
  })
  await deps.tokens.issue(token)
  return ok({ accessToken: text, expiresIn: lifetime / 1_000, scope: scopes.value })
}

export const LONG_LIVED_MINUTES = 24 * 60
export const MAX_LONG_LIVED_TOKENS = 10

/**
 * Tokens of more than a day are counted: ending the oldest silently would break somebody's provisioning, so the one too
 * many is refused.
 */
async function limitLongLived(deps: IssueTokenDeps, client: Client): Promise<Result<void, OAuthError>> {
  if (client.accessTokenTtl <= LONG_LIVED_MINUTES) return ok(undefined)
  const live = await deps.tokens.countLongLived(client.tenantId, client.clientId, deps.clock())
  return live < MAX_LONG_LIVED_TOKENS
    ? ok(undefined)
    : fail({ kind: 'tooManyLongLivedTokens', limit: MAX_LONG_LIVED_TOKENS })
}
