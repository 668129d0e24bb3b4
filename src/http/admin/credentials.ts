import { identifyCredential, type IdentifyDeps, type Identified } from '../../access/identify-credential.ts'
import { revokeCredential } from '../../access/revoke-credential.ts'
import { dropUndefined } from '../../shared/drop-undefined.ts'
import { ok } from '../../shared/result.ts'
import * as contract from './contract.ts'
import { iso, isoOrNull, operation, type Operation } from './operation.ts'

/** For a secret or a token that turned up where it should not: whose it is, and an end to it. */
export const credentialOperations = (deps: IdentifyDeps): readonly Operation[] => [
  operation({
    method: 'POST',
    path: '/api/v1/credentials/identify',
    summary: 'Tell whose a secret or token is that was found somewhere; the text is not kept',
    access: 'admin',
    request: contract.PastedCredential,
    answer: contract.Identified,
    handle: async ({ caller }, { credential }) => {
      const found = await identifyCredential(deps, caller, credential)
      return found.ok ? ok({ body: shown(found.value) }) : found
    },
  }),
  operation({
    method: 'POST',
    path: '/api/v1/credentials/revoke',
    summary: 'Revoke a secret or token that was found somewhere; a current secret has to be regenerated instead',
    access: 'admin',
    request: contract.PastedCredential,
    answer: contract.Identified,
    handle: async ({ caller }, { credential }) => {
      const revoked = await revokeCredential(deps, caller, credential)
      return revoked.ok ? ok({ body: shown(revoked.value) }) : revoked
    },
  }),
]

function shown(found: Identified): contract.Identified {
  const { kind } = found
  if (kind === 'foreign' || kind === 'unknown') return { kind, live: false }
  const { live, createdAt, endsAt, clientId } = found
  const common = { kind, live, createdAt: iso(createdAt), endsAt: isoOrNull(endsAt) }
  return kind === 'secret'
    ? { ...common, clientId: found.clientId, secretId: found.secretId, current: found.current }
    : { ...common, tokenId: found.tokenId, ...dropUndefined({ clientId, username: found.username }) }
}
