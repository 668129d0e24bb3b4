import { auditEntry } from '../shared/audit-entry.ts'
import type { Clock } from '../shared/clock.ts'
import type { NewId, RandomBytes } from '../shared/ids.ts'
import { fail, ok, type Result } from '../shared/result.ts'
import type { Authorization } from './authorize.ts'
import type { Caller } from './caller.ts'
import { clientTarget } from './client-audit.ts'
import { digestOf, makeCredential } from './credential.ts'
import type { AuthorizationCode, GrantStore } from './ports/grants.ts'

/** RFC 6749 §4.1.2 recommends ten minutes at the most; a browser needs a second. */
const CODE_LIFETIME = 60_000

export type ApproveDeps = {
  readonly grants: GrantStore
  readonly clock: Clock
  readonly newId: NewId
  readonly randomBytes: RandomBytes
}

export type ApprovalRefused = { readonly kind: 'directoryNotChosen'; readonly detail: string }

/**
 * Makes the code that the client exchanges for its tokens. A client that is bound to a directory stays bound to it; any
 * other is given the one that the administrator chose, and the whole tenant only with the scope that manages it.
 */
export async function approveAuthorization(
  deps: ApproveDeps,
  caller: Caller,
  { client, scopes, redirectUriSent, codeChallenge }: Authorization,
  chosenDirectory: number | undefined,
): Promise<Result<string, ApprovalRefused>> {
  const directoryId = client.directoryId ?? chosenDirectory
  if (directoryId === undefined && !scopes.includes('admin')) {
    return fail({ kind: 'directoryNotChosen', detail: 'Choose the directory that this client may write to.' })
  }
  const code = makeCredential('ac', deps.randomBytes)
  const familyId = deps.newId()
  const at = deps.clock()
  const approved: AuthorizationCode = {
    tenantId: client.tenantId,
    digest: digestOf(code),
    clientId: client.clientId,
    redirectUri: redirectUriSent,
    scopes,
    directoryId,
    codeChallenge,
    approvedBy: caller.actor.name,
    familyId,
    expiresAt: at + CODE_LIFETIME,
  }
  const details = { authorizationId: familyId, scope: scopes.join(' '), directoryId: directoryId ?? null }
  await deps.grants.saveCode(approved, auditEntry(caller, at, 'authorization.approve', clientTarget(client), details))
  return ok(code)
}
