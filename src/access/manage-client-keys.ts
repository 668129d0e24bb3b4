import { calculateJwkThumbprint, importJWK, type JWK } from 'jose'
import type { Clock } from '../shared/clock.ts'
import { auditEntry } from '../shared/audit-entry.ts'
import { fail, ok, type Result } from '../shared/result.ts'
import type { Caller } from './caller.ts'
import { clientTarget } from './client-audit.ts'
import type { ClientError } from './client-errors.ts'
import { clientNotFound, getClient } from './manage-clients.ts'
import type { ClientKey, ClientKeyStore, KeyAlgorithm } from './ports/client-keys.ts'
import type { ClientStore } from './ports/clients.ts'

export type ManageKeysDeps = {
  readonly clients: ClientStore
  readonly clientKeys: ClientKeyStore
  readonly clock: Clock
}

/** Enough to change keys in peace, and for a client that runs in several places. */
const MAX_KEYS = 10

/** Bits of the modulus (RFC 7518 §3.3). */
const MIN_RSA = 2_048
const MAX_RSA = 8_192

const invalid = (detail: string): Result<never, ClientError> => fail({ kind: 'keyInvalid', field: 'jwk', detail })

/** Registers a public key, given as a JWK (RFC 7517), for `private_key_jwt`. */
export async function addClientKey(
  deps: ManageKeysDeps,
  caller: Caller,
  clientId: string,
  jwk: Readonly<Record<string, unknown>>,
): Promise<Result<ClientKey, ClientError>> {
  const found = await getClient(deps, caller, clientId)
  if (!found.ok) return found
  const key = await readPublicKey(jwk, deps.clock())
  if (!key.ok) return key
  const { keyId, algorithm, createdAt } = key.value
  const target = clientTarget(found.value.client)
  const audit = auditEntry(caller, createdAt, 'client.key.add', target, { keyId, algorithm })
  const added = await deps.clientKeys.add(caller.tenantId, clientId, key.value, MAX_KEYS, audit)
  if (added.ok) return key
  if (added.error.kind === 'clientGone') return fail(clientNotFound(clientId))
  return fail({ kind: 'tooManyKeys', detail: `The client has ${MAX_KEYS} keys. Remove one that is not used any more.` })
}

export async function listClientKeys(
  deps: Pick<ManageKeysDeps, 'clients' | 'clientKeys'>,
  caller: Caller,
  clientId: string,
): Promise<Result<readonly ClientKey[], ClientError>> {
  const found = await getClient(deps, caller, clientId)
  return found.ok ? ok(await deps.clientKeys.list(caller.tenantId, clientId)) : found
}

export async function removeClientKey(
  deps: ManageKeysDeps,
  caller: Caller,
  clientId: string,
  keyId: string,
): Promise<Result<void, ClientError>> {
  const found = await getClient(deps, caller, clientId)
  if (!found.ok) return found
  const target = clientTarget(found.value.client)
  const audit = auditEntry(caller, deps.clock(), 'client.key.remove', target, { keyId })
  const removed = await deps.clientKeys.remove(caller.tenantId, clientId, keyId, audit)
  return removed ? ok(undefined) : fail({ kind: 'keyNotFound', detail: 'This client has no such key.' })
}

const PUBLIC_MEMBERS = { EC: ['crv', 'x', 'y'], OKP: ['crv', 'x'], RSA: ['e', 'n'] } as const
const PRIVATE_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k']

async function readPublicKey(
  jwk: Readonly<Record<string, unknown>>,
  createdAt: number,
): Promise<Result<ClientKey, ClientError>> {
  if (PRIVATE_MEMBERS.some((member) => member in jwk)) {
    return invalid(
      'This is a private key. It belongs with the client alone; treat it as leaked, make a new pair, and send the public key.',
    )
  }
  const algorithm = algorithmOf(jwk)
  if (!algorithm.ok) return algorithm
  const kty = jwk['kty'] as keyof typeof PUBLIC_MEMBERS
  const members = Object.fromEntries(['kty', ...PUBLIC_MEMBERS[kty]].map((name) => [name, jwk[name]]))
  if (!Object.values(members).every((value) => typeof value === 'string')) return invalid(SHAPE)
  const key = members as Record<string, string>
  if (!(await isUsable(key, algorithm.value))) return invalid(SHAPE)
  const keyId = await calculateJwkThumbprint(key)
  return ok({ keyId, algorithm: algorithm.value, jwk: key, createdAt, lastUsedAt: undefined })
}

const SHAPE =
  'jwk is no usable public key. Send one as a JWK: kty EC with crv P-256, kty OKP with crv Ed25519, or kty RSA of 2048 to 8192 bits.'

function algorithmOf({ kty, crv, alg }: Readonly<Record<string, unknown>>): Result<KeyAlgorithm, ClientError> {
  if (kty === 'EC' && crv === 'P-256' && (alg === undefined || alg === 'ES256')) return ok('ES256')
  if (kty === 'OKP' && crv === 'Ed25519' && (alg === undefined || alg === 'EdDSA' || alg === 'Ed25519'))
    return ok('EdDSA')
  if (kty === 'RSA' && (alg === undefined || alg === 'RS256')) return ok('RS256')
  return kty === 'RSA' && alg === 'PS256' ? ok('PS256') : invalid(SHAPE)
}

async function isUsable(key: Record<string, string>, algorithm: KeyAlgorithm): Promise<boolean> {
  if (key['kty'] === 'RSA') {
    const bits = Buffer.from(key['n'] ?? '', 'base64url').length * 8
    if (bits < MIN_RSA || bits > MAX_RSA) return false
  }
  try {
    await importJWK(key as JWK, algorithm)
    return true
  } catch {
    return false
  }
}
