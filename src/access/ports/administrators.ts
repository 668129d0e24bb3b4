import type { AuditEntry, Audited } from '../../shared/audit-entry.ts'
import type { Result } from '../../shared/result.ts'
import type { Passkey, PasskeyOwner } from './passkeys.ts'

export type Administrator = {
  readonly tenantId: number
  readonly administratorId: string
  readonly username: string
  /** argon2id in PHC string form; absent: signs in with passkeys alone. */
  readonly passwordHash: string | undefined
  readonly role: 'owner' | 'administrator' | 'auditor'
  readonly disabled: boolean
  readonly createdAt: number
}

export interface AdministratorStore {
  count(tenantId: number): Promise<number>
  byUsernameKey(tenantId: number, usernameKey: string): Promise<Administrator | undefined>
  create(
    administrator: Administrator,
    usernameKey: string,
    audit?: AuditEntry,
  ): Promise<Result<void, { readonly kind: 'usernameTaken' }>>
  /** Creates the administrator if the tenant has none yet, in one statement: of many at once exactly one wins. */
  createFirst(administrator: Administrator, usernameKey: string, audit?: AuditEntry): Promise<boolean>
  list(tenantId: number): Promise<readonly Administrator[]>
  /**
   * Changes role, state or password, and ends every session of the administrator but `keepSession` when `endSessions` is
   * set. Fails when the tenant would be left without an owner who can sign in.
   */
  update(
    tenantId: number,
    administratorId: string,
    change: Partial<Pick<Administrator, 'role' | 'disabled' | 'passwordHash'>>,
    sessions: { readonly endSessions: boolean; readonly keepSession?: string; readonly at: number },
    audited?: Audited<Administrator>,
  ): Promise<Result<void, LastOwner | AdministratorGone>>
  remove(
    tenantId: number,
    administratorId: string,
    audited?: Audited<Administrator>,
  ): Promise<Result<void, LastOwner | AdministratorGone>>
}

export type LastOwner = { readonly kind: 'lastOwner' }

export type AdministratorGone = { readonly kind: 'administratorNotFound' }

/** What an administrator's password needs beside it: the code of an authenticator app (RFC 6238). */
export type SecondFactor = {
  /** Shared with the app, base32. A code cannot be checked against a digest, so it lies in the store as it is. */
  readonly secret: string
  /** Absent until a code has come back: so long it counts for nothing. */
  readonly confirmedAt: number | undefined
  readonly recoveryCodesLeft: number
}

type SessionsEnd = { readonly keepSession?: string; readonly at: number }

export interface SecondFactorStore {
  find(of: PasskeyOwner): Promise<SecondFactor | undefined>
  /** In place of one that was not confirmed. False when there is a confirmed one. */
  begin(of: PasskeyOwner, secret: string, at: number): Promise<boolean>
  /** It counts from now on, `step` is used, and every session but the one to keep ends. `codes` are digests. False when another was quicker. */
  confirm(
    of: PasskeyOwner,
    confirmed: { readonly secret: string; readonly step: number; readonly codes: readonly string[] },
    sessions: SessionsEnd,
    audit: AuditEntry,
  ): Promise<boolean>
  /** False for a step that is not later than the last one, of two at once for one of them. */
  useStep(of: PasskeyOwner, step: number): Promise<boolean>
  /** False for a code that is unknown or used. */
  useRecoveryCode(of: PasskeyOwner, digest: string, at: number, audit: AuditEntry): Promise<boolean>
  /** False without a second factor. */
  replaceRecoveryCodes(of: PasskeyOwner, codes: readonly string[], audit: AuditEntry): Promise<boolean>
  /** With its codes and every session but the one to keep. False when there was none. */
  remove(of: PasskeyOwner, sessions: SessionsEnd, audit: AuditEntry): Promise<boolean>
}

/** The one-time link that makes the first administrator (security §3.8). */
export type SetupLink = { readonly tenantId: number; readonly digest: string; readonly expiresAt: number }

export interface SetupStore {
  /** Replaces the tenant's previous unused link. */
  issue(link: SetupLink, audit?: AuditEntry): Promise<void>
  find(tenantId: number, digest: string): Promise<(SetupLink & { readonly usedAt: number | undefined }) | undefined>
  /**
   * Uses the link up and creates the first administrator, with the passkey if one comes along, in one transaction; false
   * when that is no longer possible.
   */
  claim(
    link: SetupLink,
    at: number,
    administrator: Administrator,
    usernameKey: string,
    passkey?: Passkey,
    audit?: AuditEntry,
  ): Promise<boolean>
}
