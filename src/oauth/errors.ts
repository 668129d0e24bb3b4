/**
 * Why the token endpoint says no. Facts alone: sentences and status codes are written in `http/oauth/error-response.ts`.
 * `invalidClient` carries nothing on purpose. Unknown client, wrong, retired or missing secret, disabled client and
 * suspended tenant must be one and the same answer.
 */
export type OAuthError =
  | { readonly kind: 'tooManyParameters'; readonly limit: number }
  | { readonly kind: 'brokenEncoding' }
  | { readonly kind: 'duplicateParameter'; readonly name: string }
  | { readonly kind: 'credentialInQuery'; readonly name: string }
  | { readonly kind: 'missingGrantType' }
  | { readonly kind: 'notAForm'; readonly mediaType: string }
  | { readonly kind: 'twoAuthenticationMethods' }
  | { readonly kind: 'clientIdMismatch' }
  | { readonly kind: 'incompleteAssertion' }
  | { readonly kind: 'unknownAssertionType'; readonly expected: string }
  | { readonly kind: 'invalidClient' }
  | { readonly kind: 'unsupportedGrantType' }
  | { readonly kind: 'unauthorizedClient'; readonly grantType: string }
  | { readonly kind: 'missingParameter'; readonly name: string }
  /** Unknown, expired, used, of another client, or presented with another redirect address or verifier. */
  | { readonly kind: 'invalidGrant'; readonly what: 'code' | 'refreshToken' }
  /** A code or refresh token that was used before: all that came of it has ended. */
  | { readonly kind: 'grantReused'; readonly what: 'code' | 'refreshToken' }
  | { readonly kind: 'malformedScope' }
  /** `registered`: what this client may ask for. The caller has proved to be that client. */
  | { readonly kind: 'scopeNotRegistered'; readonly registered: readonly string[] }
  | { readonly kind: 'invalidTarget' }
  | { readonly kind: 'tooManyLongLivedTokens'; readonly limit: number }
  | { readonly kind: 'tooManyFailures'; readonly retryAfterSeconds: number }
  | { readonly kind: 'tooManyRequests'; readonly retryAfterSeconds: number; readonly detail: string }
