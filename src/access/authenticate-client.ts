import { timingSafeEqual } from 'node:crypto'
import type { ClientCredentials } from '../oauth/client-authentication.ts'
import type { OAuthError } from '../oauth/errors.ts'
import type { Clock } from '../shared/clock.ts'
import { fail, ok, type Result } from '../shared/result.ts'
import { isClientId } from './client-rules.ts'
import { digestOf } from './credential.ts'
import { failureKey, type FailureLimiter } from './failures.ts'
import type { Client, ClientRecord, ClientStore, Secret, Tenant } from './ports.ts'

export type AuthenticateClientDeps = {
  readonly clients: ClientStore
  readonly clock: Clock
  /** Counts wrong secrets. */
  readonly secretFailures: FailureLimiter
}

export type ClientAttempt = {
  readonly tenant: Tenant
  readonly credentials: ClientCredentials
  readonly remoteAddress: string
}

export type AuthenticatedClient = { readonly client: Client; readonly secret: Secret }

/**
 * RFC 6749 §2.3. An unknown client costs the same hash, look-up and comparison as a known one with a wrong secret, and
 * gets the same answer.
 */
export async function authenticateClient(
  deps: AuthenticateClientDeps,
  { tenant, credentials, remoteAddress }: ClientAttempt,
): Promise<Result<AuthenticatedClient, OAuthError>> {
  const key = failureKey(tenant.tenantId, credentials.clientId, remoteAddress)
  const wait = deps.secretFailures.retryAfter(key)
  if (wait !== undefined) return fail({ kind: 'tooManyFailures', retryAfterSeconds: wait })
  const digest = digestOf(credentials.clientSecret)
  const id = isClientId(credentials.clientId) ? credentials.clientId : NOBODY
  const record = await deps.clients.find(tenant.tenantId, id)
  const secret = matchSecret(record, digest, deps.clock())
  if (record === undefined || secret === undefined || !record.client.enabled || tenant.suspended) {
    deps.secretFailures.noteFailure(key)
    return fail({ kind: 'invalidClient' })
  }
  deps.secretFailures.forget(key)
  return ok({ client: record.client, secret })
}

// No client can be called this. It stands in for ids that no engine should be asked about: U+0000, a megabyte
const NOBODY = '..'

const NO_SECRET: Secret = {
  secretId: '',
  digest: '0'.repeat(64),
  hint: '',
  createdAt: 0,
  retiresAt: 0,
  lastUsedAt: undefined,
}

/** The live secret that was presented. The one place where secrets are compared, in constant time. */
function matchSecret(record: ClientRecord | undefined, digest: string, now: number): Secret | undefined {
  const presented = Buffer.from(digest, 'hex')
  let match: Secret | undefined
  for (const secret of record?.secrets ?? [NO_SECRET]) {
    const equal = timingSafeEqual(presented, Buffer.from(secret.digest, 'hex'))
    if (equal && (secret.retiresAt === undefined || now < secret.retiresAt)) match = secret
  }
  return match
}
