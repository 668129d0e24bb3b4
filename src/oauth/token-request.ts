import { fail, ok, type Result } from '../shared/result.ts'
import type { OAuthError } from './errors.ts'
import { parseForm, type Parameter } from './form.ts'

/** RFC 6749 §4.4.2 with the credentials of §2.3.1. Absent and empty are the same (§3.2). */
export type TokenRequest = {
  readonly grantType: string
  readonly scope: string | undefined
  readonly clientId: string | undefined
  readonly clientSecret: string | undefined
  /** RFC 7521 §4.2. */
  readonly clientAssertion: string | undefined
  readonly clientAssertionType: string | undefined
  /** RFC 8707 §2 `resource`, or the `audience` that some clients send in its place. */
  readonly target: string | undefined
}

// RFC 6749 §2.3.1: credentials must not be in the URI, where access logs and proxies keep them
const NEVER_IN_QUERY = new Set([
  'client_secret',
  'client_assertion',
  'assertion',
  'password',
  'code',
  'code_verifier',
  'refresh_token',
])

/**
 * Reads the request from the form body and the query string together: scripts written for Workspace ONE Access send
 * `?grant_type=client_credentials` with an empty body. A parameter that stands in both is a duplicate. Unknown
 * parameters are ignored (RFC 6749 §3.2).
 */
export function parseTokenRequest(query: string, body: string): Result<TokenRequest, OAuthError> {
  const inQuery = parseForm(query)
  if (!inQuery.ok) return inQuery
  const inBody = parseForm(body)
  if (!inBody.ok) return inBody
  const exposed = inQuery.value.find((parameter) => NEVER_IN_QUERY.has(parameter.name))
  if (exposed !== undefined) return fail({ kind: 'credentialInQuery', name: exposed.name })
  const parameters = rejectDuplicates([...inQuery.value, ...inBody.value])
  return parameters.ok ? bindTokenRequest(parameters.value) : parameters
}

/** RFC 6749 §3.2: parameters must not be included more than once. */
function rejectDuplicates(parameters: readonly Parameter[]): Result<ReadonlyMap<string, string>, OAuthError> {
  const values = new Map<string, string>()
  for (const { name, value } of parameters) {
    if (values.has(name)) return fail({ kind: 'duplicateParameter', name })
    values.set(name, value)
  }
  return ok(values)
}

function bindTokenRequest(parameters: ReadonlyMap<string, string>): Result<TokenRequest, OAuthError> {
  const given = (name: string): string | undefined => parameters.get(name) || undefined
  const grantType = given('grant_type')
  if (grantType === undefined) return fail({ kind: 'missingGrantType' })
  return ok({
    grantType,
    scope: given('scope'),
    clientId: given('client_id'),
    clientSecret: given('client_secret'),
    clientAssertion: given('client_assertion'),
    clientAssertionType: given('client_assertion_type'),
    target: given('resource') ?? given('audience'),
  })
}
