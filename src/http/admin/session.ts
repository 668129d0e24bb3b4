import { endToken } from '../../access/end-tokens.ts'
import { administratorCalling, NO_SESSION } from '../../access/manage-administrators.ts'
import { signIn, type SignInDeps } from '../../access/sign-in.ts'
import { claimSetupLink, isSetUpOpen, SETUP_DONE, type ClaimDeps } from '../../access/set-up.ts'
import type { Caller } from '../../access/caller.ts'
import type { Administrator } from '../../access/ports/administrators.ts'
import { fail, ok } from '../../shared/result.ts'
import { endedSessionCookie } from '../session-cookie.ts'
import * as contract from './contract.ts'
import { operation, type Operation } from './operation.ts'
import { claimReply, describeSession, sessionReply, sessionRequest } from './session-reply.ts'

export type SessionDeps = SignInDeps & ClaimDeps

/** Signing in and out, and the one-time link that makes the first administrator (security §3.7, §3.8). */
export const sessionOperations = (deps: SessionDeps): readonly Operation[] => [
  operation({
    method: 'GET',
    path: '/api/v1/setup',
    summary: 'Whether the tenant waits for its first administrator',
    access: 'open',
    query: { token: 'the token of the set-up link, as older links carry it; it is not read here' },
    answer: contract.SetupState,
    handle: async ({ tenant }) =>
      (await isSetUpOpen(deps.administrators, tenant)) ? ok({ body: { open: true } }) : fail(SETUP_DONE),
  }),
  operation({
    method: 'POST',
    path: '/api/v1/setup',
    summary: 'Make the first administrator with the one-time link',
    access: 'open',
    request: contract.SetupClaim,
    status: 201,
    answer: contract.SetupDone,
    handle: async (call, claim) => {
      const session = await claimSetupLink(deps, call.tenant, { ...claim, from: call.from })
      return session.ok ? ok(claimReply(call, session.value)) : session
    },
  }),
  operation({
    method: 'POST',
    path: '/api/v1/session',
    summary: 'Sign in; the session goes into a cookie',
    access: 'open',
    request: contract.Credentials,
    answer: contract.Session,
    handle: async (call, { username, password, code }) => {
      const { tenant } = call
      const session = await signIn(deps, { tenant, username, password, code, ...sessionRequest(call) })
      return session.ok ? ok(sessionReply(deps, call, session.value)) : session
    },
  }),
  operation({
    method: 'GET',
    path: '/api/v1/session',
    summary: 'Who is signed in',
    access: 'admin:read',
    answer: contract.Session,
    handle: async ({ caller, tenant }) => {
      const administrator = await administratorCalling(deps, caller)
      if (administrator === undefined) return fail(NO_SESSION)
      const session = await sessionOf(deps, administrator, caller)
      return ok({ body: describeSession(administrator, tenant, session?.expiresAt ?? deps.clock()) })
    },
  }),
  operation({
    method: 'DELETE',
    path: '/api/v1/session',
    summary: 'Sign out; the session ends at once',
    access: 'admin:read',
    handle: async (call) => {
      const administrator = await administratorCalling(deps, call.caller)
      const { tokenId } = call.caller.actor
      if (administrator === undefined || tokenId === undefined) return fail(NO_SESSION)
      const { administratorId } = administrator
      await endToken(deps, call.caller, { administratorId }, tokenId)
      return ok({ headers: { 'set-cookie': endedSessionCookie(call.origin) } })
    },
  }),
]

async function sessionOf(deps: SessionDeps, { tenantId, administratorId }: Administrator, { actor }: Caller) {
  const live = await deps.tokens.listLive(tenantId, { administratorId }, deps.clock())
  return live.find(({ tokenId }) => tokenId === actor.tokenId)
}
