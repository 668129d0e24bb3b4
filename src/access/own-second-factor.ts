import { auditEntry } from '../shared/audit-entry.ts'
import type { RandomBytes } from '../shared/ids.ts'
import { fail, ok, type Result } from '../shared/result.ts'
import type { Caller } from './caller.ts'
import { administratorTarget } from './create-administrator.ts'
import {
  administratorCalling,
  type AdministratorError,
  administratorNamed,
  NO_SESSION,
  ownerForAnother,
} from './manage-administrators.ts'
import type { Administrator, AdministratorStore, SecondFactor } from './ports/administrators.ts'
import type { Tenant } from './ports/tenants.ts'
import type { SecondFactorDeps } from './prove-second-factor.ts'
import { newRecoveryCodes, recoveryDigestOf } from './recovery-codes.ts'
import { newTotpSecret, stepOf, totpUri } from './totp.ts'

export type OwnSecondFactorDeps = Pick<SecondFactorDeps, 'secondFactors' | 'clock'> & {
  readonly administrators: AdministratorStore
  readonly randomBytes: RandomBytes
}

export type SecondFactorError =
  | typeof NO_SESSION
  | AdministratorError
  | {
      readonly kind: 'secondFactorThere' | 'secondFactorMissing' | 'passwordMissing' | 'confirmationWrong'
      readonly detail: string
    }

/** The caller's, once it counts. */
export async function ownSecondFactor(
  deps: OwnSecondFactorDeps,
  caller: Caller,
): Promise<Result<SecondFactor | undefined, SecondFactorError>> {
  const self = await administratorCalling(deps, caller)
  if (self === undefined) return fail(NO_SESSION)
  const factor = await deps.secondFactors.find(self)
  return ok(factor?.confirmedAt === undefined ? undefined : factor)
}

/** A secret for the caller's authenticator app. It counts for nothing until a code of it has come back. */
export async function beginTotp(
  deps: OwnSecondFactorDeps,
  caller: Caller,
  tenant: Tenant,
): Promise<Result<{ readonly secret: string; readonly uri: string }, SecondFactorError>> {
  const self = await administratorCalling(deps, caller)
  if (self === undefined) return fail(NO_SESSION)
  if (self.passwordHash === undefined) return fail(PASSWORD_MISSING)
  const secret = newTotpSecret(deps.randomBytes)
  if (!(await deps.secondFactors.begin(self, secret, deps.clock()))) return fail(THERE)
  return ok({ secret, uri: totpUri(`Muster ${tenant.name}`, self.username, secret) })
}

/** From now on the caller's password needs a code. Answers the recovery codes; the other sessions end. */
export async function confirmTotp(
  deps: OwnSecondFactorDeps,
  caller: Caller,
  code: string,
): Promise<Result<readonly string[], SecondFactorError>> {
  const self = await administratorCalling(deps, caller)
  if (self === undefined) return fail(NO_SESSION)
  const factor = await deps.secondFactors.find(self)
  if (factor === undefined) return fail(MISSING)
  if (factor.confirmedAt !== undefined) return fail(THERE)
  const sessions = otherSessions(deps, caller)
  const step = stepOf(factor.secret, code.replaceAll(/\s/g, ''), sessions.at)
  if (step === undefined) return fail(CONFIRMATION_WRONG)
  const codes = newRecoveryCodes(deps.randomBytes)
  const confirmed = { secret: factor.secret, step, codes: codes.map(recoveryDigestOf) }
  const audit = auditEntry(caller, sessions.at, 'secondFactor.add', administratorTarget(self))
  return (await deps.secondFactors.confirm(self, confirmed, sessions, audit)) ? ok(codes) : fail(THERE)
}

/** New recovery codes; the old ones are good for nothing any more. */
export async function regenerateRecoveryCodes(
  deps: OwnSecondFactorDeps,
  caller: Caller,
): Promise<Result<readonly string[], SecondFactorError>> {
  const self = await administratorCalling(deps, caller)
  if (self === undefined) return fail(NO_SESSION)
  const codes = newRecoveryCodes(deps.randomBytes)
  const audit = auditEntry(caller, deps.clock(), 'secondFactor.codes', administratorTarget(self))
  const done = await deps.secondFactors.replaceRecoveryCodes(self, codes.map(recoveryDigestOf), audit)
  return done ? ok(codes) : fail(MISSING)
}

/** The password alone is enough again; the other sessions end. */
export async function removeSecondFactor(
  deps: OwnSecondFactorDeps,
  caller: Caller,
): Promise<Result<void, SecondFactorError>> {
  const self = await administratorCalling(deps, caller)
  return self === undefined ? fail(NO_SESSION) : remove(deps, caller, self)
}

/** For somebody who lost app and codes: an owner takes the second factor away, and all of their sessions end. */
export async function resetSecondFactor(
  deps: OwnSecondFactorDeps,
  caller: Caller,
  administratorId: string,
): Promise<Result<void, SecondFactorError>> {
  const owner = await ownerForAnother(deps, caller, administratorId)
  if (!owner.ok) return owner
  const other = await administratorNamed(deps, caller, administratorId)
  return other.ok ? remove(deps, caller, other.value) : other
}

async function remove(
  deps: OwnSecondFactorDeps,
  caller: Caller,
  whom: Administrator,
): Promise<Result<void, SecondFactorError>> {
  const sessions = otherSessions(deps, caller)
  const audit = auditEntry(caller, sessions.at, 'secondFactor.remove', administratorTarget(whom))
  return (await deps.secondFactors.remove(whom, sessions, audit)) ? ok(undefined) : fail(MISSING)
}

const otherSessions = ({ clock }: OwnSecondFactorDeps, { actor: { tokenId } }: Caller) => ({
  at: clock(),
  ...(tokenId === undefined ? {} : { keepSession: tokenId }),
})

const THERE: SecondFactorError = {
  kind: 'secondFactorThere',
  detail: 'There is an authenticator app for this account already. Remove it before setting up another.',
}
const MISSING: SecondFactorError = {
  kind: 'secondFactorMissing',
  detail: 'This account has no second factor. It may have been removed.',
}
const PASSWORD_MISSING: SecondFactorError = {
  kind: 'passwordMissing',
  detail:
    'You sign in with passkeys alone, which need no code. Set a password first if you want one with a second factor.',
}
const CONFIRMATION_WRONG: SecondFactorError = {
  kind: 'confirmationWrong',
  detail: 'This code does not fit. Check that the clock of the device is right, and type the code that it shows now.',
}
