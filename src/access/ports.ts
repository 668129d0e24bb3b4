import type { ChainedEntry, ChainPlace } from '../shared/audit-chain.ts'
import type { AuditAct, Audited, AuditEntry } from '../shared/audit-entry.ts'
import type { Json } from '../shared/json.ts'
import type { Result } from '../shared/result.ts'

/**
 * Ports of access control: tenants, administrators, clients, secrets, tokens. `storage/` implements them. What changes
 * something takes the entry of the audit log for it, and writes both or neither.
 */

export type Tenant = {
  readonly tenantId: number
  /** `a-z 0-9 -`; also its host name `{slug}.localhost`. */
  readonly slug: string
  readonly name: string
  /** Lower case, without port. */
  readonly hosts: readonly string[]
  readonly suspended: boolean
  readonly createdAt: number
}

export interface TenantStore {
  /** Every tenant. There are few; the caller keeps them and asks again when {@link TenantStore.onChange} calls. */
  list(): Promise<readonly Tenant[]>
  /** Calls whenever a tenant came or changed: at once where this process did it, within a second where another did. */
  onChange(listener: () => void): void
  create(
    tenant: Omit<Tenant, 'tenantId'>,
    audited?: Audited<Tenant>,
  ): Promise<Result<Tenant, { readonly kind: 'slugTaken' | 'hostTaken'; readonly value: string }>>
  /** What is not given stays. Fails when a host belongs to another tenant. */
  update(
    tenantId: number,
    change: Partial<Pick<Tenant, 'name' | 'hosts'>> & { readonly settings?: TenantSettings },
    audited?: Audited<TenantState>,
  ): Promise<Result<void, { readonly kind: 'hostTaken'; readonly value: string }>>
  /** As saved; 30 days, and every change kept, where nothing was. */
  settings(tenantId: number): Promise<TenantSettings>
}

export type TenantState = Pick<Tenant, 'name' | 'hosts'> & TenantSettings

export type TenantSettings = {
  /** How many days a deleted user or group can be brought back. */
  readonly undoDays: number
  /** How many days a change stays in the change logs; absent: for ever. Never fewer than `undoDays`, whose undo reads them. */
  readonly changeDays: number | undefined
  /** How many days an entry stays in the audit log; absent: for ever. */
  readonly auditDays?: number | undefined
}

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

export type AccessType = 'service' | 'user'
export type GrantType = 'client_credentials' | 'authorization_code' | 'refresh_token' | 'password'

/** An OAuth 2.0 client. Lifetimes are minutes, as on the wire (access-contract §1.4). */
export type Client = {
  readonly tenantId: number
  readonly clientId: string
  readonly accessType: AccessType
  /** Display name (`rememberAs`). */
  readonly displayName: string
  readonly scopes: readonly string[]
  readonly grantTypes: readonly GrantType[]
  readonly redirectUris: readonly string[]
  readonly accessTokenTtl: number
  readonly refreshTokenTtl: number
  readonly refreshTokenIdleTtl: number
  readonly enabled: boolean
  /** The one directory its tokens may touch; absent: whatever their scope allows. */
  readonly directoryId: number | undefined
  /** What becomes of members that are no users or groups yet: they wait for them, or the write is refused (strict mode). */
  readonly unknownMembers: 'park' | 'refuse'
  /** The remaining wire fields, kept as given so that a GET gives them back (`strData`, `resourceUuid`, …). */
  readonly extra: Readonly<Record<string, string | number | boolean | null>>
  readonly createdAt: number
  readonly updatedAt: number
}

/** A shared secret at rest: a digest and what helps to recognise it. */
export type Secret = {
  readonly secretId: string
  /** SHA-256 of the secret as presented, lower-case hex. */
  readonly digest: string
  /** Last four characters. */
  readonly hint: string
  readonly createdAt: number
  /** When it stops working; absent while it is the current one. */
  readonly retiresAt: number | undefined
  /** Prolonged by an administrator: it stays until its end even when nobody seems to use it. */
  readonly kept: boolean
  readonly firstUsedAt: number | undefined
  readonly lastUse: Use | undefined
}

/** Where a request comes from, as far as it says. */
export type Provenance = {
  readonly address: string
  /** `User-Agent`, cut short. */
  readonly agent: string | undefined
}

export type Use = Provenance & { readonly at: number }

export type ClientRecord = { readonly client: Client; readonly secrets: readonly Secret[] }

export type ClientOverview = ClientRecord & {
  /** Tokens that are good at this moment. */
  readonly liveTokens: number
  /** When any of its tokens was used last; coarse. */
  readonly lastUsedAt: number | undefined
}

