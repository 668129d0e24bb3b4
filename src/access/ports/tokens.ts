import type { AuditEntry, Audited } from '../../shared/audit-entry.ts'
import type { Administrator } from './administrators.ts'
import type { Client } from './clients.ts'
import type { Provenance, Use } from './provenance.ts'

export type TokenKind = 'access' | 'refresh' | 'session'

/** An access token, a refresh token or an administrator's session token at rest. */
export type Token = {
  readonly tenantId: number
  readonly tokenId: string
  readonly kind: TokenKind
  /** SHA-256 of the token as presented, lower-case hex. */
  readonly digest: string
  readonly clientId: string | undefined
  readonly secretId: string | undefined
  readonly administratorId: string | undefined
  readonly directoryId: number | undefined
  readonly scopes: readonly string[]
  readonly issuedAt: number
  readonly expiresAt: number
  /** Of a token that descends from an authorization. */
  readonly family?: TokenFamily
  /** Of a session: how it came to be and how long it lasts unused. */
  readonly session?: SessionOrigin
}

export type SessionOrigin = {
  /** Where the administrator signed in from. */
  readonly from: Provenance
  /** Milliseconds without a request after which it has ended. Uses are noted once a minute, so it may be one less. */
  readonly idleLimit: number
}

/** All tokens that descend from one authorization: they end together when a refresh token turns up twice (RFC 9700 §4.14.2). */
export type TokenFamily = {
  readonly familyId: string
  /** Username of the administrator who approved. */
  readonly approvedBy: string
}

/** What a presented token is worth right now, read from the live state of token, client, directory and tenant in one statement. */
export type PresentedToken = {
  readonly tokenId: string
  readonly kind: TokenKind
  readonly actorName: string
  readonly directoryId: number | undefined
  readonly scopes: readonly string[]
  readonly issuedAt: number
  /** Of a session that nobody uses, earlier than it was issued for. */
  readonly expiresAt: number
  /** Token, client or administrator was revoked, disabled or deleted. */
  readonly revoked: boolean
  /** See `Client.unknownMembers`. */
  readonly unknownMembers: Client['unknownMembers']
}

export interface TokenStore {
  issue(token: Token, audit?: AuditEntry): Promise<void>
  /** Live tokens of the client that were issued for longer than 24 hours and have not expired. */
  countLongLived(tenantId: number, clientId: string, now: number): Promise<number>
  present(tenantId: number, digest: string): Promise<PresentedToken | undefined>
  /** Coarse (at most once a minute per token) and never on the path of an answer. */
  noteUse(tenantId: number, tokenId: string, use: Use): void
  /** Good tokens of one client or sessions of one administrator, the newest first. */
  listLive(tenantId: number, of: TokenOwner, now: number): Promise<readonly LiveToken[]>
  /** With a refresh token ends all that descends from the same authorization. False when there is no such token that is still good. */
  revoke(
    tenantId: number,
    of: TokenOwner,
    tokenId: string,
    at: number,
    audited?: Audited<EndedTokens>,
  ): Promise<boolean>
  /** Ends the sessions of the administrator but the one to keep. Returns how many there were. */
  revokeSessions(
    of: Pick<Administrator, 'tenantId' | 'administratorId'>,
    sessions: { readonly keepSession?: string; readonly at: number },
    audited?: Audited<EndedTokens>,
  ): Promise<number>
  /** What is known of a presented token, good or not; for introspection and revocation, not for letting anybody in. */
  describe(tenantId: number, digest: string): Promise<TokenDescription | undefined>
}

/** How many tokens ended with one. */
export type EndedTokens = { readonly ended: number }

export type TokenDescription = Omit<Token, 'tenantId' | 'digest' | 'secretId'> & {
  /** Token, client or administrator was revoked, disabled or deleted, or the refresh token was exchanged. */
  readonly revoked: boolean
}

export type TokenOwner = { readonly clientId: string } | { readonly administratorId: string }

export type LiveToken = {
  readonly tokenId: string
  readonly kind: TokenKind
  readonly scopes: readonly string[]
  readonly issuedAt: number
  /** Whatever its use; a session may end sooner by its idle limit. */
  readonly expiresAt: number
  readonly lastUse: Use | undefined
  readonly session: SessionOrigin | undefined
}
