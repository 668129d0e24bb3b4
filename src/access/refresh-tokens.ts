import type { OAuthError } from '../oauth/errors.ts'
import { grantScope } from '../oauth/scopes.ts'
import type { TokenRequest } from '../oauth/token-request.ts'
import { fail, ok, type Result } from '../shared/result.ts'
import type { AuthenticatedClient } from './authenticate-client.ts'
import { credentialKind, digestOf } from './credential.ts'
import { familyTokens } from './family-tokens.ts'
import type { IssuedToken, IssueTokenDeps } from './issue-token.ts'
import type { GrantDecision, RefreshToken } from './ports/grants.ts'
import { endReused } from './reused-grant.ts'

const INVALID: OAuthError = { kind: 'invalidGrant', what: 'refreshToken' }

/**
 * How long a refresh token that was exchanged already is exchanged once more, in milliseconds: a client that lost the
 * answer asks again, and two of its processes may ask at once. Later it can only be a copy.
 */
export const LOST_ANSWER = 30_000

/** RFC 6749 §6 with rotation and detection of reuse (RFC 9700 §4.14.2). */
export async function refreshTokens(
  deps: IssueTokenDeps,
  by: AuthenticatedClient,
  { refreshToken, scope }: TokenRequest,
): Promise<Result<IssuedToken, OAuthError>> {
  if (refreshToken === undefined) return fail({ kind: 'missingParameter', name: 'refresh_token' })
  if (credentialKind(refreshToken) !== 'rt') return fail(INVALID)
  const now = deps.clock()
  const { client } = by
  let issued: IssuedToken | undefined
  const decide = (found: RefreshToken | undefined): GrantDecision<OAuthError> => {
    if (found === undefined || found.clientId !== client.clientId) return { kind: 'refuse', error: INVALID }
    if (found.exchangedAt !== undefined && now > found.exchangedAt + LOST_ANSWER)
      return endReused(by, 'refreshToken', found.family.familyId, now)
    if (found.revoked || !(now < found.expiresAt)) return { kind: 'refuse', error: INVALID }
    const requested = grantScope(found.scopes, scope)
    if (!requested.ok) return { kind: 'refuse', error: requested.error }
    const made = familyTokens(deps, by, {
      family: found.family,
      directoryId: found.directoryId,
      approved: found.scopes,
      requested: requested.value,
    })
    issued = made.issued
    return { kind: 'issue', tokens: made.tokens }
  }
  const exchanged = await deps.grants.exchangeRefreshToken(client.tenantId, digestOf(refreshToken), now, decide)
  if (!exchanged.ok) return exchanged
  return issued === undefined ? fail(INVALID) : ok(issued)
}
