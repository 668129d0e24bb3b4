import { presentedBy, type PresentedCredentials } from './client-authentication.ts'
import type { OAuthError } from './errors.ts'
import { readParameters } from './parameters.ts'
import { fail, ok, type Result } from '../shared/result.ts'

/** RFC 6749 §4.1.3, §4.4.2 and §6 with the credentials of §2.3.1. */
export type TokenRequest = PresentedCredentials & {
  readonly grantType: string
  readonly scope: string | undefined
  /** RFC 8707 §2 `resource`, or the `audience` that some clients send in its place. */
  readonly target: string | undefined
  readonly code: string | undefined
  readonly redirectUri: string | undefined
  /** RFC 7636 §4.5. */
  readonly codeVerifier: string | undefined
  readonly refreshToken: string | undefined
}

/**
 * Reads the request from the form body and the query string together: scripts written for Workspace ONE Access send
 * `?grant_type=client_credentials` with an empty body. Unknown parameters are ignored (RFC 6749 §3.2).
 */
export function parseTokenRequest(query: string, body: string): Result<TokenRequest, OAuthError> {
  const parameters = readParameters(query, body)
  if (!parameters.ok) return parameters
  const { given } = parameters.value
  const grantType = given('grant_type')
  if (grantType === undefined) return fail({ kind: 'missingGrantType' })
  return ok({
    ...presentedBy(parameters.value),
    grantType,
    scope: given('scope'),
    target: given('resource') ?? given('audience'),
    code: given('code'),
    redirectUri: given('redirect_uri'),
    codeVerifier: given('code_verifier'),
    refreshToken: given('refresh_token'),
  })
}
