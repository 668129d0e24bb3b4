import { auditEntry, type Audited, type AuditedBy } from '../shared/audit-entry.ts'
import type { Clock } from '../shared/clock.ts'
import type { EndedTokens, TokenOwner, TokenStore } from './ports/tokens.ts'

export type EndTokensDeps = { readonly tokens: TokenStore; readonly clock: Clock }

/** Ends one token of a client, or one session of an administrator. False when there is no such one that is still good. */
export const endToken = async (
  { tokens, clock }: EndTokensDeps,
  caller: AuditedBy & { readonly tenantId: number },
  of: TokenOwner,
  tokenId: string,
): Promise<boolean> => {
  const at = clock()
  const session = 'administratorId' in of
  const audited: Audited<EndedTokens> = ({ ended }) =>
    auditEntry(
      caller,
      at,
      session ? 'session.end' : 'token.revoke',
      { kind: session ? 'session' : 'token', id: tokenId },
      session ? of : { ...of, ended },
    )
  return tokens.revoke(caller.tenantId, of, tokenId, at, audited)
}
