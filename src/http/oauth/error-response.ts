import type { OAuthError } from '../../oauth/errors.ts'
import { HTTP_STATUS, type HttpProblem, problemHeaders } from '../problem.ts'
import type { Answer, Protocol } from '../route.ts'

/** RFC 6749 §5.1, §5.2: neither a token nor the refusal of one is ever cached. */
export const NO_STORE = { 'content-type': 'application/json', 'cache-control': 'no-store', pragma: 'no-cache' } as const

const HOW_TO_ASK =
  'Send a form, application/x-www-form-urlencoded, with grant_type=client_credentials, and the client id and secret as Basic authentication.'

/** The only status codes of the token endpoint: status and `error` (RFC 6749 §5.2, RFC 8707 §2). */
const ERRORS = {
  tooManyParameters: [400, 'invalid_request'],
  brokenEncoding: [400, 'invalid_request'],
  duplicateParameter: [400, 'invalid_request'],
  credentialInQuery: [400, 'invalid_request'],
  missingGrantType: [400, 'invalid_request'],
  notAForm: [400, 'invalid_request'],
  twoAuthenticationMethods: [400, 'invalid_request'],
  clientIdMismatch: [400, 'invalid_request'],
  incompleteAssertion: [400, 'invalid_request'],
  unknownAssertionType: [400, 'invalid_request'],
  invalidClient: [401, 'invalid_client'],
  unsupportedGrantType: [400, 'unsupported_grant_type'],
  unauthorizedClient: [400, 'unauthorized_client'],
  missingParameter: [400, 'invalid_request'],
  invalidGrant: [400, 'invalid_grant'],
  grantReused: [400, 'invalid_grant'],
  malformedScope: [400, 'invalid_scope'],
  scopeNotRegistered: [400, 'invalid_scope'],
  invalidTarget: [400, 'invalid_target'],
  tooManyLongLivedTokens: [400, 'invalid_request'],
  tooManyFailures: [429, 'temporarily_unavailable'],
  tooManyRequests: [429, 'temporarily_unavailable'],
} as const satisfies Record<OAuthError['kind'], readonly [number, string]>

/** `realm` is the tenant's slug. */
export function oauthError(error: OAuthError, realm: string): Answer {
  const [status, code] = ERRORS[error.kind]
  return errorAnswer(status, code, describe(error), headersOf(error, realm))
}

function headersOf(error: OAuthError, realm: string): Record<string, string> {
  // RFC 6749 §5.2 and RFC 7617 §2; sent also to who used the body, so that all refusals are alike
  if (error.kind === 'invalidClient') return { 'www-authenticate': `Basic realm="${realm}", charset="UTF-8"` }
  return 'retryAfterSeconds' in error ? { 'retry-after': String(error.retryAfterSeconds) } : {}
}

