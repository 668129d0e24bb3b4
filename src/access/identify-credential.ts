import type { Clock } from '../shared/clock.ts'
import { ok, type Result } from '../shared/result.ts'
import type { Caller } from './caller.ts'
import type { ClientError } from './client-errors.ts'
import { credentialKind, digestOf } from './credential.ts'
import { wholeTenant } from './manage-clients.ts'
import type { AdministratorStore } from './ports/administrators.ts'
import type { ClientStore } from './ports/clients.ts'
import type { TokenOwner, TokenStore } from './ports/tokens.ts'
import { endOfSecret } from './secret-end.ts'

export type IdentifyDeps = {
  readonly clients: ClientStore
  readonly tokens: TokenStore
  readonly administrators: AdministratorStore
  readonly clock: Clock
}

/** What a text is that somebody found lying about. */
export type Identified =
  /** Not of our making: the shape or the checksum is wrong. */
  | { readonly kind: 'foreign' }
  /** Ours by its checksum, but of no tenant's or another's, or long gone. */
  | { readonly kind: 'unknown'; readonly credential: 'secret' | 'token' | 'other' }
  | {
      readonly kind: 'secret'
      readonly clientId: string
      readonly secretId: string
      readonly live: boolean
      readonly current: boolean
      readonly createdAt: number
      readonly endsAt: number | undefined
    }
  | {
      readonly kind: 'accessToken' | 'refreshToken' | 'session'
      readonly tokenId: string
      readonly owner: TokenOwner | undefined
      readonly clientId: string | undefined
      readonly username: string | undefined
      readonly live: boolean
      readonly createdAt: number
      readonly endsAt: number
    }

/** Tells a leaked credential by its checksum and its digest. The text itself is neither kept nor logged. */
export async function identifyCredential(
  deps: IdentifyDeps,
  caller: Caller,
  text: string,
): Promise<Result<Identified, ClientError>> {
  const allowed = wholeTenant(caller)
  if (!allowed.ok) return allowed
  const pasted = pastedCredential(text)
  switch (credentialKind(pasted)) {
    case undefined:
      return ok({ kind: 'foreign' })
    case 'cs':
      return ok(await identifySecret(deps, caller.tenantId, digestOf(pasted)))
    case 'at':
    case 'rt':
    case 'ss':
      return ok(await identifyToken(deps, caller.tenantId, digestOf(pasted)))
    case 'ac':
    case 'st':
      // gone within minutes or days, and good once: there is nothing to revoke that its use would not end
      return ok({ kind: 'unknown', credential: 'other' })
  }
}

/** What people copy with it is not part of it. */
const pastedCredential = (text: string): string => text.trim().replace(/^bearer\s+/i, '')

async function identifySecret(deps: IdentifyDeps, tenantId: number, digest: string): Promise<Identified> {
  const found = await deps.clients.findBySecret(tenantId, digest)
  const secret = found?.secrets.find(({ secretId }) => secretId === found.secretId)
  if (found === undefined || secret === undefined) return { kind: 'unknown', credential: 'secret' }
  const endsAt = endOfSecret(secret, found.secrets)
  return {
    kind: 'secret',
    clientId: found.client.clientId,
    secretId: secret.secretId,
    live: found.client.enabled && (endsAt === undefined || deps.clock() < endsAt),
    current: secret.retiresAt === undefined,
    createdAt: secret.createdAt,
    endsAt,
  }
}

const KINDS = { access: 'accessToken', refresh: 'refreshToken', session: 'session' } as const

async function identifyToken(deps: IdentifyDeps, tenantId: number, digest: string): Promise<Identified> {
  const token = await deps.tokens.describe(tenantId, digest)
  if (token === undefined) return { kind: 'unknown', credential: 'token' }
  const { clientId, administratorId } = token
  const administrators = administratorId === undefined ? [] : await deps.administrators.list(tenantId)
  return {
    kind: KINDS[token.kind],
    tokenId: token.tokenId,
    owner: clientId !== undefined ? { clientId } : administratorId !== undefined ? { administratorId } : undefined,
    clientId,
    username: administrators.find((one) => one.administratorId === administratorId)?.username,
    live: !token.revoked && deps.clock() < token.expiresAt,
    createdAt: token.issuedAt,
    endsAt: token.expiresAt,
  }
}
