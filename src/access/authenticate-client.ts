import { timingSafeEqual } from 'node:crypto'
import type { ClientAssertion, ClientCredentials, ClientSecret } from '../oauth/client-authentication.ts'
import type { OAuthError } from '../oauth/errors.ts'
import type { Clock } from '../shared/clock.ts'
import { fail, ok, type Result } from '../shared/result.ts'
import { isClientId } from './client-rules.ts'
import { digestOf } from './credential.ts'
import { failureKey, type FailureLimiter } from './failures.ts'
import { type Limits, takeRequest } from './limits.ts'
import { subjectOf, verifyAssertion } from './client-assertion.ts'
import type { ClientKeyStore } from './ports/client-keys.ts'
import type { Client, ClientRecord, ClientStore, Secret } from './ports/clients.ts'
import type { Provenance } from './ports/provenance.ts'
import type { Tenant } from './ports/tenants.ts'
import { endOfSecret } from './secret-end.ts'

export type AuthenticateClientDeps = {
  readonly clients: ClientStore
  readonly clientKeys: ClientKeyStore
  readonly clock: Clock
  /** Counts wrong secrets. */
  readonly secretFailures: FailureLimiter
  readonly limits: Limits
}

export type ClientAttempt = {
  readonly tenant: Tenant
  readonly credentials: ClientCredentials
  readonly from: Provenance
  /** Our own identifier, as the client reached us: what an assertion has to be made out to (RFC 10070). */
  readonly issuer: string
}

/** `secretId` is absent where the client signed instead. */
export type AuthenticatedClient = {
  readonly client: Client
  readonly secretId: string | undefined
  readonly from: Provenance
}

/**
 * RFC 6749 §2.3. An unknown client costs the same hash, look-up and comparison as a known one with a wrong secret, and
 * gets the same answer.
 */
export async function authenticateClient(
  deps: AuthenticateClientDeps,
  attempt: ClientAttempt,
): Promise<Result<AuthenticatedClient, OAuthError>> {
  const { tenant, credentials, from } = attempt
  const claimed = 'assertion' in credentials ? (subjectOf(credentials.assertion) ?? '') : credentials.clientId
  const key = failureKey(tenant.tenantId, claimed, from.address)
  const wait = deps.secretFailures.retryAfter(key)
  if (wait !== undefined) return fail({ kind: 'tooManyFailures', retryAfterSeconds: wait })
  const record = await deps.clients.find(tenant.tenantId, isClientId(claimed) ? claimed : NOBODY)
  const proof =
    'assertion' in credentials
      ? await proveBySignature(deps, attempt, credentials, record)
      : proveBySecret(deps, credentials, record)
  if (record === undefined || proof === undefined || !record.client.enabled || tenant.suspended) {
    deps.secretFailures.noteFailure(key)
    return fail({ kind: 'invalidClient' })
  }
  deps.secretFailures.forget(key)
  const { client } = record
  const tooMany = takeRequest(deps.limits, client.tenantId, 'client', client.clientId)
  if (tooMany !== undefined) return fail(tooMany)
  if (proof.secretId !== undefined)
    deps.clients.noteSecretUse(client.tenantId, client.clientId, proof.secretId, { ...from, at: deps.clock() })
  return ok({ client, from, ...proof })
}

type Proof = { readonly secretId: string | undefined }

function proveBySecret(
  deps: AuthenticateClientDeps,
  { clientSecret }: ClientSecret,
  record: ClientRecord | undefined,
): Proof | undefined {
  const secret = matchSecret(record, digestOf(clientSecret), deps.clock())
  return secret === undefined ? undefined : { secretId: secret.secretId }
}

async function proveBySignature(
  deps: AuthenticateClientDeps,
  { tenant, issuer }: ClientAttempt,
  { clientId, assertion }: ClientAssertion,
  record: ClientRecord | undefined,
): Promise<Proof | undefined> {
  if (record === undefined) return undefined
  const { tenantId, clientId: id } = record.client
  if (clientId !== undefined && clientId !== id) return undefined
  const now = deps.clock()
  const keys = await deps.clientKeys.list(tenantId, id)
  const verified = await verifyAssertion({ assertion, clientId: id, issuer, keys, now })
  if (verified === undefined || tenant.suspended) return undefined
  const fresh = await deps.clientKeys.useAssertion(tenantId, id, { ...verified, at: now })
  return fresh ? { secretId: undefined } : undefined
}

// No client can be called this. It stands in for ids that no engine should be asked about: U+0000, a megabyte
const NOBODY = '..'

const NO_SECRET: Secret = {
  secretId: '',
  digest: '0'.repeat(64),
  hint: '',
  createdAt: 0,
  retiresAt: 0,
  kept: false,
  firstUsedAt: undefined,
  lastUse: undefined,
}

/** The live secret that was presented. The one place where secrets are compared, in constant time. */
function matchSecret(record: ClientRecord | undefined, digest: string, now: number): Secret | undefined {
  const presented = Buffer.from(digest, 'hex')
  let match: Secret | undefined
  const secrets = record?.secrets ?? [NO_SECRET]
  for (const secret of secrets) {
    const equal = timingSafeEqual(presented, Buffer.from(secret.digest, 'hex'))
    const end = endOfSecret(secret, secrets)
    if (equal && (end === undefined || now < end)) match = secret
  }
  return match
}
