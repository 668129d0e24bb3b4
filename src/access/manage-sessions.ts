import { auditEntry, type Audited } from '../shared/audit-entry.ts'
import type { Clock } from '../shared/clock.ts'
import { fail, ok, type Result } from '../shared/result.ts'
import type { Caller } from './caller.ts'
import { administratorTarget } from './create-administrator.ts'
import { endToken } from './end-tokens.ts'
import {
  administratorCalling,
  type AdministratorError,
  administratorNamed,
  NO_SESSION,
  ownerCalling,
} from './manage-administrators.ts'
import type { Administrator, AdministratorStore } from './ports/administrators.ts'
import type { EndedTokens, LiveToken, TokenStore } from './ports/tokens.ts'

export type SessionsDeps = {
  readonly administrators: AdministratorStore
  readonly tokens: TokenStore
  readonly clock: Clock
}

export type SessionError = AdministratorError | { readonly kind: 'sessionNotFound'; readonly detail: string }

/** Whose sessions: one's own without an id; those of another are the owners' to see and to end. */
type Whose = { readonly caller: Caller; readonly administratorId?: string | undefined }

/** Where somebody is signed in, the newest first. */
export async function listSessions(
  deps: SessionsDeps,
  whose: Whose,
): Promise<Result<readonly LiveToken[], SessionError>> {
  const whom = await administratorMeant(deps, whose)
  return whom.ok ? ok(await deps.tokens.listLive(whom.value.tenantId, whom.value, deps.clock())) : whom
}

/** Ends one session. It takes no recent sign-in: whoever has to throw somebody out is in a hurry. */
export async function endSession(
  deps: SessionsDeps,
  whose: Whose,
  sessionId: string,
): Promise<Result<void, SessionError>> {
  const whom = await administratorMeant(deps, whose)
  if (!whom.ok) return whom
  const { administratorId } = whom.value
  const ended = await endToken(deps, whose.caller, { administratorId }, sessionId)
  return ended ? ok(undefined) : fail(NOT_FOUND)
}

/** Ends every session but the one that asks. Answers how many there were. */
export async function endSessions(deps: SessionsDeps, whose: Whose): Promise<Result<number, SessionError>> {
  const whom = await administratorMeant(deps, whose)
  if (!whom.ok) return whom
  const { tokenId } = whose.caller.actor
  const keep = tokenId === undefined ? {} : { keepSession: tokenId }
  const at = deps.clock()
  const audited: Audited<EndedTokens> = ({ ended }) =>
    auditEntry(whose.caller, at, 'session.end', administratorTarget(whom.value), { ended })
  return ok(await deps.tokens.revokeSessions(whom.value, { at, ...keep }, audited))
}

async function administratorMeant(
  deps: SessionsDeps,
  { caller, administratorId }: Whose,
): Promise<Result<Administrator, AdministratorError>> {
  if (administratorId === undefined) {
    const self = await administratorCalling(deps, caller)
    return self === undefined ? fail(NO_SESSION) : ok(self)
  }
  const owner = await ownerCalling(deps, caller)
  return owner.ok ? administratorNamed(deps, caller, administratorId) : owner
}

const NOT_FOUND: SessionError = {
  kind: 'sessionNotFound',
  detail: 'There is no such session. It may have ended.',
}
