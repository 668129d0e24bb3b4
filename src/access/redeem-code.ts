import type { OAuthError } from '../oauth/errors.ts'
import { provesPossession } from '../oauth/pkce.ts'
import type { TokenRequest } from '../oauth/token-request.ts'
import { fail, ok, type Result } from '../shared/result.ts'
import type { AuthenticatedClient } from './authenticate-client.ts'
import { credentialKind, digestOf } from './credential.ts'
import { familyTokens } from './family-tokens.ts'
import type { IssuedToken, IssueTokenDeps } from './issue-token.ts'
import type { AuthorizationCode, GrantDecision } from './ports/grants.ts'
import { endReused } from './reused-grant.ts'

const INVALID: OAuthError = { kind: 'invalidGrant', what: 'code' }

/** RFC 6749 §4.1.3, §4.1.4 with RFC 7636 §4.6. A code that comes a second time ends what the first time gave (§4.1.2). */
export async function redeemCode(
  deps: IssueTokenDeps,
  by: AuthenticatedClient,
  { code, redirectUri, codeVerifier }: TokenRequest,
): Promise<Result<IssuedToken, OAuthError>> {
  if (code === undefined) return fail({ kind: 'missingParameter', name: 'code' })
  if (credentialKind(code) !== 'ac') return fail(INVALID)
  const now = deps.clock()
  const { client } = by
  let issued: IssuedToken | undefined
  const decide = (found: (AuthorizationCode & { readonly used: boolean }) | undefined): GrantDecision<OAuthError> => {
    if (found === undefined || found.clientId !== client.clientId) return { kind: 'refuse', error: INVALID }
    if (found.used) return endReused(by, 'code', found.familyId, now)
    const fits =
      now < found.expiresAt && found.redirectUri === redirectUri && provesPossession(found.codeChallenge, codeVerifier)
    if (!fits) return { kind: 'refuse', error: INVALID }
    const made = familyTokens(deps, by, {
      family: { familyId: found.familyId, approvedBy: found.approvedBy },
      directoryId: found.directoryId,
      approved: found.scopes,
      requested: found.scopes,
    })
    issued = made.issued
    return { kind: 'issue', tokens: made.tokens }
  }
  const redeemed = await deps.grants.redeemCode(client.tenantId, digestOf(code), now, decide)
  if (!redeemed.ok) return redeemed
  return issued === undefined ? fail(INVALID) : ok(issued)
}
