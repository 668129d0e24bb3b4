import type { Secret } from './clients.ts'
import type { LiveToken } from './tokens.ts'

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
