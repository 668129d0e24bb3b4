import { fail, ok, type Result } from '../shared/result.ts'
import { usernameKey } from './administrator-name.ts'
import type { Caller } from './caller.ts'
import {
  createAdministrator,
  type AdministratorRefused,
  type CreateAdministratorDeps,
  type NewAdministrator,
} from './create-administrator.ts'
import { failureKey, type FailureLimiter } from './failures.ts'
import { checkNewPassword } from './password.ts'
import type { Administrator } from './ports.ts'
import { boundedPassword, tooManyFailures, type TooManyFailures } from './sign-in.ts'

export type AdministratorError =
  | AdministratorRefused
  | {
      readonly kind: 'lastOwner' | 'administratorNotFound' | 'ownerOnly' | 'notOneself' | 'noSession'
      readonly detail: string
    }
  | TooManyFailures
  | { readonly kind: 'passwordWrong'; readonly field: string; readonly detail: string }

export type AdministratorChange = Partial<Pick<Administrator, 'role' | 'disabled'>>

/** Who may come and go is the owners' to say. */
export async function addAdministrator(
  deps: CreateAdministratorDeps,
  caller: Caller,
  wanted: Omit<NewAdministrator, 'tenantId'>,
): Promise<Result<Administrator, AdministratorError>> {
  const owner = await ownerCalling(deps, caller)
  return owner.ok ? createAdministrator(deps, { ...wanted, tenantId: caller.tenantId }) : owner
}

export async function changeAdministrator(
  deps: CreateAdministratorDeps,
  caller: Caller,
  administratorId: string,
  change: AdministratorChange,
): Promise<Result<void, AdministratorError>> {
  const other = await someoneElse(deps, caller, administratorId)
  if (!other.ok) return other
  // a session was opened with the scope of the role of its day, so it ends with the role
  const done = await deps.administrators.update(caller.tenantId, administratorId, change, {
    endSessions: true,
    at: deps.clock(),
  })
  return done.ok ? done : fail(REFUSALS[done.error.kind])
}

export async function removeAdministrator(
  deps: CreateAdministratorDeps,
  caller: Caller,
  administratorId: string,
): Promise<Result<void, AdministratorError>> {
  const other = await someoneElse(deps, caller, administratorId)
  if (!other.ok) return other
  const done = await deps.administrators.remove(caller.tenantId, administratorId)
  return done.ok ? done : fail(REFUSALS[done.error.kind])
}

export type PasswordChange = { readonly current: string; readonly next: string; readonly remoteAddress: string }

/** One's own, against the old one; every other session ends. */
export async function changePassword(
  deps: CreateAdministratorDeps & { readonly passwordFailures: FailureLimiter },
  caller: Caller,
  { current, next, remoteAddress }: PasswordChange,
): Promise<Result<void, AdministratorError>> {
  const self = await administratorCalling(deps, caller)
  if (self === undefined) return fail(NO_SESSION)
  // counted together with sign-ins: a stolen session must not be a quicker way to guess
  const key = failureKey(caller.tenantId, usernameKey(self.username), remoteAddress)
  const wait = deps.passwordFailures.retryAfter(key)
  if (wait !== undefined) return fail(tooManyFailures(wait))
  const verified = await deps.hasher.verify(boundedPassword(current), self.passwordHash)
  if (!verified.ok) return verified
  if (!verified.value) {
    deps.passwordFailures.noteFailure(key)
    return fail({ kind: 'passwordWrong', field: 'current', detail: 'This is not your current password.' })
  }
  deps.passwordFailures.forget(key)
  const prepared = checkNewPassword(next)
  if (!prepared.ok) return fail({ ...prepared.error, field: 'next' })
  const passwordHash = await deps.hasher.hash(prepared.value)
  if (!passwordHash.ok) return passwordHash
  const done = await deps.administrators.update(
    caller.tenantId,
    self.administratorId,
    { passwordHash: passwordHash.value },
    {
      endSessions: true,
      at: deps.clock(),
      ...(caller.actor.tokenId === undefined ? {} : { keepSession: caller.actor.tokenId }),
    },
  )
  return done.ok ? done : fail(REFUSALS[done.error.kind])
}

/** The administrator whose session is calling; a client's token has none. */
export async function administratorCalling(
  deps: Pick<CreateAdministratorDeps, 'administrators'>,
  caller: Caller,
): Promise<Administrator | undefined> {
  if (caller.actor.kind !== 'administrator') return undefined
  return (await deps.administrators.list(caller.tenantId)).find(({ username }) => username === caller.actor.name)
}

async function ownerCalling(
  deps: CreateAdministratorDeps,
  caller: Caller,
): Promise<Result<Administrator, AdministratorError>> {
  const self = await administratorCalling(deps, caller)
  return self?.role === 'owner' ? ok(self) : fail(REFUSALS.ownerOnly)
}

async function someoneElse(
  deps: CreateAdministratorDeps,
  caller: Caller,
  administratorId: string,
): Promise<Result<Administrator, AdministratorError>> {
  const owner = await ownerCalling(deps, caller)
  return owner.ok && owner.value.administratorId === administratorId ? fail(REFUSALS.notOneself) : owner
}

export const NO_SESSION = {
  kind: 'noSession',
  detail: 'This needs an administrator who is signed in; the token of a client has no session.',
} as const satisfies AdministratorError

const REFUSALS = {
  ownerOnly: { kind: 'ownerOnly', detail: 'Only an owner who is signed in can do this.' },
  notOneself: { kind: 'notOneself', detail: 'Nobody changes or removes their own account. Ask another owner.' },
  lastOwner: {
    kind: 'lastOwner',
    detail: 'This is the last owner who can sign in. Make somebody else an owner first.',
  },
  administratorNotFound: {
    kind: 'administratorNotFound',
    detail: 'There is no such administrator. The account may have been removed.',
  },
} as const satisfies Record<string, AdministratorError>