export interface ClientStore {
  list(tenantId: number): Promise<readonly Client[]>
  /** Exact, case-sensitive id. */
  find(tenantId: number, clientId: string): Promise<ClientRecord | undefined>
  /** Fails when a client of the tenant has the id, also ignoring case; `existing` is its spelling. */
  create(
    client: Client,
    secret: Secret,
    audit?: AuditEntry,
  ): Promise<Result<void, { readonly kind: 'clientIdTaken'; readonly existing: string }>>
  /** Every client with its secrets and what its tokens are doing at `now`. */
  overview(tenantId: number, now: number): Promise<readonly ClientOverview[]>
  /** False when the client is gone. */
  update(client: Client, audited?: Audited<Client>): Promise<boolean>
  /** Coarse (at most once a minute per secret) and never on the path of an answer. */
  noteSecretUse(tenantId: number, clientId: string, secretId: string, use: Use): void
  /** A new end for a secret that has one already; `kept`, so that nothing but it ends the secret. False when there is no such secret. */
  endSecret(
    tenantId: number,
    clientId: string,
    secretId: string,
    end: { readonly at: number; readonly kept: boolean },
    audit?: AuditEntry,
  ): Promise<boolean>
  /** Whose secret has this digest. */
  findBySecret(tenantId: number, digest: string): Promise<(ClientRecord & { readonly secretId: string }) | undefined>
  /** Removes the client with its secrets and tokens. False when there was none. */
  remove(tenantId: number, clientId: string, audit?: AuditEntry): Promise<boolean>
  /**
   * Makes `secret` the current one. The others end at `othersRetireAt` (at most one of them stays alive); with
   * `revokeTokens` every token of the client is revoked in the same transaction. Returns how many were, or undefined when the client is gone.
   */
  replaceSecret(
    tenantId: number,
    clientId: string,
    secret: Secret,
    othersRetireAt: number,
    revokeTokens: boolean,
    at: number,
    audited?: Audited<{ readonly revokedTokens: number }>,
  ): Promise<{ readonly revokedTokens: number } | undefined>
}

export type TokenKind = 'access' | 'refresh' | 'session'

export type KeyAlgorithm = 'ES256' | 'RS256' | 'PS256' | 'EdDSA'

/** A public key that a client signs its assertions for (RFC 7523 §2.2). */
export type ClientKey = {
  /** Its thumbprint (RFC 7638), which is what `kid` may name. */
  readonly keyId: string
  readonly algorithm: KeyAlgorithm
  /** The public members alone. */
  readonly jwk: Readonly<Record<string, string>>
  readonly createdAt: number
  readonly lastUsedAt: number | undefined
}

export interface ClientKeyStore {
  /** The newest first. */
  list(tenantId: number, clientId: string): Promise<readonly ClientKey[]>
  /** At most `limit` keys a client; a key that is there already changes nothing. */
  add(
    tenantId: number,
    clientId: string,
    key: ClientKey,
    limit: number,
    audit?: AuditEntry,
  ): Promise<Result<void, { readonly kind: 'clientGone' | 'tooManyKeys' }>>
  /** False when there is no such key. */
  remove(tenantId: number, clientId: string, keyId: string, audit?: AuditEntry): Promise<boolean>
  /** Remembers an assertion until it expires and notes the use of its key. False when it was used before, on whatever node. */
  useAssertion(
    tenantId: number,
    clientId: string,
    use: { readonly jti: string; readonly keyId: string; readonly expiresAt: number; readonly at: number },
  ): Promise<boolean>
}

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

/** A token of a client that was issued for more than a day and is good. */
export type LongLivedToken = Pick<LiveToken, 'tokenId' | 'issuedAt' | 'expiresAt' | 'lastUse'> & {
  readonly kind: 'access' | 'refresh'
  readonly clientId: string
}

export type SecretsOfClient = { readonly clientId: string; readonly secrets: readonly Secret[] }

/** What has an end that somebody should know of before. */
export interface ExpiryStore {
  /** Without access tokens of an authorization: its refresh token gets new ones. */
  longLived(tenantId: number, now: number): Promise<readonly LongLivedToken[]>
  /** Of enabled clients. */
  secrets(tenantId: number): Promise<readonly SecretsOfClient[]>
}

/** Settings for clients to begin with, kept under a name. */
export type ClientTemplate = {
  readonly templateId: string
  readonly name: string
  /** As the API takes them; checked when a client is made of them. */
  readonly settings: Readonly<Record<string, Json>>
  readonly createdAt: number
}

export interface TemplateStore {
  list(tenantId: number): Promise<readonly ClientTemplate[]>
  /** Fails when a template of the tenant has the name. */
  create(
    tenantId: number,
    template: ClientTemplate,
    nameKey: string,
    audit?: AuditEntry,
  ): Promise<Result<void, { readonly kind: 'templateNameTaken' }>>
  remove(tenantId: number, templateId: string, audited?: Audited<Pick<ClientTemplate, 'name'>>): Promise<boolean>
}

export type AuditQuery = {
  readonly actor?: string
  readonly acts?: readonly AuditAct[]
  /** Its id or its name. */
  readonly target?: string
  /** Stands in any column, whatever the case of its ASCII letters. */
  readonly text?: string
  readonly since?: number
  readonly until?: number
  /** Only entries with a lower number. */
  readonly before?: number
  readonly count: number
}

export interface AuditStore {
  /** An act that changes nothing else. */
  append(tenantId: number, entry: AuditEntry): Promise<void>
  /** The place before the first entry that is kept, and the one of the last entry. */
  ends(tenantId: number): Promise<{ readonly first: ChainPlace; readonly last: ChainPlace }>
  /** Entries in their order, from the one behind `after` on. */
  walk(tenantId: number, after: number, count: number): Promise<readonly ChainedEntry[]>
  /**
   * The newest first. A page that looked through 20,000 entries ends there, full or not: `next` is where the search goes on,
   * absent when there is nothing more to look through.
   */
  search(
    tenantId: number,
    query: AuditQuery,
  ): Promise<{ readonly entries: readonly ChainedEntry[]; readonly next: number | undefined }>
}
