import { grantScope } from '../oauth/scopes.ts'
import { auditEntry } from '../shared/audit-entry.ts'
import { fail, ok, type Result } from '../shared/result.ts'
import type { Caller } from './caller.ts'
import { clientTarget } from './client-audit.ts'
import type { ClientError } from './client-errors.ts'
import { MIN_TTL } from './client-rules.ts'
import { LONG_LIVED_MINUTES, MAX_LONG_LIVED_TOKENS } from './grant-client-credentials.ts'
import type { IssueTokenDeps } from './issue-token.ts'
import { getClient } from './manage-clients.ts'
import { newToken } from './new-token.ts'

export type TokenWish = {
  readonly clientId: string
  /** Space separated; empty or absent: all that the client may have. */
  readonly scope: string | undefined
  readonly lifetimeMinutes: number | undefined
}

export type GeneratedToken = { readonly token: string; readonly expiresAt: number; readonly scope: readonly string[] }

const MINUTE = 60_000

/**
 * A token of a service client, made by an administrator instead of asked for with the secret: what the guide needs Postman
 * for. It is held to what the client itself could get.
 */
export async function generateToken(
  deps: Pick<IssueTokenDeps, 'clients' | 'tokens' | 'clock' | 'newId' | 'randomBytes'>,
  caller: Caller,
  wish: TokenWish,
): Promise<Result<GeneratedToken, ClientError>> {
  const found = await getClient(deps, caller, wish.clientId)
  if (!found.ok) return found
  const { client } = found.value
  if (!client.enabled || !client.grantTypes.includes('client_credentials')) return fail(NOT_FOR_TOKENS)
  const granted = grantScope(client.scopes, wish.scope)
  if (!granted.ok) return fail(scopeRefused(client.scopes))
  const minutes = wish.lifetimeMinutes ?? client.accessTokenTtl
  if (!Number.isInteger(minutes) || minutes < MIN_TTL || minutes > client.accessTokenTtl)
    return fail(tooLong(minutes, client.accessTokenTtl))
  if (minutes > LONG_LIVED_MINUTES) {
    const live = await deps.tokens.countLongLived(client.tenantId, client.clientId, deps.clock())
    if (live >= MAX_LONG_LIVED_TOKENS) return fail(TOO_MANY)
  }
  const { text, token } = newToken(deps, 'access', {
    client,
    secretId: undefined,
    directoryId: client.directoryId,
    scopes: granted.value,
    lifetime: minutes * MINUTE,
  })
  const details = {
    tokenId: token.tokenId,
    scope: granted.value.join(' '),
    expiresAt: new Date(token.expiresAt).toISOString(),
  }
  await deps.tokens.issue(token, auditEntry(caller, token.issuedAt, 'token.generate', clientTarget(client), details))
  return ok({ token: text, expiresAt: token.expiresAt, scope: granted.value })
}

const NOT_FOR_TOKENS: ClientError = {
  kind: 'tokenRefused',
  detail: 'Tokens can be generated for an enabled client of the type Service Client Token only.',
}

const TOO_MANY: ClientError = {
  kind: 'tokenRefused',
  detail: `This client has ${MAX_LONG_LIVED_TOKENS} tokens that live longer than a day. Revoke one that is not used any more, or ask for a shorter one.`,
}

const scopeRefused = (scopes: readonly string[]): ClientError => ({
  kind: 'scopeInvalid',
  field: 'scope',
  detail: `This client may have the scope ${scopes.join(' ')} and parts of it.`,
})

const tooLong = (minutes: number, most: number): ClientError => ({
  kind: 'ttlInvalid',
  field: 'lifetimeMinutes',
  detail: `lifetimeMinutes is ${minutes}; it must be a whole number from ${MIN_TTL} to ${most}, the time-to-live of the client's tokens.`,
})
