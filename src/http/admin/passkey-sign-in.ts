import { beginPasskeyClaim, claimWithPasskey, type PasskeyClaimDeps } from '../../access/set-up-with-passkey.ts'
import { beginPasskeySignIn, signInWithPasskey, type PasskeySignInDeps } from '../../access/sign-in-with-passkey.ts'
import { ok } from '../../shared/result.ts'
import * as contract from './contract.ts'
import { operation, type Operation } from './operation.ts'
import { registrationOf } from './passkey-registration.ts'
import { claimReply, sessionReply, sessionRequest } from './session-reply.ts'

export type PasskeyEntryDeps = PasskeySignInDeps & PasskeyClaimDeps

/** Signing in with a passkey, and making the first administrator with one (WebAuthn Level 3 §7). */
export const passkeySignInOperations = (deps: PasskeyEntryDeps): readonly Operation[] => [
  operation({
    method: 'POST',
    path: '/api/v1/session/passkey/challenge',
    summary: 'Begin to sign in with a passkey: what to ask the authenticator for',
    access: 'open',
    answer: contract.PasskeyRequest,
    handle: async (call) => {
      const { tenant, origin, from } = call
      const begun = await beginPasskeySignIn(deps, { tenant, origin, from })
      return begun.ok ? ok({ body: begun.value }) : begun
    },
  }),
  operation({
    method: 'POST',
    path: '/api/v1/session/passkey',
    summary: 'Sign in with a passkey; the session goes into a cookie',
    access: 'open',
    request: contract.PasskeySignIn,
    answer: contract.Session,
    handle: async (call, { username, credential: { id, response } }) => {
      const { tenant, origin } = call
      const credential = { id, ...response, userHandle: response.userHandle ?? undefined }
      const session = await signInWithPasskey(deps, {
        tenant,
        origin,
        ...sessionRequest(call),
        username,
        credential,
      })
      return session.ok ? ok(sessionReply(deps, call, session.value)) : session
    },
  }),
  operation({
    method: 'POST',
    path: '/api/v1/setup/passkey/challenge',
    summary: 'Begin to make the first administrator with a passkey; the link stays unused',
    access: 'open',
    request: contract.PasskeySetupStart,
    answer: contract.PasskeyCreation,
    handle: async ({ tenant, origin }, wanted) => {
      const begun = await beginPasskeyClaim(deps, tenant, { ...wanted, origin })
      return begun.ok ? ok({ body: begun.value }) : begun
    },
  }),
  operation({
    method: 'POST',
    path: '/api/v1/setup/passkey',
    summary: 'Make the first administrator with the one-time link and a passkey',
    access: 'open',
    request: contract.PasskeySetupClaim,
    status: 201,
    answer: contract.SetupDone,
    handle: async (call, { credential, ...claim }) => {
      const wanted = { ...claim, origin: call.origin, from: call.from, credential: registrationOf(credential) }
      const session = await claimWithPasskey(deps, call.tenant, wanted)
      return session.ok ? ok(claimReply(call, session.value)) : session
    },
  }),
]