// oxlint-disable-next-line complexity -- one sentence per kind; nothing is decided here
function describe(error: OAuthError): string {
  switch (error.kind) {
    case 'tooManyParameters':
      return `The request has more than ${error.limit} parameters. ${HOW_TO_ASK}`
    case 'brokenEncoding':
      return 'The percent-encoding of a parameter is broken: every % is followed by two hexadecimal digits, and the bytes are UTF-8.'
    case 'duplicateParameter':
      return `The parameter ${error.name.slice(0, 40)} is sent more than once. Send it once, in the body.`
    case 'credentialInQuery':
      return `${error.name} stands in the address, where logs keep it. Send it in the body, or the client secret as Basic authentication, and regenerate the secret if the address has been used.`
    case 'missingGrantType':
      return `grant_type is missing. ${HOW_TO_ASK}`
    case 'notAForm':
      return `The body is sent as ${error.mediaType.slice(0, 80)}, which is not read here. ${HOW_TO_ASK}`
    case 'twoAuthenticationMethods':
      return 'The client authenticates in two ways at once. Send the secret either as Basic authentication or in the body.'
    case 'clientIdMismatch':
      return 'client_id in the body is another one than in the Authorization header.'
    case 'incompleteAssertion':
      return 'client_assertion and client_assertion_type belong together; one of them is missing.'
    case 'unknownAssertionType':
      return `client_assertion_type is not known here. Send ${error.expected}.`
    case 'invalidClient':
      return 'The client is unknown, its secret is wrong, or it may not be used. Check client id and secret; a lost secret can be regenerated.'
    case 'unsupportedGrantType':
      return 'This grant_type is not offered. Use client_credentials, authorization_code or refresh_token.'
    case 'unauthorizedClient':
      return `This client may not use this grant_type. Add ${error.grantType} to its grant types.`
    case 'missingParameter':
      return `${error.name} is missing. Send it in the body, which is a form.`
    case 'invalidGrant':
      return INVALID_GRANT[error.what]
    case 'grantReused':
      return REUSED[error.what]
    case 'malformedScope':
      return 'scope is not a list of scope names separated by single spaces.'
    case 'scopeNotRegistered':
      return `scope asks for more than the client is registered for, which is: ${error.registered.join(' ')}.`
    case 'invalidTarget':
      return 'Tokens of this server are not bound to a resource or an audience. Leave resource and audience out.'
    case 'tooManyLongLivedTokens':
      return `The client has ${error.limit} live tokens that were issued for more than a day. Use one of them, or end them by regenerating the secret with its tokens revoked.`
    case 'tooManyRequests':
      return error.detail
    case 'tooManyFailures':
      return `Too many wrong secrets for this client from this address. Try again in ${error.retryAfterSeconds} seconds.`
  }
}

const INVALID_GRANT = {
  code: 'The code is unknown or has expired, belongs to another client, or was asked for with another redirect_uri or code_verifier. Start the authorization again.',
  refreshToken:
    'The refresh token is unknown, has expired or was revoked, or belongs to another client. Authorize the client again.',
} as const

const REUSED = {
  code: 'The code was used before, so the tokens it gave have ended. Start the authorization again.',
  refreshToken:
    'The refresh token was exchanged before: somebody holds a copy of it, so all tokens of this authorization have ended. Authorize the client again.',
} as const

const CODES = {
  badRequest: 'invalid_request',
  unauthenticated: 'invalid_request',
  malformedCredential: 'invalid_request',
  invalidToken: 'invalid_token',
  insufficientScope: 'insufficient_scope',
  boundToDirectory: 'invalid_request',
  crossSite: 'invalid_request',
  signInAgain: 'invalid_request',
  notFound: 'invalid_request',
  methodNotAllowed: 'invalid_request',
  tooLarge: 'invalid_request',
  uriTooLong: 'invalid_request',
  unsupportedMediaType: 'invalid_request',
  misdirected: 'invalid_request',
  tooManyRequests: 'temporarily_unavailable',
  headersTooLarge: 'invalid_request',
  internal: 'server_error',
  unavailable: 'temporarily_unavailable',
  notImplemented: 'invalid_request',
} as const satisfies Record<HttpProblem['kind'], string>

/** The error shape of RFC 6749 §5.2. */
export const oauthProtocol: Protocol = {
  name: 'oauth',
  refuse: (problem) =>
    errorAnswer(HTTP_STATUS[problem.kind], CODES[problem.kind], problem.detail, problemHeaders(problem)),
}

function errorAnswer(status: number, error: string, description: string, headers: Record<string, string>): Answer {
  const body = { error, error_description: description.replaceAll(NOT_IN_DESCRIPTION, "'") }
  return { status, headers: { ...headers, ...NO_STORE }, body: JSON.stringify(body) }
}

// RFC 6749 §5.2: values of error_description are limited to %x20-21 / %x23-5B / %x5D-7E
const NOT_IN_DESCRIPTION = /[^\x20-\x21\x23-\x5b\x5d-\x7e]/g
