import { Type } from 'typebox'
import { Compile } from 'typebox/compile'
import { signIn, type SignInDeps } from '../../access/sign-in.ts'
import { acceptsJson } from '../json-body.ts'
import type { Route } from '../route.ts'
import { readBody } from '../validated-body.ts'
import { restError, restProtocol } from './error-response.ts'

/** Access also takes `issueToken`, which changes nothing here: signing in always answers with a session token. */
const credentials = Compile(
  Type.Object({
    username: Type.String({ minLength: 1, maxLength: 1_024, description: 'the name of an administrator' }),
    password: Type.String({ minLength: 1, description: 'text that is not empty' }),
    code: Type.Optional(
      Type.String({ maxLength: 64, description: 'the code of the authenticator app, or a recovery code' }),
    ),
    issueToken: Type.Optional(Type.Boolean({ description: 'true or false' })),
  }),
)

/** Sign-in of administrators for scripts (access-contract §2). The token goes into `Authorization: HZN <sessionToken>`. */
export const signInRoute = (deps: SignInDeps): Route => ({
  method: 'POST',
  path: '/SAAS/API/1.0/REST/auth/system/login',
  access: 'open',
  protocol: restProtocol,
  body: { accept: acceptsJson, limit: 16 * 1_024 },
  handle: async (call) => {
    const body = readBody(call.body, credentials)
    if (!body.ok) return restError(body.error)
    const { username, password, code } = body.value
    const session = await signIn(deps, { tenant: call.tenant, username, password, code, from: call.from })
    if (!session.ok) return restError(session.error)
    const { sessionToken, expiresIn, scope } = session.value
    return {
      status: 200,
      headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
      body: JSON.stringify({ sessionToken, tokenType: 'HZN', expiresIn, scope: scope.join(' ') }),
    }
  },
})
