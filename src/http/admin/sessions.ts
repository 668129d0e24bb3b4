import { endSession, endSessions, listSessions, type SessionsDeps } from '../../access/manage-sessions.ts'
import type { LiveToken } from '../../access/ports/tokens.ts'
import { ok } from '../../shared/result.ts'
import * as contract from './contract.ts'
import { iso, lastUseOf, operation, type Operation } from './operation.ts'

const OWN = '/api/v1/sessions'
const OF_ANYBODY = '/api/v1/administrators/:id/sessions'

/** Where administrators are signed in. An auditor has sessions too, so reading is enough for one's own. */
export const sessionsOperations = (deps: SessionsDeps): readonly Operation[] => [
  operation({
    method: 'GET',
    path: OWN,
    summary: 'Your sessions',
    access: 'admin:read',
    answer: contract.Sessions,
    handle: async ({ caller }) => {
      const live = await listSessions(deps, { caller })
      return live.ok ? ok({ body: describe(live.value, caller.actor.tokenId) }) : live
    },
  }),
  operation({
    method: 'DELETE',
    path: OWN,
    summary: 'End all of your sessions but this one',
    access: 'admin:read',
    answer: contract.SessionsEnded,
    handle: async ({ caller }) => {
      const ended = await endSessions(deps, { caller })
      return ended.ok ? ok({ body: { ended: ended.value } }) : ended
    },
  }),
  operation({
    method: 'DELETE',
    path: `${OWN}/:id`,
    summary: 'End one of your sessions',
    access: 'admin:read',
    handle: async ({ caller, params }) => {
      const ended = await endSession(deps, { caller }, params['id'] ?? '')
      return ended.ok ? ok({}) : ended
    },
  }),
  operation({
    method: 'GET',
    path: OF_ANYBODY,
    summary: 'The sessions of an administrator (owners only)',
    access: 'admin',
    answer: contract.Sessions,
    handle: async ({ caller, params }) => {
      const live = await listSessions(deps, { caller, administratorId: params['id'] ?? '' })
      return live.ok ? ok({ body: describe(live.value, caller.actor.tokenId) }) : live
    },
  }),
  operation({
    method: 'DELETE',
    path: OF_ANYBODY,
    summary: 'End all sessions of an administrator but this one (owners only)',
    access: 'admin',
    answer: contract.SessionsEnded,
    handle: async ({ caller, params }) => {
      const ended = await endSessions(deps, { caller, administratorId: params['id'] ?? '' })
      return ended.ok ? ok({ body: { ended: ended.value } }) : ended
    },
  }),
  operation({
    method: 'DELETE',
    path: `${OF_ANYBODY}/:session`,
    summary: 'End one session of an administrator (owners only)',
    access: 'admin',
    handle: async ({ caller, params }) => {
      const ended = await endSession(deps, { caller, administratorId: params['id'] ?? '' }, params['session'] ?? '')
      return ended.ok ? ok({}) : ended
    },
  }),
]

const describe = (sessions: readonly LiveToken[], current: string | undefined): contract.Sessions => ({
  sessions: sessions.map(({ tokenId, issuedAt, expiresAt, lastUse, session }) => ({
    id: tokenId,
    createdAt: iso(issuedAt),
    signedInFrom: session?.from.address ?? null,
    signedInAgent: session?.from.agent ?? null,
    expiresAt: iso(expiresAt),
    idleMinutes: session === undefined ? null : session.idleLimit / 60_000,
    ...lastUseOf(lastUse),
    current: tokenId === current,
  })),
})
