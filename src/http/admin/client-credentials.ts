import { endSecret } from '../../access/end-secret.ts'
import { endToken } from '../../access/end-tokens.ts'
import { generateToken } from '../../access/generate-token.ts'
import { getClient, wholeTenant } from '../../access/manage-clients.ts'
import { regenerateSecret } from '../../access/regenerate-secret.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import type { ClientDeps } from './clients.ts'
import * as contract from './contract.ts'
import type { AdminError } from './error-response.ts'
import { idOf, iso, lastUseOf, operation, type AdminCall, type Operation, type Reply } from './operation.ts'
import { postmanOf } from './postman.ts'

/** What a client proves itself with: its secret, and the tokens that are out. */
export const clientCredentialOperations = (deps: ClientDeps): readonly Operation[] => [
  // the first spelling is the one of the Access-compatible interface beside it
  ...['/api/v1/oauth2clients/:id/secret', '/api/v1/clients/:id/secret'].map((path) =>
    operation({
      method: 'POST',
      path,
      summary: 'Regenerate the secret; it is in this answer and in no other',
      access: 'admin',
      recentSignIn: true,
      request: contract.Regeneration,
      answer: contract.RegeneratedSecret,
      handle: async (call, { overlapMinutes, revokeTokens }) => {
        const clientId = idOf(call)
        const done = await regenerateSecret(deps, call.caller, { clientId, overlapMinutes, revokeTokens })
        return done.ok
          ? ok({ body: { clientId, ...done.value, previousEndsAt: iso(done.value.previousEndsAt) } })
          : done
      },
    }),
  ),
  operation({
    method: 'PATCH',
    path: '/api/v1/clients/:id/secrets/:secret',
    summary: 'Prolong the secret before the current one, or retire it now',
    access: 'admin',
    recentSignIn: true,
    request: contract.SecretEnd,
    answer: contract.EndingSecret,
    handle: async (call, { minutes }) => {
      const wanted = { clientId: idOf(call), secretId: call.params['secret'] ?? '', minutes }
      const retiresAt = await endSecret(deps, call.caller, wanted)
      return retiresAt.ok ? ok({ body: { retiresAt: iso(retiresAt.value) } }) : retiresAt
    },
  }),
  operation({
    method: 'GET',
    path: '/api/v1/clients/:id/tokens',
    summary: 'The tokens of a client that are good now',
    access: 'admin:read',
    answer: contract.Tokens,
    handle: async (call) => {
      const found = await getClient(deps, call.caller, idOf(call))
      if (!found.ok) return found
      const live = await deps.tokens.listLive(call.caller.tenantId, { clientId: idOf(call) }, deps.clock())
      return ok({
        body: {
          tokens: live.map(({ tokenId, kind, scopes, issuedAt, expiresAt, lastUse }) => ({
            tokenId,
            kind,
            scopes,
            issuedAt: iso(issuedAt),
            expiresAt: iso(expiresAt),
            ...lastUseOf(lastUse),
          })),
        },
      })
    },
  }),
  operation({
    method: 'POST',
    path: '/api/v1/clients/:id/tokens',
    summary: 'Generate a token; it is in this answer and in no other',
    access: 'admin',
    recentSignIn: true,
    request: contract.TokenWish,
    status: 201,
    answer: contract.GeneratedToken,
    handle: async (call, { scope, lifetimeMinutes }) => {
      const made = await generateToken(deps, call.caller, { clientId: idOf(call), scope, lifetimeMinutes })
      if (!made.ok) return made
      const { token, expiresAt, scope: granted } = made.value
      return ok({ body: { token, expiresAt: iso(expiresAt), scope: granted.join(' ') } })
    },
  }),
  operation({
    method: 'DELETE',
    path: '/api/v1/clients/:id/tokens/:token',
    summary: 'Revoke a token',
    access: 'admin',
    handle: (call) => revokeToken(deps, call),
  }),
  operation({
    method: 'GET',
    path: '/api/v1/clients/:id/postman',
    summary: 'A Postman collection and environment for this client, without its secret',
    access: 'admin:read',
    answer: contract.Postman,
    handle: async (call) => {
      const found = await getClient(deps, call.caller, idOf(call))
      if (!found.ok) return found
      const { client } = found.value
      const all = await deps.directories.list(call.caller.tenantId)
      const directory = all.find(({ directoryId }) => directoryId === client.directoryId)
      return ok({ body: postmanOf(call.origin, client, directory?.slug) })
    },
  }),
]

async function revokeToken(deps: ClientDeps, call: AdminCall): Promise<Result<Reply, AdminError>> {
  const allowed = wholeTenant(call.caller)
  if (!allowed.ok) return allowed
  const of = { clientId: idOf(call) }
  const revoked = await endToken(deps, call.caller, of, call.params['token'] ?? '')
  return revoked ? ok({}) : fail({ kind: 'tokenNotFound', detail: 'This client has no such token. It may have ended.' })
}
