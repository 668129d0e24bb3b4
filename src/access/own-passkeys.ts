import { auditEntry, type AuditTarget } from '../shared/audit-entry.ts'
import { fail, ok, type Result } from '../shared/result.ts'
import type { Caller } from './caller.ts'
import { administratorTarget } from './create-administrator.ts'
import { makePasskey, type MakePasskeyDeps, type NewPasskey, type PasskeyInvalid } from './make-passkey.ts'
import { administratorCalling, NO_SESSION } from './manage-administrators.ts'
import { makeChallenge } from './passkey-challenge.ts'
import { checkPasskeyName, type PasskeyNameInvalid } from './passkey-name.ts'
import { creationOptions, type CreationOptions } from './passkey-options.ts'
import type { Administrator, AdministratorStore } from './ports/administrators.ts'
import type { Passkey, PasskeyStore } from './ports/passkeys.ts'
import { relyingPartyAt, type PasskeysUnavailable } from './relying-party.ts'

export type OwnPasskeyDeps = MakePasskeyDeps & {
  readonly passkeys: PasskeyStore
  readonly administrators: AdministratorStore
}

export type PasskeyError =
  | typeof NO_SESSION
  | PasskeysUnavailable
  | PasskeyInvalid
  | PasskeyNameInvalid
  | { readonly kind: 'passkeyTaken' | 'passkeyNotFound' | 'lastWayIn'; readonly detail: string }

export type WaysIn = { readonly passkeys: readonly Passkey[]; readonly hasPassword: boolean }

/** How the caller can sign in. */
export async function ownWaysIn(deps: OwnPasskeyDeps, caller: Caller): Promise<Result<WaysIn, PasskeyError>> {
  const self = await administratorCalling(deps, caller)
  if (self === undefined) return fail(NO_SESSION)
  const passkeys = await deps.passkeys.list(caller.tenantId, self.administratorId)
  return ok({ passkeys, hasPassword: self.passwordHash !== undefined })
}

/** What the page at `origin` asks the caller's authenticator for. */
export async function beginPasskey(
  deps: OwnPasskeyDeps,
  caller: Caller,
  origin: string,
): Promise<Result<CreationOptions, PasskeyError>> {
  const self = await administratorCalling(deps, caller)
  if (self === undefined) return fail(NO_SESSION)
  const relyingParty = relyingPartyAt(origin)
  if (!relyingParty.ok) return relyingParty
  const { administratorId, username } = self
  const { host } = relyingParty.value
  const challenge = await makeChallenge(deps, registrationOf(self), relyingParty.value)
  const existing = await deps.passkeys.list(caller.tenantId, administratorId)
  const here = existing.filter((passkey) => passkey.host === host)
  return ok(creationOptions(challenge, { administratorId, username, host, existing: here }))
}

export async function addPasskey(
  deps: OwnPasskeyDeps,
  caller: Caller,
  origin: string,
  wanted: NewPasskey,
): Promise<Result<Passkey, PasskeyError>> {
  const self = await administratorCalling(deps, caller)
  if (self === undefined) return fail(NO_SESSION)
  const relyingParty = relyingPartyAt(origin)
  if (!relyingParty.ok) return relyingParty
  const made = await makePasskey(deps, registrationOf(self), relyingParty.value, wanted)
  if (!made.ok) return made
  const { passkeyId, name, createdAt, host } = made.value
  const audit = auditEntry(caller, createdAt, 'passkey.add', passkeyTarget(passkeyId, name), { host })
  const added = await deps.passkeys.add(made.value, audit)
  if (added.ok) return made
  return fail(added.error.kind === 'passkeyTaken' ? TAKEN : NO_SESSION)
}

export async function renamePasskey(
  deps: OwnPasskeyDeps,
  caller: Caller,
  passkeyId: string,
  name: string,
): Promise<Result<void, PasskeyError>> {
  const self = await administratorCalling(deps, caller)
  if (self === undefined) return fail(NO_SESSION)
  const named = checkPasskeyName(name)
  if (!named.ok) return named
  const { value } = named
  const renamed = await deps.passkeys.rename(self, passkeyId, value, (before) => {
    const changed = { name: [before.name, value] }
    return auditEntry(caller, deps.clock(), 'passkey.rename', passkeyTarget(passkeyId, value), { changed })
  })
  return renamed ? ok(undefined) : fail(NOT_FOUND)
}

/** Ends the caller's other sessions: whoever removes a passkey may have lost the device that is signed in with it. */
export async function removePasskey(
  deps: OwnPasskeyDeps,
  caller: Caller,
  passkeyId: string,
): Promise<Result<void, PasskeyError>> {
  const self = await administratorCalling(deps, caller)
  if (self === undefined) return fail(NO_SESSION)
  const sessions = otherSessions(deps, caller)
  const removed = await deps.passkeys.remove(self, passkeyId, sessions, ({ name }) =>
    auditEntry(caller, sessions.at, 'passkey.remove', passkeyTarget(passkeyId, name)),
  )
  if (removed.ok) return removed
  return fail(removed.error.kind === 'lastWayIn' ? LAST_PASSKEY : NOT_FOUND)
}

/** Leaves the caller with passkeys alone. */
export async function removePassword(deps: OwnPasskeyDeps, caller: Caller): Promise<Result<void, PasskeyError>> {
  const self = await administratorCalling(deps, caller)
  if (self === undefined) return fail(NO_SESSION)
  const sessions = otherSessions(deps, caller)
  const target = administratorTarget(self)
  const audit = auditEntry(caller, sessions.at, 'administrator.password', target, { password: 'removed' })
  const removed = await deps.passkeys.removePassword(self, sessions, audit)
  return removed.ok ? removed : fail(LAST_PASSWORD)
}

const passkeyTarget = (id: string, name: string): AuditTarget => ({ kind: 'passkey', id, name })

/** The challenge of a registration is as good as the administrator it was made for. */
const registrationOf = ({ tenantId, administratorId }: Administrator) => ({
  tenantId,
  purpose: 'register' as const,
  administratorId,
  boundTo: administratorId,
})

const otherSessions = ({ clock }: OwnPasskeyDeps, { actor: { tokenId } }: Caller) => ({
  at: clock(),
  ...(tokenId === undefined ? {} : { keepSession: tokenId }),
})

const TAKEN: PasskeyError = {
  kind: 'passkeyTaken',
  detail: 'This passkey is there already. Sign in with it, or make one on another device.',
}
const NOT_FOUND: PasskeyError = {
  kind: 'passkeyNotFound',
  detail: 'You have no such passkey. It may have been removed.',
}
const LAST_PASSKEY: PasskeyError = {
  kind: 'lastWayIn',
  detail: 'Without this passkey you could not sign in again. Set a password or add another passkey first.',
}
const LAST_PASSWORD: PasskeyError = {
  kind: 'lastWayIn',
  detail: 'Without the password you could not sign in again. Add a passkey first.',
}
