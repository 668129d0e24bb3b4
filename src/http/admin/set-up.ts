import { Type } from 'typebox'
import { Compile } from 'typebox/compile'
import { type ClaimDeps, claimSetupLink, isSetUpOpen, SETUP_DONE } from '../../access/set-up.ts'
import { acceptsJson } from '../json-body.ts'
import type { Route } from '../route.ts'
import { readBody } from '../validated-body.ts'
import { adminError, adminProtocol } from './error-response.ts'
import { jsonAnswer } from './json-answer.ts'

const PATH = '/api/v1/setup'

const claim = Compile(
  Type.Object({
    token: Type.String({ maxLength: 200, description: 'the token of the set-up link' }),
    username: Type.String({ description: 'the name the administrator will sign in with' }),
    password: Type.String({ description: 'a password of at least 15 characters' }),
  }),
)

/** The first administrator by a one-time link (security §3.8). Once there is one, both are 404. */
export const setUpRoutes = (deps: ClaimDeps): readonly Route[] => [
  {
    method: 'GET',
    path: PATH,
    access: 'open',
    protocol: adminProtocol,
    body: 'none',
    handle: async ({ tenant }) =>
      (await isSetUpOpen(deps.administrators, tenant)) ? jsonAnswer(200, { open: true }) : adminError(SETUP_DONE),
  },
  {
    method: 'POST',
    path: PATH,
    access: 'open',
    protocol: adminProtocol,
    body: { accept: acceptsJson, limit: 16 * 1_024 },
    handle: async (call) => {
      const body = readBody(call.body, claim)
      if (!body.ok) return adminError(body.error)
      const session = await claimSetupLink(deps, call.tenant, body.value)
      if (!session.ok) return adminError(session.error)
      const { sessionToken, expiresIn, scope } = session.value
      return jsonAnswer(201, { sessionToken, expiresIn, scope: scope.join(' ') })
    },
  },
]
