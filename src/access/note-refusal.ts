import { auditEntry, type AuditOrigin } from '../shared/audit-entry.ts'
import type { Clock } from '../shared/clock.ts'
import { administratorTarget } from './create-administrator.ts'
import type { FailureLimiter } from './failures.ts'
import type { Administrator } from './ports/administrators.ts'
import type { AuditStore } from './ports/audit.ts'

export type NoteRefusalDeps = {
  readonly audit: AuditStore
  /** Counts what was noted, by tenant: a stranger must not be able to fill the log. */
  readonly refusalsNoted: FailureLimiter
  readonly clock: Clock
}

/** Refused sign-ins that a tenant's log takes in an hour; the rest are counted as failures and not written down. */
export const REFUSAL_LIMITS = { failures: 60, window: 60 * 60 * 1_000, keys: 10_000 }

/**
 * A sign-in that failed. Who tried is named only if it is an administrator's name: what else is typed there may be a password.
 * A known and an unknown name cost the same.
 */
export async function noteRefusal(
  { audit, refusalsNoted, clock }: NoteRefusalDeps,
  tenantId: number,
  from: AuditOrigin,
  means: 'password' | 'passkey' | 'code',
  administrator?: Administrator,
): Promise<void> {
  const key = String(tenantId)
  if (refusalsNoted.retryAfter(key) !== undefined) return
  refusalsNoted.noteFailure(key)
  const target = administrator === undefined ? { kind: 'administrator', id: '' } : administratorTarget(administrator)
  const nobody = { actor: { kind: 'unknown', name: '' }, from } as const
  await audit.append(tenantId, auditEntry(nobody, clock(), 'session.refuse', target, { means }))
}
