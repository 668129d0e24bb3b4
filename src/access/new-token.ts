import type { Clock } from '../shared/clock.ts'
import type { NewId, RandomBytes } from '../shared/ids.ts'
import { digestOf, makeCredential } from './credential.ts'
import type { Client } from './ports/clients.ts'
import type { Token, TokenFamily } from './ports/tokens.ts'

export type NewTokenDeps = { readonly clock: Clock; readonly newId: NewId; readonly randomBytes: RandomBytes }

export type TokenGrant = {
  readonly client: Pick<Client, 'tenantId' | 'clientId'>
  /** The secret that it was asked for with; absent when an administrator made it. */
  readonly secretId: string | undefined
  readonly directoryId: number | undefined
  readonly scopes: readonly string[]
  /** Milliseconds. */
  readonly lifetime: number
  readonly family?: TokenFamily
}

/** A token of a client, not stored yet. `text` is the only copy there will ever be. */
export function newToken(
  deps: NewTokenDeps,
  kind: 'access' | 'refresh',
  grant: TokenGrant,
): { readonly text: string; readonly token: Token } {
  const text = makeCredential(kind === 'access' ? 'at' : 'rt', deps.randomBytes)
  const issuedAt = deps.clock()
  const token: Token = {
    tenantId: grant.client.tenantId,
    tokenId: deps.newId(),
    kind,
    digest: digestOf(text),
    clientId: grant.client.clientId,
    secretId: grant.secretId,
    administratorId: undefined,
    directoryId: grant.directoryId,
    scopes: grant.scopes,
    issuedAt,
    expiresAt: issuedAt + grant.lifetime,
    ...(grant.family === undefined ? {} : { family: grant.family }),
  }
  return { text, token }
}
