import { Type } from 'typebox'
import { Compile } from 'typebox/compile'
import type { ManageClientsDeps } from '../../access/manage-clients.ts'
import { MAX_OVERLAP, regenerateSecret } from '../../access/regenerate-secret.ts'
import { acceptsJson } from '../json-body.ts'
import type { Route } from '../route.ts'
import { readBody } from '../validated-body.ts'
import { adminError, adminProtocol } from './error-response.ts'
import { jsonAnswer } from './json-answer.ts'

const choices = Compile(
  Type.Object({
    overlapMinutes: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: MAX_OVERLAP,
        description: `a whole number of minutes from 0 (replace now) to ${MAX_OVERLAP} (seven days)`,
      }),
    ),
    revokeTokens: Type.Boolean({
      description: 'true (the tokens issued so far end: the secret leaked) or false (they go on: it was lost)',
    }),
  }),
)

/** A new secret, in the one answer that ever shows it (security §3.5). */
export const regenerateSecretRoute = (deps: ManageClientsDeps): Route => ({
  method: 'POST',
  path: '/api/v1/oauth2clients/:id/secret',
  access: 'admin',
  protocol: adminProtocol,
  body: { accept: acceptsJson, limit: 16 * 1_024 },
  handle: async ({ caller, params, body }) => {
    if (caller === undefined)
      return adminProtocol.refuse({ kind: 'unauthenticated', detail: 'No access token was sent.' })
    const read = readBody(body, choices)
    if (!read.ok) return adminError(read.error)
    const { overlapMinutes, revokeTokens } = read.value
    const clientId = params['id'] ?? ''
    const regenerated = await regenerateSecret(deps, caller, { clientId, overlapMinutes, revokeTokens })
    if (!regenerated.ok) return adminError(regenerated.error)
    const { secret, hint, previousEndsAt, revokedTokens } = regenerated.value
    return jsonAnswer(200, {
      clientId,
      secret,
      hint,
      previousEndsAt: new Date(previousEndsAt).toISOString(),
      revokedTokens,
    })
  },
})
