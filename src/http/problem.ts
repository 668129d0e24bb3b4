import type { TooManyRequests } from '../access/limits.ts'

/** What can go wrong before, around and instead of a use case. Each protocol gives these its own shape. */
export type HttpProblem =
  | { readonly kind: 'badRequest'; readonly detail: string }
  | { readonly kind: 'unauthenticated'; readonly detail: string }
  | { readonly kind: 'malformedCredential'; readonly detail: string }
  | { readonly kind: 'invalidToken'; readonly detail: string }
  | { readonly kind: 'insufficientScope'; readonly scope: string; readonly detail: string }
  /** The token was made for one directory, and this is not about that directory alone. */
  | { readonly kind: 'boundToDirectory'; readonly detail: string }
  /** A browser sent its session along with a request that another site made. */
  | { readonly kind: 'crossSite'; readonly detail: string }
  /** The session is older than what it asks for allows. */
  | { readonly kind: 'signInAgain'; readonly detail: string }
  | { readonly kind: 'notFound'; readonly detail: string }
  | { readonly kind: 'methodNotAllowed'; readonly allow: string; readonly detail: string }
  | { readonly kind: 'tooLarge'; readonly detail: string }
  | { readonly kind: 'uriTooLong'; readonly detail: string }
  | { readonly kind: 'unsupportedMediaType'; readonly detail: string }
  | { readonly kind: 'misdirected'; readonly detail: string }
  | { readonly kind: 'headersTooLarge'; readonly detail: string }
  | TooManyRequests
  /** A bug. `reference` finds the log line. */
  | { readonly kind: 'internal'; readonly reference: string; readonly detail: string }
  | { readonly kind: 'unavailable'; readonly reference: string; readonly detail: string }
  | { readonly kind: 'notImplemented'; readonly detail: string }

export const HTTP_STATUS = {
  badRequest: 400,
  unauthenticated: 401,
  malformedCredential: 400,
  invalidToken: 401,
  insufficientScope: 403,
  boundToDirectory: 403,
  crossSite: 403,
  signInAgain: 403,
  notFound: 404,
  methodNotAllowed: 405,
  tooLarge: 413,
  uriTooLong: 414,
  unsupportedMediaType: 415,
  misdirected: 421,
  tooManyRequests: 429,
  headersTooLarge: 431,
  internal: 500,
  unavailable: 503,
  notImplemented: 501,
} as const satisfies Record<HttpProblem['kind'], number>

/** Headers that belong to a problem whatever the protocol: RFC 6750 §3, RFC 9110 §15.5.6, RFC 9110 §10.2.3. */
export function problemHeaders(problem: HttpProblem): Record<string, string> {
  switch (problem.kind) {
    case 'unauthenticated':
      return { 'www-authenticate': 'Bearer realm="scim"' }
    case 'malformedCredential':
      return { 'www-authenticate': challenge('invalid_request', problem.detail) }
    case 'invalidToken':
      return { 'www-authenticate': challenge('invalid_token', problem.detail) }
    case 'insufficientScope':
      return { 'www-authenticate': `${challenge('insufficient_scope', problem.detail)}, scope="${problem.scope}"` }
    case 'methodNotAllowed':
      return { allow: problem.allow }
    case 'tooManyRequests':
      // whole seconds: Okta reads nothing else (scim-clients §1.2)
      return { 'retry-after': String(problem.retryAfterSeconds) }
    case 'unavailable':
      return { 'retry-after': '5' }
    default:
      return {}
  }
}

// RFC 6750 §3: error_description is limited to %x20-21 / %x23-5B / %x5D-7E
const challenge = (error: string, detail: string): string =>
  `Bearer realm="scim", error="${error}", error_description="${detail.replaceAll(/[^\x20-\x21\x23-\x5b\x5d-\x7e]/g, "'")}"`
