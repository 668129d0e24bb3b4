import { fail, ok, type Result } from '../shared/result.ts'
import type { OAuthError } from './errors.ts'
import { parseForm } from './form.ts'

/** The parameters of a request to an endpoint of ours, each at most once. Absent and empty are the same (RFC 6749 §3.2). */
export type Parameters = { readonly given: (name: string) => string | undefined }

// RFC 6749 §2.3.1: credentials must not be in the URI, where access logs and proxies keep them
const NEVER_IN_QUERY = new Set([
  'client_secret',
  'client_assertion',
  'assertion',
  'password',
  'code',
  'code_verifier',
  'refresh_token',
  'token',
])

/** Query string and form body together. RFC 6749 §3.2: none more than once, in both counts as twice. */
export function readParameters(query: string, body: string): Result<Parameters, OAuthError> {
  const inQuery = parseForm(query)
  if (!inQuery.ok) return inQuery
  const inBody = parseForm(body)
  if (!inBody.ok) return inBody
  const exposed = inQuery.value.find((parameter) => NEVER_IN_QUERY.has(parameter.name))
  if (exposed !== undefined) return fail({ kind: 'credentialInQuery', name: exposed.name })
  const values = new Map<string, string>()
  for (const { name, value } of [...inQuery.value, ...inBody.value]) {
    if (values.has(name)) return fail({ kind: 'duplicateParameter', name })
    values.set(name, value)
  }
  return ok({ given: (name) => values.get(name) || undefined })
}
