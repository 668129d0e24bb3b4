import { auditEntry, type AuditedBy } from '../shared/audit-entry.ts'
import type { Clock } from '../shared/clock.ts'
import { fail, ok, type Result } from '../shared/result.ts'
import { administratorTarget } from './create-administrator.ts'
import { failureKey, type FailureLimiter } from './failures.ts'
import type { Administrator, SecondFactorStore } from './ports/administrators.ts'
import { recoveryDigestOf } from './recovery-codes.ts'
import { stepOf } from './totp.ts'

export type SecondFactorDeps = {
  readonly secondFactors: SecondFactorStore
  /** Counts tries at a code, by administrator wherever they come from: six digits are soon guessed by many together. */
  readonly codeFailures: FailureLimiter
  readonly clock: Clock
}

/** Five tries in five minutes (security §3.6). */
export const CODE_LIMITS = { failures: 5, window: 5 * 60_000, keys: 10_000 }

export type SecondFactorRefused =
  | { readonly kind: 'codeNeeded' | 'codeWrong'; readonly detail: string }
  | { readonly kind: 'tooManyFailures'; readonly retryAfterSeconds: number; readonly detail: string }

/** The means of a sign-in with it, for who has one; undefined for who has none and needs no code. */
export async function proveSecondFactor(
  deps: SecondFactorDeps,
  administrator: Administrator,
  code: string | undefined,
  by: Pick<AuditedBy, 'from'>,
): Promise<Result<'passwordAndCode' | 'passwordAndRecoveryCode' | undefined, SecondFactorRefused>> {
  const factor = await deps.secondFactors.find(administrator)
  if (factor?.confirmedAt === undefined) return ok(undefined)
  const given = (code ?? '').replaceAll(/[\s-]/g, '')
  if (given === '') return fail(NEEDED)
  const key = failureKey(administrator.tenantId, administrator.administratorId, '')
  const wait = deps.codeFailures.retryAfter(key)
  if (wait !== undefined) return fail(tooMany(wait))
  // counted before it is looked at, so that many at once are not all let through
  deps.codeFailures.noteFailure(key)
  const now = deps.clock()
  const isTotp = /^\d{6}$/.test(given)
  const good = isTotp
    ? await useTotp(deps, administrator, stepOf(factor.secret, given, now))
    : await useRecoveryCode(deps, administrator, given, now, by)
  if (!good) return fail(WRONG)
  deps.codeFailures.forget(key)
  return ok(isTotp ? 'passwordAndCode' : 'passwordAndRecoveryCode')
}

/** Good once, on whatever node (RFC 6238 §5.2), and none that is older than the last one. */
const useTotp = async (deps: SecondFactorDeps, of: Administrator, step: number | undefined): Promise<boolean> =>
  step !== undefined && deps.secondFactors.useStep(of, step)

function useRecoveryCode(
  deps: SecondFactorDeps,
  administrator: Administrator,
  code: string,
  at: number,
  { from }: Pick<AuditedBy, 'from'>,
): Promise<boolean> {
  const by: AuditedBy = { actor: { kind: 'administrator', name: administrator.username }, from }
  const audit = auditEntry(by, at, 'secondFactor.recover', administratorTarget(administrator))
  return deps.secondFactors.useRecoveryCode(administrator, recoveryDigestOf(code), at, audit)
}

const NEEDED: SecondFactorRefused = {
  kind: 'codeNeeded',
  detail:
    'This account has a second factor. Send the code of the authenticator app, or a recovery code, as the member code too. A script does better with the token of a service client.',
}
const WRONG: SecondFactorRefused = {
  kind: 'codeWrong',
  detail: 'This code is not right, or was used before. Wait for the next one, or use a recovery code.',
}

const tooMany = (seconds: number): SecondFactorRefused => ({
  kind: 'tooManyFailures',
  retryAfterSeconds: seconds,
  detail: `Too many wrong codes for this account. Try again in ${seconds} seconds, or sign in with a passkey.`,
})
