import { auditEntry } from '../shared/audit-entry.ts'
import type { Clock } from '../shared/clock.ts'
import { fail, ok, type Result } from '../shared/result.ts'
import { usernameKey } from './administrator-name.ts'
import type { Caller } from './caller.ts'
import { failureKey, type FailureLimiter } from './failures.ts'
import { administratorTarget } from './create-administrator.ts'
import { administratorCalling, NO_SESSION } from './manage-administrators.ts'
import { checkNewPassword, type HasherBusy, type PasswordHasher, type PasswordRuleBroken } from './password.ts'
import type { Administrator, AdministratorStore } from './ports/administrators.ts'
import { SIGN_IN_AGAIN } from './recent-sign-in.ts'
import { boundedPassword, tooManyFailures, type TooManyFailures } from './sign-in.ts'

export type ChangePasswordDeps = {
  readonly administrators: AdministratorStore
  readonly clock: Clock
  readonly hasher: PasswordHasher
  readonly passwordFailures: FailureLimiter
}

/** `current` is for an administrator who has a password. */
export type PasswordChange = {
  readonly current: string | undefined
  readonly next: string
  readonly remoteAddress: string
}

export type PasswordRefused =
  | typeof NO_SESSION
  | typeof SIGN_IN_AGAIN
  | TooManyFailures
  | PasswordRuleBroken
  | HasherBusy
  | { readonly kind: 'passwordWrong'; readonly field: string; readonly detail: string }

/** One's own, against the old one, or the first one where there was none; every other session ends. */
export async function changePassword(
  deps: ChangePasswordDeps,
  caller: Caller,
  { current, next, remoteAddress }: PasswordChange,
): Promise<Result<void, PasswordRefused>> {
  const self = await administratorCalling(deps, caller)
  if (self === undefined) return fail(NO_SESSION)
  const { passwordHash } = self
  if (passwordHash !== undefined) {
    const proved = await proveCurrent(deps, { ...self, passwordHash }, current ?? '', remoteAddress)
    if (!proved.ok) return proved
  } else if (caller.signedInLongAgo === true) return fail(SIGN_IN_AGAIN)
  const prepared = checkNewPassword(next)
  if (!prepared.ok) return fail({ ...prepared.error, field: 'next' })
  const hashed = await deps.hasher.hash(prepared.value)
  if (!hashed.ok) return hashed
  const { tokenId } = caller.actor
  const keepSession = tokenId === undefined ? {} : { keepSession: tokenId }
  const at = deps.clock()
  const done = await deps.administrators.update(
    caller.tenantId,
    self.administratorId,
    { passwordHash: hashed.value },
    { endSessions: true, at, ...keepSession },
    (before) =>
      auditEntry(caller, at, 'administrator.password', administratorTarget(before), {
        password: before.passwordHash === undefined ? 'set' : 'changed',
      }),
  )
  // the account went while its password was being hashed
  return done.ok ? done : fail(NO_SESSION)
}

type WithPassword = Administrator & { readonly passwordHash: string }

async function proveCurrent(
  deps: ChangePasswordDeps,
  self: WithPassword,
  current: string,
  remoteAddress: string,
): Promise<Result<void, PasswordRefused>> {
  // counted together with sign-ins: a stolen session must not be a quicker way to guess
  const key = failureKey(self.tenantId, usernameKey(self.username), remoteAddress)
  const wait = deps.passwordFailures.retryAfter(key)
  if (wait !== undefined) return fail(tooManyFailures(wait))
  const verified = await deps.hasher.verify(boundedPassword(current), self.passwordHash)
  if (!verified.ok) return verified
  if (!verified.value) {
    deps.passwordFailures.noteFailure(key)
    return fail({ kind: 'passwordWrong', field: 'current', detail: 'This is not your current password.' })
  }
  deps.passwordFailures.forget(key)
  return ok(undefined)
}
