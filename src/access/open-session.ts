import type { Scope } from '../oauth/scopes.ts'
import type { Clock } from '../shared/clock.ts'
import type { NewId, RandomBytes } from '../shared/ids.ts'
import { digestOf, makeCredential } from './credential.ts'
import type { Administrator, TokenStore } from './ports.ts'

export type OpenSessionDeps = {
  readonly tokens: TokenStore
  readonly clock: Clock
  readonly newId: NewId
  readonly randomBytes: RandomBytes
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

/** A session token for an administrator who has just proved to be one. It ends after eight hours, used or not. */
export async function openSession(deps: OpenSessionDeps, administrator: Administrator): Promise<Session> {
  const sessionToken = makeCredential('ss', deps.randomBytes)
  const issuedAt = deps.clock()
  const scope = SCOPE_OF_ROLE[administrator.role]
  await deps.tokens.issue({
    tenantId: administrator.tenantId,
    tokenId: deps.newId(),
    kind: 'session',
    digest: digestOf(sessionToken),
    clientId: undefined,
    secretId: undefined,
    administratorId: administrator.administratorId,
    directoryId: undefined,
    scopes: scope,
    issuedAt,
    expiresAt: issuedAt + SESSION_SECONDS * 1_000,
  })
  return { sessionToken, expiresIn: SESSION_SECONDS, scope, administrator }
}
