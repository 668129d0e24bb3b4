import { fail, ok, type Result } from '../shared/result.ts'
import { usernameKey } from './administrator-name.ts'
import { failureKey, type FailureLimiter } from './failures.ts'
import { noteRefusal, type NoteRefusalDeps } from './note-refusal.ts'
import { openSession, type OpenSessionDeps, type Session, type SessionRequest } from './open-session.ts'
import { type HasherBusy, MAX_PASSWORD_BYTES, type PasswordHasher, preparePassword } from './password.ts'
import type { AdministratorStore } from './ports/administrators.ts'
import type { Tenant } from './ports/tenants.ts'
import { proveSecondFactor, type SecondFactorDeps, type SecondFactorRefused } from './prove-second-factor.ts'

export type SignInDeps = OpenSessionDeps &
  NoteRefusalDeps &
  SecondFactorDeps & {
    readonly administrators: AdministratorStore
    readonly hasher: PasswordHasher
    /** Counts wrong passwords. */
    readonly passwordFailures: FailureLimiter
  }

export type SignInAttempt = SessionRequest & {
  readonly tenant: Tenant
  readonly username: string
  readonly password: string
  /** Of the second factor, for who has one. */
  readonly code?: string | undefined
}

export type SignInRefused =
  | { readonly kind: 'signInRefused'; readonly detail: string }
  | SecondFactorRefused
  | TooManyFailures
  | HasherBusy

export type TooManyFailures = {
  readonly kind: 'tooManyFailures'
  readonly retryAfterSeconds: number
  readonly detail: string
}

// One answer for unknown, wrong and disabled: it must not tell which names exist
const REFUSED: SignInRefused = { kind: 'signInRefused', detail: 'The username or the password is not right.' }

/** An administrator's name and password for a session token. Users of a directory are data and never sign in. */
export async function signIn(deps: SignInDeps, attempt: SignInAttempt): Promise<Result<Session, SignInRefused>> {
  const { tenant } = attempt
  const name = usernameKey(attempt.username)
  const key = failureKey(tenant.tenantId, name, attempt.from.address)
  const wait = deps.passwordFailures.retryAfter(key)
  if (wait !== undefined) return fail(tooManyFailures(wait))
  const administrator = await deps.administrators.byUsernameKey(tenant.tenantId, name)
  const verified = await deps.hasher.verify(boundedPassword(attempt.password), administrator?.passwordHash)
  if (!verified.ok) return verified
  if (administrator === undefined || !verified.value || administrator.disabled || tenant.suspended) {
    deps.passwordFailures.noteFailure(key)
    await noteRefusal(deps, tenant.tenantId, attempt.from, 'password', administrator)
    return fail(REFUSED)
  }
  const means = await proveSecondFactor(deps, administrator, attempt.code, attempt)
  // wrong passwords are forgotten by a whole sign-in alone: half of one is what a guesser has
  if (!means.ok) {
    if (means.error.kind === 'codeWrong') await noteRefusal(deps, tenant.tenantId, attempt.from, 'code', administrator)
    return means
  }
  deps.passwordFailures.forget(key)
  return ok(await openSession(deps, administrator, { ...attempt, means: means.value ?? 'password' }))
}

/** What is longer than any password can be is not hashed at length; it stays too long, so it still matches nothing. */
export const boundedPassword = (password: string): string => preparePassword(password.slice(0, 4 * MAX_PASSWORD_BYTES))

export const tooManyFailures = (seconds: number): TooManyFailures => ({
  kind: 'tooManyFailures',
  retryAfterSeconds: seconds,
  detail: `Too many wrong passwords for this name from this address. Try again in ${seconds} seconds.`,
})
