import { fail, ok, type Result } from '../shared/result.ts'
import { parseForm } from './form.ts'
import { isCodeChallenge } from './pkce.ts'

/** RFC 6749 §4.1.1 with RFC 7636 §4.3. Absent and empty are the same (RFC 6749 §3.1). */
export type AuthorizationRequest = {
  readonly scope: string | undefined
  readonly state: string | undefined
  readonly codeChallenge: string | undefined
}

/** Whom the request names and where the answer would go; nothing may be sent there before both are known to belong together. */
export type AuthorizationTarget = {
  readonly clientId: string
  readonly redirectUri: string | undefined
  readonly state: string | undefined
}

/** The errors of RFC 6749 §4.1.2.1 that the client is told by way of the browser. */
export type AuthorizationErrorCode =
  | 'invalid_request'
  | 'unauthorized_client'
  | 'access_denied'
  | 'unsupported_response_type'
  | 'invalid_scope'

export type AuthorizationError = { readonly code: AuthorizationErrorCode; readonly detail: string }

export type AuthorizationParameters = {
  readonly given: (name: string) => string | undefined
  readonly repeated: ReadonlySet<string>
}

/** Undefined when the query cannot be read at all. */
export function parseAuthorizationParameters(query: string): AuthorizationParameters | undefined {
  const form = parseForm(query)
  if (!form.ok) return undefined
  const values = new Map<string, string>()
  const repeated = new Set<string>()
  for (const { name, value } of form.value) {
    if (values.has(name)) repeated.add(name)
    values.set(name, value)
  }
  return { given: (name) => values.get(name) || undefined, repeated }
}

/** A sentence for the person at the browser where it does not name one client and at most one address. */
export function readTarget({ given, repeated }: AuthorizationParameters): Result<AuthorizationTarget, string> {
  const twice = ['client_id', 'redirect_uri'].find((name) => repeated.has(name))
  if (twice !== undefined) return fail(`The address has ${twice} more than once.`)
  const clientId = given('client_id')
  if (clientId === undefined) return fail('The address has no client_id, so it does not say which client asks.')
  return ok({
    clientId,
    redirectUri: given('redirect_uri'),
    state: repeated.has('state') ? undefined : given('state'),
  })
}

/** The rest of the request, when it is known who will read about what is wrong with it. */
export function readAuthorizationRequest({
  given,
  repeated,
}: AuthorizationParameters): Result<AuthorizationRequest, AuthorizationError> {
  const [twice] = repeated
  if (twice !== undefined) return invalid(`${twice.slice(0, 40)} is sent more than once.`)
  const responseType = given('response_type')
  if (responseType === undefined) return invalid('response_type is missing; send response_type=code.')
  if (responseType !== 'code') {
    return fail({ code: 'unsupported_response_type', detail: 'Only response_type=code is offered.' })
  }
  const mode = given('response_mode')
  if (mode !== undefined && mode !== 'query') return invalid('Only response_mode=query is offered.')
  const codeChallenge = given('code_challenge')
  const method = given('code_challenge_method')
  // RFC 7636 §4.3: without a method it would mean plain, which proves nothing to who can read the address
  if ((codeChallenge !== undefined || method !== undefined) && method !== 'S256')
    return invalid('Only code_challenge_method=S256 is offered.')
  if (method !== undefined && (codeChallenge === undefined || !isCodeChallenge(codeChallenge)))
    return invalid('code_challenge is no base64url of 32 bytes.')
  return ok({ scope: given('scope'), state: given('state'), codeChallenge })
}

const invalid = (detail: string): Result<never, AuthorizationError> => fail({ code: 'invalid_request', detail })
