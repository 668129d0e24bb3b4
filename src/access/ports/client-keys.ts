import type { AuditEntry } from '../../shared/audit-entry.ts'
import type { Result } from '../../shared/result.ts'

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
