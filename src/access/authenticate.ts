import { isScope } from '../oauth/scopes.ts'
import type { Clock } from '../shared/clock.ts'
import { fail, ok, type Result } from '../shared/result.ts'
import type { Caller } from './caller.ts'
import { credentialKind, digestOf } from './credential.ts'
import { type Limits, tooManyGuesses, type TooManyRequests } from './limits.ts'
import { isLongAgo } from './recent-sign-in.ts'
import type { Provenance, Use } from './ports/provenance.ts'
import type { Tenant } from './ports/tenants.ts'
import type { PresentedToken, TokenStore } from './ports/tokens.ts'

export type AuthenticateDeps = { readonly tokens: TokenStore; readonly clock: Clock; readonly limits: Limits }

export type InvalidToken = { readonly kind: 'invalidToken'; readonly detail: string }

// One text for unknown, revoked, foreign and damaged tokens: it must not tell a stranger which of them it was
const REFUSED: InvalidToken = {
  kind: 'invalidToken',
  detail: 'The access token is not valid here. Generate a new token with the client id and its secret, and use that.',
}

/**
 * Who presents this token (RFC 6750 §2.1), as the live state of token, client and tenant says at this moment. Noise is
 * refused by its checksum, without a look-up; where too much of it came from, so is every token that was not good lately.
 */
export async function authenticate(
  deps: AuthenticateDeps,
  tenant: Tenant,
  presented: string,
  from: Provenance,
): Promise<Result<Caller, InvalidToken | TooManyRequests>> {
  const kind = credentialKind(presented)
  const digest = kind === 'at' || kind === 'ss' ? digestOf(presented) : undefined
  const wait = deps.limits.guesses.wait(from.address, digest)
  if (wait !== undefined) return fail(tooManyGuesses(wait))
  const token =
    digest === undefined || tenant.suspended ? undefined : await deps.tokens.present(tenant.tenantId, digest)
  if (digest === undefined || token === undefined || token.revoked) {
    deps.limits.guesses.noteWrong(from.address, digest)
    return fail(REFUSED)
  }
  const now = deps.clock()
  // written so that an expiry which is not a number has passed
  if (!(now < token.expiresAt)) return fail(expired(token))
  deps.limits.guesses.noteGood(digest)
  deps.tokens.noteUse(tenant.tenantId, token.tokenId, { ...from, at: now })
  return ok(callerOf(tenant, token, { ...from, at: now }))
}

/** Only who holds a token that once was good learns that it has expired; this is what Okta's administrator reads. */
function expired(token: PresentedToken): InvalidToken {
  const at = Number.isFinite(token.expiresAt) ? ` on ${new Date(token.expiresAt).toISOString()}` : ''
  const detail =
    token.kind === 'session'
      ? `This session expired${at}. Sign in again.`
      : `This access token expired${at}. Generate a new token for the client ${token.actorName}, on its page in the console of Muster, and paste it where this one is used.`
  return { kind: 'invalidToken', detail }
}

function callerOf(tenant: Tenant, token: PresentedToken, { at, ...from }: Use): Caller {
  return {
    tenantId: tenant.tenantId,
    actor: {
      kind: token.kind === 'session' ? 'administrator' : 'client',
      name: token.actorName,
      tokenId: token.tokenId,
    },
    from,
    scopes: token.scopes.filter(isScope),
    directoryId: token.directoryId,
    unknownMembers: token.unknownMembers,
    ...(token.kind === 'session' ? { signedInLongAgo: isLongAgo(token.issuedAt, at) } : {}),
  }
}
