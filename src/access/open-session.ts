import { auditEntry, type AuditedBy } from '../shared/audit-entry.ts'
import type { Scope } from '../oauth/scopes.ts'
import type { Clock } from '../shared/clock.ts'
import type { NewId, RandomBytes } from '../shared/ids.ts'
import { credentialKind, digestOf, makeCredential } from './credential.ts'
import { endToken } from './end-tokens.ts'
import type { Administrator } from './ports/administrators.ts'
import type { Provenance } from './ports/provenance.ts'
import type { Token, TokenStore } from './ports/tokens.ts'

export type OpenSessionDeps = {
  readonly tokens: TokenStore
  readonly clock: Clock
  readonly newId: NewId
  readonly randomBytes: RandomBytes
}

/** Who asks for a session, and with what. */
export type SessionRequest = {
  readonly from: Provenance
  /** The token of the session that the same browser had until now: it ends with the new one. */
  readonly replaces?: string | undefined
}

/** How the administrator proved to be one. */
export type SessionProof = SessionRequest & {
  readonly means: 'password' | 'passwordAndCode' | 'passwordAndRecoveryCode' | 'passkey' | 'setUpLink'
}

/** `expiresIn` is seconds. */
export type Session = {
  readonly sessionToken: string
  readonly expiresIn: number
  readonly scope: readonly Scope[]
  readonly administrator: Administrator
}

const SESSION_SECONDS = 8 * 60 * 60

const SCOPE_OF_ROLE: Readonly<Record<Administrator['role'], readonly Scope[]>> = {
  owner: ['admin'],
  administrator: ['admin'],
  auditor: ['admin:read'],
}

/** Milliseconds. Long enough for a meeting, and the console asks over the open page, so nothing typed is lost. */
const IDLE_LIMIT = 30 * 60_000

/**
 * A session token for an administrator who has just proved to be one. It ends after eight hours, used or not, and after
 * thirty minutes without a request (security §3.7).
 */
export async function openSession(
  deps: OpenSessionDeps,
  administrator: Administrator,
  { means, from, replaces }: SessionProof,
): Promise<Session> {
  const sessionToken = makeCredential('ss', deps.randomBytes)
  const issuedAt = deps.clock()
  const scope = SCOPE_OF_ROLE[administrator.role]
  const tokenId = deps.newId()
  const token: Token = {
    tenantId: administrator.tenantId,
    tokenId,
    kind: 'session',
    digest: digestOf(sessionToken),
    clientId: undefined,
    secretId: undefined,
    administratorId: administrator.administratorId,
    directoryId: undefined,
    scopes: scope,
    issuedAt,
    expiresAt: issuedAt + SESSION_SECONDS * 1_000,
    session: { from, idleLimit: IDLE_LIMIT },
  }
  const by = { actor: { kind: 'administrator', name: administrator.username, tokenId }, from } as const
  const audit = auditEntry(by, issuedAt, 'session.open', { kind: 'session', id: tokenId }, { means })
  await deps.tokens.issue(token, audit)
  if (replaces !== undefined) await endReplaced(deps, administrator.tenantId, replaces, by)
  return { sessionToken, expiresIn: SESSION_SECONDS, scope, administrator }
}

/** Whoever signs in over a session leaves nothing of it behind that could be used in their place. */
async function endReplaced(deps: OpenSessionDeps, tenantId: number, presented: string, by: AuditedBy): Promise<void> {
  if (credentialKind(presented) !== 'ss') return
  const { administratorId, tokenId } = (await deps.tokens.describe(tenantId, digestOf(presented))) ?? {}
  if (administratorId === undefined || tokenId === undefined) return
  await endToken(deps, { ...by, tenantId }, { administratorId }, tokenId)
}
