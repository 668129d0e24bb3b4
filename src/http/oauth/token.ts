import { issueToken, type IssuedToken, type IssueTokenDeps } from '../../access/issue-token.ts'
import { readClientCredentials } from '../../oauth/client-authentication.ts'
import type { OAuthError } from '../../oauth/errors.ts'
import { parseTokenRequest } from '../../oauth/token-request.ts'
import type { Result } from '../../shared/result.ts'
import type { Answer, Call } from '../route.ts'
import { NO_STORE, oauthError } from './error-response.ts'
import { authorizationOf, readForm } from './form-body.ts'
import { issuerOf } from './inspect.ts'

/** RFC 6749 §3.2: the request in the order of its clauses, from form to answer. */
export async function answerTokenRequest(deps: IssueTokenDeps, call: Call): Promise<Answer> {
  const issued = await exchange(deps, call)
  return issued.ok ? tokenAnswer(issued.value) : oauthError(issued.error, call.tenant.slug)
}

async function exchange(deps: IssueTokenDeps, call: Call): Promise<Result<IssuedToken, OAuthError>> {
  const form = readForm(call)
  if (!form.ok) return form
  const request = parseTokenRequest(call.query, form.value)
  if (!request.ok) return request
  const credentials = readClientCredentials(authorizationOf(call), request.value)
  if (!credentials.ok) return credentials
  const { tenant, from } = call
  return issueToken(deps, {
    tenant,
    credentials: credentials.value,
    request: request.value,
    from,
    issuer: issuerOf(call),
  })
}

/** RFC 6749 §5.1. `scope` is always stated, so nobody has to know what the default was. */
const tokenAnswer = ({ accessToken, expiresIn, scope, refreshToken }: IssuedToken): Answer => ({
  status: 200,
  headers: NO_STORE,
  body: JSON.stringify({
    access_token: accessToken,
    token_type: 'Bearer',
    expires_in: expiresIn,
    scope: scope.join(' '),
    refresh_token: refreshToken,
  }),
})
