import type { OAuthError } from '../oauth/errors.ts'
import { grantScope } from '../oauth/scopes.ts'
import type { TokenRequest } from '../oauth/token-request.ts'
import type { NewId, RandomBytes } from '../shared/ids.ts'
import { fail, ok, type Result } from '../shared/result.ts'
import { type AuthenticateClientDeps, authenticateClient, type ClientAttempt } from './authenticate-client.ts'
import { digestOf, makeCredential } from './credential.ts'
import type { Client, Secret, TokenStore } from './ports.ts'

export type IssueTokenDeps = AuthenticateClientDeps & {
  readonly tokens: TokenStore
  readonly newId: NewId
  readonly randomBytes: RandomBytes
}

export type TokenAttempt = ClientAttempt & { readonly request: TokenRequest }

/** RFC 6749 §5.1. `expiresIn` is seconds. */
export type IssuedToken = {
  readonly accessToken: string
  readonly expiresIn: number
  readonly scope: readonly string[]
}

/** RFC 6749 §4.4, in the order of its steps. One read and one write; one read more for a token that lives over a day. */
export async function issueToken(
  deps: IssueTokenDeps,
  attempt: TokenAttempt,
): Promise<Result<IssuedToken, OAuthError>> {
  const authenticated = await authenticateClient(deps, attempt)
  if (!authenticated.ok) return authenticated
  const { client, secret } = authenticated.value
  const { grantType, scope, target } = attempt.request
  if (grantType !== 'client_credentials') return fail({ kind: 'unsupportedGrantType' })
  if (!client.grantTypes.includes(grantType)) return fail({ kind: 'unauthorizedClient' })
  // RFC 8707 §2: no token here is bound to a resource, so none can be promised
  if (target !== undefined) return fail({ kind: 'invalidTarget' })
  const granted = grantScope(client.scopes, scope)
  if (!granted.ok) return granted
  const lifetime = await limitLifetime(deps, client)
  return lifetime.ok ? ok(await makeToken(deps, client, secret, granted.value, lifetime.value)) : lifetime
}

const MINUTE = 60
export const LONG_LIVED_MINUTES = 24 * 60
export const MAX_LONG_LIVED_TOKENS = 10
// RFC 6749 leaves `expires_in` open, clients read it into 32 bits
const MAX_EXPIRES_IN = 2_147_483_647

/**
 * Seconds the token will live. Tokens of more than a day are counted: ending the oldest silently would break somebody's
 * provisioning, so the one too many is refused.
 */
async function limitLifetime(deps: IssueTokenDeps, client: Client): Promise<Result<number, OAuthError>> {
  if (client.accessTokenTtl > LONG_LIVED_MINUTES) {
    const live = await deps.tokens.countLongLived(client.tenantId, client.clientId, deps.clock())
    if (live >= MAX_LONG_LIVED_TOKENS) return fail({ kind: 'tooManyLongLivedTokens', limit: MAX_LONG_LIVED_TOKENS })
  }
  return ok(Math.min(client.accessTokenTtl * MINUTE, MAX_EXPIRES_IN))
}

async function makeToken(
  deps: IssueTokenDeps,
  client: Client,
  secret: Secret,
  scope: readonly string[],
  expiresIn: number,
): Promise<IssuedToken> {
  const accessToken = makeCredential('at', deps.randomBytes)
  const issuedAt = deps.clock()
  await deps.tokens.issue({
    tenantId: client.tenantId,
    tokenId: deps.newId(),
    kind: 'access',
    digest: digestOf(accessToken),
    clientId: client.clientId,
    secretId: secret.secretId,
    administratorId: undefined,
    directoryId: client.directoryId,
    scopes: scope,
    issuedAt,
    expiresAt: issuedAt + expiresIn * 1_000,
  })
  return { accessToken, expiresIn, scope }
}
