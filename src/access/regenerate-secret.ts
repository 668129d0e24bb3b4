import { auditEntry } from '../shared/audit-entry.ts'
import { fail, ok, type Result } from '../shared/result.ts'
import type { Caller } from './caller.ts'
import type { ClientError } from './client-errors.ts'
import { clientNotFound, makeSecret, type ManageClientsDeps, wholeTenant } from './manage-clients.ts'

/** How long the secret before goes on working, in minutes: a day unless told, a week at most, 0 ends it now. */
export const DEFAULT_OVERLAP = 1_440
export const MAX_OVERLAP = 10_080
const MINUTE = 60_000

export type Regeneration = {
  readonly clientId: string
  readonly overlapMinutes: number | undefined
  /** Whether the tokens issued so far die. Always the caller's word: a lost secret and a leaked one need opposite answers. */
  readonly revokeTokens: boolean
}

export type RegeneratedSecret = {
  /** Shown this once. */
  readonly secret: string
  readonly hint: string
  /** When the secret before stops working. */
  readonly previousEndsAt: number
  readonly revokedTokens: number
}

/** A new secret for a client (security §3.5). Whoever uses the old one has until its end to change. */
export async function regenerateSecret(
  deps: ManageClientsDeps,
  caller: Caller,
  { clientId, overlapMinutes = DEFAULT_OVERLAP, revokeTokens }: Regeneration,
): Promise<Result<RegeneratedSecret, ClientError>> {
  const allowed = wholeTenant(caller)
  if (!allowed.ok) return allowed
  if (!Number.isInteger(overlapMinutes) || overlapMinutes < 0 || overlapMinutes > MAX_OVERLAP) {
    const detail = `overlapMinutes is ${overlapMinutes}; it must be a whole number from 0 (replace now) to ${MAX_OVERLAP} (seven days).`
    return fail({ kind: 'overlapInvalid', detail })
  }
  const { text, secret } = makeSecret(deps)
  const previousEndsAt = secret.createdAt + overlapMinutes * MINUTE
  const { tenantId } = caller
  const done = await deps.clients.replaceSecret(
    tenantId,
    clientId,
    secret,
    previousEndsAt,
    revokeTokens,
    secret.createdAt,
    ({ revokedTokens }) =>
      auditEntry(
        caller,
        secret.createdAt,
        'client.secret.regenerate',
        { kind: 'client', id: clientId },
        {
          secretId: secret.secretId,
          previousEndsAt: new Date(previousEndsAt).toISOString(),
          revokeTokens,
          revokedTokens,
        },
      ),
  )
  if (done === undefined) return fail(clientNotFound(clientId))
  return ok({ secret: text, hint: secret.hint, previousEndsAt, revokedTokens: done.revokedTokens })
}
