import { auditEntry, type AuditOrigin } from '../shared/audit-entry.ts'
import type { Scope } from '../oauth/scopes.ts'
import type { Clock } from '../shared/clock.ts'
import type { NewId, RandomBytes } from '../shared/ids.ts'
import { digestOf, makeCredential } from './credential.ts'
import type { Administrator, Token, TokenStore } from './ports.ts'

export type OpenSessionDeps = {
  readonly tokens: TokenStore
  readonly clock: Clock
  readonly newId: NewId
  readonly randomBytes: RandomBytes
}

/** How the administrator proved to be one, and from where. */
export type SessionProof = { readonly means: 'password' | 'passkey' | 'setUpLink'; readonly from: AuditOrigin }

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

/** A session token for an administrator who has just proved to be one. It ends after eight hours, used or not. */
export async function openSession(
  deps: OpenSessionDeps,
  administrator: Administrator,
  { means, from }: SessionProof,
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
  }
  const by = { actor: { kind: 'administrator', name: administrator.username, tokenId }, from } as const
  const audit = auditEntry(by, issuedAt, 'session.open', { kind: 'session', id: tokenId }, { means })
  await deps.tokens.issue(token, audit)
  return { sessionToken, expiresIn: SESSION_SECONDS, scope, administrator }
}
