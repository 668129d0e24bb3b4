import { auditEntry } from '../shared/audit-entry.ts'
import { fail, ok, type Result } from '../shared/result.ts'
import type { Caller } from './caller.ts'
import type { ClientError } from './client-errors.ts'
import { endToken } from './end-tokens.ts'
import { identifyCredential, type IdentifyDeps, type Identified } from './identify-credential.ts'

/**
 * Ends a leaked credential on the spot: a token at once, with a refresh token all of its authorization, a secret too unless
 * it is the current one, which can only be replaced. Answers what it was.
 */
export async function revokeCredential(
  deps: IdentifyDeps,
  caller: Caller,
  text: string,
): Promise<Result<Identified, ClientError>> {
  const found = await identifyCredential(deps, caller, text)
  if (!found.ok) return found
  const { value } = found
  if (value.kind === 'foreign' || value.kind === 'unknown') return fail(NOTHING)
  if (!value.live) return ok(value)
  if (value.kind === 'secret') {
    if (value.current) return fail(replaceInstead(value.clientId))
    const { clientId, secretId } = value
    const now = deps.clock()
    const audit = auditEntry(caller, now, 'client.secret.end', { kind: 'client', id: clientId }, { secretId })
    await deps.clients.endSecret(caller.tenantId, clientId, secretId, { at: now, kept: false }, audit)
    return ok({ ...value, live: false, endsAt: now })
  }
  if (value.owner !== undefined) await endToken(deps, caller, value.owner, value.tokenId)
  return ok({ ...value, live: false })
}

const NOTHING: ClientError = {
  kind: 'credentialUnknown',
  detail: 'This is no credential of this tenant that is still kept, so there is nothing to revoke.',
}

const replaceInstead = (clientId: string): ClientError => ({
  kind: 'secretIsCurrent',
  detail: `This is the current secret of ${clientId}. Regenerate it with "replace now", and end the tokens with it: whoever has the secret could have fetched some.`,
})
