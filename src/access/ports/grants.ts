import type { AuditEntry, Audited } from '../../shared/audit-entry.ts'
import type { Result } from '../../shared/result.ts'
import type { EndedTokens, Token, TokenFamily } from './tokens.ts'

/** What an administrator approved, until the client fetches its tokens (RFC 6749 §4.1.2). */
export type AuthorizationCode = {
  readonly tenantId: number
  /** SHA-256 of the code, lower-case hex. */
  readonly digest: string
  readonly clientId: string
  /** As the request named it; absent when it left the choice to the registration. */
  readonly redirectUri: string | undefined
  readonly scopes: readonly string[]
  readonly directoryId: number | undefined
  /** RFC 7636 §4.2, S256. */
  readonly codeChallenge: string | undefined
  readonly approvedBy: string
  readonly familyId: string
  readonly expiresAt: number
}

export type RefreshToken = Pick<Token, 'clientId' | 'scopes' | 'directoryId' | 'expiresAt'> & {
  readonly family: TokenFamily
  /** When it was first exchanged for another; absent for one that never was. */
  readonly exchangedAt: number | undefined
  readonly revoked: boolean
}

/** What becomes of a code or a refresh token that somebody presented. */
export type GrantDecision<E> =
  | { readonly kind: 'issue'; readonly tokens: readonly Token[] }
  | { readonly kind: 'refuse'; readonly error: E }
  /** It was used before: whoever holds the others may have stolen them. */
  | { readonly kind: 'endFamily'; readonly error: E; readonly audited?: Audited<EndedTokens> }

export interface GrantStore {
  saveCode(code: AuthorizationCode, audit?: AuditEntry): Promise<void>
  /** Uses the code up and stores the tokens that `decide` gives for it, in one transaction: of many at once exactly one finds it unused. */
  redeemCode<E>(
    tenantId: number,
    digest: string,
    at: number,
    decide: (code: (AuthorizationCode & { readonly used: boolean }) | undefined) => GrantDecision<E>,
  ): Promise<Result<void, E>>
  /** The same for a refresh token, which is marked as exchanged. */
  exchangeRefreshToken<E>(
    tenantId: number,
    digest: string,
    at: number,
    decide: (token: RefreshToken | undefined) => GrantDecision<E>,
  ): Promise<Result<void, E>>
}
