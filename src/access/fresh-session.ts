import { fail, ok, type Result } from '../shared/result.ts'
import type { Clock } from '../shared/clock.ts'
import type { Caller } from './caller.ts'
import { administratorCalling, NO_SESSION } from './manage-administrators.ts'
import type { Administrator, AdministratorStore, TokenStore } from './ports.ts'

export type FreshSessionDeps = {
  readonly administrators: AdministratorStore
  readonly tokens: TokenStore
  readonly clock: Clock
}

export type NotFresh = typeof NO_SESSION | { readonly kind: 'signInAgain'; readonly detail: string }

const FRESH = 10 * 60 * 1_000

/**
 * The administrator who signed in at most ten minutes ago. What changes how somebody signs in asks for it (security §3.5):
 * a session that was stolen or left open must not be turned into a way in of its own.
 */
export async function freshlySignedIn(
  deps: FreshSessionDeps,
  caller: Caller,
): Promise<Result<Administrator, NotFresh>> {
  const administrator = await administratorCalling(deps, caller)
  if (administrator === undefined) return fail(NO_SESSION)
  const { administratorId } = administrator
  const now = deps.clock()
  const live = await deps.tokens.listLive(caller.tenantId, { administratorId }, now)
  const session = live.find(({ tokenId }) => tokenId === caller.actor.tokenId)
  return session !== undefined && now - session.issuedAt <= FRESH ? ok(administrator) : fail(SIGN_IN_AGAIN)
}

const SIGN_IN_AGAIN = {
  kind: 'signInAgain',
  detail: 'This changes how you sign in, and you signed in more than ten minutes ago. Sign in again, then repeat it.',
} as const satisfies NotFresh
