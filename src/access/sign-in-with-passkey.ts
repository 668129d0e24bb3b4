import { fail, ok, type Result } from '../shared/result.ts'
import { usernameKey } from './administrator-name.ts'
import { failureKey, type FailureLimiter } from './failures.ts'
import { noteRefusal, type NoteRefusalDeps } from './note-refusal.ts'
import { openSession, type OpenSessionDeps, type Session, type SessionRequest } from './open-session.ts'
import { makeChallenge, redeemChallenge, type ChallengeDeps } from './passkey-challenge.ts'
import { requestOptions, userHandleOf, type RequestOptions } from './passkey-options.ts'
import type { Administrator, AdministratorStore } from './ports/administrators.ts'
import type { Passkey, PasskeyAssertion, PasskeyStore, PasskeyVerifier } from './ports/passkeys.ts'
import type { Provenance } from './ports/provenance.ts'
import type { Tenant } from './ports/tenants.ts'
import { relyingPartyAt, type PasskeysUnavailable, type RelyingParty } from './relying-party.ts'
import type { SignInRefused, TooManyFailures } from './sign-in.ts'

export type PasskeySignInDeps = OpenSessionDeps &
  NoteRefusalDeps &
  ChallengeDeps & {
    readonly administrators: AdministratorStore
    readonly passkeys: PasskeyStore
    readonly passkeyVerifier: PasskeyVerifier
    /** Counts refused passkeys, by address: before a passkey is found there is no name to count under. */
    readonly passkeyFailures: FailureLimiter
    /** Counts challenges by address, each of which is a row that a stranger has us write. */
    readonly challengesMade: FailureLimiter
    /** A passkey that counted backwards may have a copy. */
    readonly noteClonedPasskey: (passkey: Pick<Passkey, 'tenantId' | 'administratorId' | 'passkeyId'>) => void
  }

/** Challenges for one address: a page takes one when it opens and one every few minutes. */
export const CHALLENGE_LIMITS = { failures: 60, window: 60_000, keys: 10_000 }

type From = { readonly tenant: Tenant; readonly origin: string; readonly from: Provenance }

/** What the sign-in page asks any authenticator for, whoever sits in front of it. */
export async function beginPasskeySignIn(
  deps: PasskeySignInDeps,
  { tenant: { tenantId }, origin, from }: From,
): Promise<Result<RequestOptions, PasskeysUnavailable | TooManyFailures>> {
  const relyingParty = relyingPartyAt(origin)
  if (!relyingParty.ok) return relyingParty
  const key = failureKey(tenantId, '', from.address)
  const wait = deps.challengesMade.retryAfter(key)
  if (wait !== undefined) return fail(tooMany(wait))
  deps.challengesMade.noteFailure(key)
  const use = { tenantId, purpose: 'signIn', administratorId: '', boundTo: '' } as const
  return ok(requestOptions(await makeChallenge(deps, use, relyingParty.value), relyingParty.value.host))
}

export type PasskeySignIn = From &
  SessionRequest & {
    /** The name that was typed, if one was: then the passkey has to be that administrator's. */
    readonly username: string | undefined
    readonly credential: PasskeyAssertion & { readonly userHandle: string | undefined }
  }

// One answer for every reason: it must not tell which names, passkeys or accounts exist
const REFUSED: SignInRefused = {
  kind: 'signInRefused',
  detail: 'This passkey was not accepted. Try again, try another one, or sign in with your password.',
}

/** The answer of an authenticator for a session token. */
export async function signInWithPasskey(
  deps: PasskeySignInDeps,
  attempt: PasskeySignIn,
): Promise<Result<Session, SignInRefused | PasskeysUnavailable>> {
  const { tenant, origin, from } = attempt
  const relyingParty = relyingPartyAt(origin)
  if (!relyingParty.ok) return relyingParty
  const key = failureKey(tenant.tenantId, '', from.address)
  const wait = deps.passkeyFailures.retryAfter(key)
  if (wait !== undefined) return fail(tooMany(wait))
  const administrator = tenant.suspended ? undefined : await verified(deps, attempt, relyingParty.value)
  if (administrator === undefined) {
    deps.passkeyFailures.noteFailure(key)
    await noteRefusal(deps, tenant.tenantId, from, 'passkey')
    return fail(REFUSED)
  }
  deps.passkeyFailures.forget(key)
  return ok(await openSession(deps, administrator, { ...attempt, means: 'passkey' }))
}

/** WebAuthn Level 3 §7.2, in its order as far as nothing is told early. */
async function verified(
  deps: PasskeySignInDeps,
  { tenant: { tenantId }, username, credential }: PasskeySignIn,
  relyingParty: RelyingParty,
): Promise<Administrator | undefined> {
  const use = { tenantId, purpose: 'signIn', boundTo: '' } as const
  const redeemed = await redeemChallenge(deps, use, relyingParty, credential.clientDataJSON)
  const passkey = await deps.passkeys.byCredentialId(tenantId, credential.id)
  if (redeemed === undefined || passkey === undefined || passkey.host !== relyingParty.host) return undefined
  // step 6: without a list of credentials the authenticator says whose it is, and that has to be true
  if (credential.userHandle !== userHandleOf(passkey.administratorId)) return undefined
  const asserted = await deps.passkeyVerifier.asserted(credential, redeemed.expected, passkey)
  if (asserted === undefined) return undefined
  const administrator = (await deps.administrators.list(tenantId)).find(
    ({ administratorId }) => administratorId === passkey.administratorId,
  )
  if (administrator === undefined || administrator.disabled) return undefined
  if (username !== undefined && usernameKey(username) !== usernameKey(administrator.username)) return undefined
  if (await deps.passkeys.noteUse(passkey, asserted.counter, deps.clock())) return administrator
  deps.noteClonedPasskey(passkey)
  return undefined
}

const tooMany = (seconds: number): TooManyFailures => ({
  kind: 'tooManyFailures',
  retryAfterSeconds: seconds,
  detail: `Too many tries with passkeys from this address. Try again in ${seconds} seconds, or sign in with your password.`,
})
