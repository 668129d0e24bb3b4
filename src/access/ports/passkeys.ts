import type { AuditEntry, Audited } from '../../shared/audit-entry.ts'
import type { Result } from '../../shared/result.ts'
import type { AdministratorGone } from './administrators.ts'

/** A discoverable credential of WebAuthn that an administrator signs in with. */
export type Passkey = {
  readonly tenantId: number
  readonly passkeyId: string
  readonly administratorId: string
  /** As the authenticator names it, base64url; unique in the tenant. */
  readonly credentialId: string
  /** COSE_Key (RFC 9052 §7), base64url. */
  readonly publicKey: string
  /** What the authenticator counted last; 0 where it does not count. */
  readonly counter: number
  /** How browsers reach the authenticator (`internal`, `usb`, `hybrid`, …). */
  readonly transports: readonly string[]
  /** The host name it was made for (its RP ID): it works there and nowhere else. */
  readonly host: string
  readonly name: string
  readonly createdAt: number
  readonly lastUsedAt: number | undefined
}

export interface PasskeyStore {
  /** The oldest first. */
  list(tenantId: number, administratorId: string): Promise<readonly Passkey[]>
  byCredentialId(tenantId: number, credentialId: string): Promise<Passkey | undefined>
  /** Fails when the tenant knows the credential already, or when its administrator is gone. */
  add(
    passkey: Passkey,
    audit?: AuditEntry,
  ): Promise<Result<void, { readonly kind: 'passkeyTaken' } | AdministratorGone>>
  /** False when the administrator has no such passkey. */
  rename(of: PasskeyOwner, passkeyId: string, name: string, audited?: Audited<Pick<Passkey, 'name'>>): Promise<boolean>
  /** Ends every session but `keepSession` with it. Fails when nothing would be left to sign in with. */
  remove(
    of: PasskeyOwner,
    passkeyId: string,
    sessions: { readonly keepSession?: string; readonly at: number },
    audited?: Audited<Pick<Passkey, 'name'>>,
  ): Promise<Result<void, { readonly kind: 'lastWayIn' | 'passkeyNotFound' }>>
  /** Keeps what the authenticator has counted; false when it did not count on, of two uses at once too. */
  noteUse(passkey: Passkey, counter: number, at: number): Promise<boolean>
  /** Fails when the administrator has no passkey to sign in with instead. */
  removePassword(
    of: PasskeyOwner,
    sessions: { readonly keepSession?: string; readonly at: number },
    audit?: AuditEntry,
  ): Promise<Result<void, { readonly kind: 'lastWayIn' }>>
}

export type PasskeyOwner = Pick<Passkey, 'tenantId' | 'administratorId'>

/** What an authenticator is asked to sign, once: bound to what it was made for. */
export type Challenge = {
  readonly tenantId: number
  /** SHA-256 of the challenge as sent, lower-case hex. */
  readonly digest: string
  readonly purpose: 'signIn' | 'register' | 'setUp'
  /** Origin of the page that asked. */
  readonly origin: string
  /** Whose passkey it makes; empty for a sign-in. */
  readonly administratorId: string
  /** What else has to come back unchanged; empty for nothing. */
  readonly boundTo: string
  readonly expiresAt: number
}

export interface ChallengeStore {
  /** Forgets the expired ones of the tenant on the way. */
  keep(challenge: Challenge, now: number): Promise<void>
  /** The challenge, used up by it: of several at once one gets it. */
  take(tenantId: number, digest: string): Promise<Challenge | undefined>
}

/** What a response of an authenticator has to fit (WebAuthn Level 3 §7.1, §7.2). */
export type PasskeyExpectation = { readonly challenge: string; readonly origin: string; readonly host: string }

export type PasskeyRegistration = {
  readonly id: string
  readonly clientDataJSON: string
  readonly attestationObject: string
}

export type PasskeyAssertion = {
  readonly id: string
  readonly clientDataJSON: string
  readonly authenticatorData: string
  readonly signature: string
}

/** The cryptography of WebAuthn. Undefined for whatever does not fit, or was made without verifying the person. */
export interface PasskeyVerifier {
  registered(
    response: PasskeyRegistration,
    expected: PasskeyExpectation,
  ): Promise<Pick<Passkey, 'credentialId' | 'publicKey' | 'counter'> | undefined>
  /** What the authenticator has counted, once its signature is good. It is not compared with what it counted before. */
  asserted(
    response: PasskeyAssertion,
    expected: PasskeyExpectation,
    passkey: Passkey,
  ): Promise<{ readonly counter: number } | undefined>
}
