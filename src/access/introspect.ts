import type { AuditedBy } from '../shared/audit-entry.ts'
import type { Clock } from '../shared/clock.ts'
import { fail, ok, type Result } from '../shared/result.ts'
import { credentialKind, digestOf } from './credential.ts'
import { type Limits, tooManyScans, type TooManyRequests } from './limits.ts'
import type { TokenDescription, TokenStore } from './ports/tokens.ts'

export type InspectDeps = { readonly tokens: TokenStore; readonly clock: Clock; readonly limits: Limits }

/** Whose tokens somebody may ask about: those of one client, or where none is named all of the tenant's. */
export type Inspector = AuditedBy & { readonly tenantId: number; readonly clientId: string | undefined }

/**
 * RFC 7662 §2.2: the token, if it is good and the caller may know it. Everything else, whether revoked, expired, made up or
 * somebody else's, is undefined alike. Who asks about many that never were is slowed down (RFC 7662 §4).
 */
export async function introspect(
  deps: InspectDeps,
  inspector: Inspector,
  presented: string,
): Promise<Result<TokenDescription | undefined, TooManyRequests>> {
  const { scans } = deps.limits
  const key = `${inspector.tenantId} ${inspector.clientId ?? ''}`
  const wait = scans.wait(key)
  if (wait !== undefined) return fail(tooManyScans(wait))
  const token = await findOwn(deps, inspector, presented)
  if (token === undefined) scans.take(key)
  return ok(token !== undefined && !token.revoked && deps.clock() < token.expiresAt ? token : undefined)
}

/** A token of a client, good or not, that the inspector may know of. Sessions of administrators are nobody's to inspect. */
export async function findOwn(
  deps: InspectDeps,
  { tenantId, clientId }: Inspector,
  presented: string,
): Promise<TokenDescription | undefined> {
  const kind = credentialKind(presented)
  if (kind !== 'at' && kind !== 'rt') return undefined
  const token = await deps.tokens.describe(tenantId, digestOf(presented))
  if (token === undefined || token.clientId === undefined) return undefined
  return clientId === undefined || token.clientId === clientId ? token : undefined
}
