import type { OAuthError } from '../oauth/errors.ts'
import { auditEntry } from '../shared/audit-entry.ts'
import type { AuthenticatedClient } from './authenticate-client.ts'
import { clientTarget } from './client-audit.ts'
import type { GrantDecision } from './ports/grants.ts'

/** What comes of a code or a refresh token that turns up again: everything of its authorization ends, and the log says so. */
export function endReused(
  { client, from }: AuthenticatedClient,
  what: 'code' | 'refreshToken',
  familyId: string,
  at: number,
): GrantDecision<OAuthError> {
  const by = { actor: { kind: 'client', name: client.clientId }, from } as const
  return {
    kind: 'endFamily',
    error: { kind: 'grantReused', what },
    audited: ({ ended }) =>
      auditEntry(by, at, 'authorization.end', clientTarget(client), { authorizationId: familyId, reused: what, ended }),
  }
}
