import { auditEntry } from '../shared/audit-entry.ts'
import { fail, ok, type Result } from '../shared/result.ts'
import type { Caller } from './caller.ts'
import type { ClientError } from './client-errors.ts'
import { getClient, type ManageClientsDeps } from './manage-clients.ts'
import { MAX_OVERLAP } from './regenerate-secret.ts'

const MINUTE = 60_000

export type SecretEnd = {
  readonly clientId: string
  readonly secretId: string
  /** From now; 0 retires it at once. */
  readonly minutes: number
}

/**
 * Prolongs the secret before the current one, or retires it now. A prolonged one no longer retires by itself when it is
 * quiet. The current one has no end; regenerating gives it one. Answers the new end.
 */
export async function endSecret(
  deps: Pick<ManageClientsDeps, 'clients' | 'clock'>,
  caller: Caller,
  { clientId, secretId, minutes }: SecretEnd,
): Promise<Result<number, ClientError>> {
  const found = await getClient(deps, caller, clientId)
  if (!found.ok) return found
  const secret = found.value.secrets.find((candidate) => candidate.secretId === secretId)
  if (secret === undefined) return fail(NO_SECRET)
  if (secret.retiresAt === undefined) return fail(CURRENT)
  if (!Number.isInteger(minutes) || minutes < 0 || minutes > MAX_OVERLAP) {
    const detail = `minutes is ${minutes}; it must be a whole number from 0 (retire now) to ${MAX_OVERLAP} (seven days).`
    return fail({ kind: 'overlapInvalid', detail })
  }
  const now = deps.clock()
  if (minutes > 0 && secret.retiresAt <= now) return fail(ENDED)
  const at = now + minutes * MINUTE
  const audit = auditEntry(
    caller,
    now,
    'client.secret.end',
    { kind: 'client', id: clientId },
    { secretId, changed: { endsAt: [instant(secret.retiresAt), instant(at)], kept: [secret.kept, minutes > 0] } },
  )
  const done = await deps.clients.endSecret(caller.tenantId, clientId, secretId, { at, kept: minutes > 0 }, audit)
  return done ? ok(at) : fail(NO_SECRET)
}

const instant = (at: number): string => new Date(at).toISOString()

const NO_SECRET: ClientError = { kind: 'secretNotFound', detail: 'This client has no such secret any more.' }

const CURRENT: ClientError = {
  kind: 'secretIsCurrent',
  detail: 'This is the current secret, which has no end. Regenerate the secret to replace it.',
}

const ENDED: ClientError = {
  kind: 'secretIsCurrent',
  detail: 'This secret has ended already and cannot be brought back. Regenerate the secret instead.',
}
