import type { AuditEntry, Audited } from '../../shared/audit-entry.ts'
import type { Json } from '../../shared/json.ts'
import type { Result } from '../../shared/result.ts'
import type { Use } from './provenance.ts'

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
