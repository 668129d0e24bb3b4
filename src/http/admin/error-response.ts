import type { ClientError } from '../../access/client-errors.ts'
import type { ClaimRefused } from '../../access/set-up.ts'
import { HTTP_STATUS, type HttpProblem, problemHeaders } from '../problem.ts'
import type { Answer, Protocol } from '../route.ts'
import type { BodyInvalid } from '../validated-body.ts'

/** Everything the admin API can say no with. */
export type AdminError = ClientError | ClaimRefused | BodyInvalid

/** Status, stable code and title of each. */
const ERRORS = {
  bodyInvalid: [400, 'body_invalid', 'The request body is not valid'],
  clientIdInvalid: [400, 'client_id_invalid', 'The client id is not valid'],
  clientIdTaken: [409, 'client_id_taken', 'The client id is taken'],
  clientIdFixed: [400, 'client_id_fixed', 'A client cannot be renamed'],
  clientNotFound: [404, 'client_not_found', 'No such client'],
  ttlInvalid: [400, 'ttl_invalid', 'The lifetime is not valid'],
  grantTypeInvalid: [400, 'grant_type_invalid', 'The grant type is not valid'],
  scopeInvalid: [400, 'scope_invalid', 'The scope is not valid'],
  redirectUriInvalid: [400, 'redirect_uri_invalid', 'The redirect address is not valid'],
  secretNotSettable: [400, 'secret_not_settable', 'A secret cannot be chosen'],
  overlapInvalid: [400, 'overlap_invalid', 'The overlap is not valid'],
  boundToDirectory: [403, 'bound_to_directory', 'The token is bound to one directory'],
  setupDone: [404, 'setup_done', 'The set-up is done'],
  setupLinkInvalid: [401, 'setup_link_invalid', 'The set-up link is not valid'],
  usernameInvalid: [400, 'username_invalid', 'The username is not valid'],
  passwordInvalid: [400, 'password_invalid', 'The password is not valid'],
  hasherBusy: [429, 'busy', 'Too many requests at this moment'],
} as const satisfies Record<AdminError['kind'], readonly [number, string, string]>

export function adminError(error: AdminError): Answer {
  const [status, code, title] = ERRORS[error.kind]
  const field = 'field' in error && error.field !== undefined ? { field: error.field } : {}
  return problemAnswer({ status, title, code, detail: error.detail, ...field }, headersOf(error))
}

function headersOf(error: AdminError): Record<string, string> {
  if (error.kind === 'hasherBusy') return { 'retry-after': String(error.retryAfterSeconds) }
  // RFC 9110 §15.5.2: a 401 always carries a challenge
  return error.kind === 'setupLinkInvalid' ? problemHeaders({ kind: 'unauthenticated', detail: error.detail }) : {}
}

const CODES = {
  badRequest: ['bad_request', 'The request is not valid'],
  unauthenticated: ['unauthenticated', 'No credentials were sent'],
  malformedCredential: ['malformed_credential', 'The credentials cannot be read'],
  invalidToken: ['invalid_token', 'The token is not valid'],
  insufficientScope: ['insufficient_scope', 'The token may not do this'],
  crossSite: ['cross_site', 'Another site made the request'],
  notFound: ['not_found', 'Nothing is here'],
  methodNotAllowed: ['method_not_allowed', 'The method is not allowed here'],
  tooLarge: ['too_large', 'The request body is too large'],
  uriTooLong: ['uri_too_long', 'The address is too long'],
  unsupportedMediaType: ['unsupported_media_type', 'The request body has a type that is not read here'],
  misdirected: ['unknown_tenant', 'No tenant has this host name'],
  headersTooLarge: ['headers_too_large', 'The request has too many or too large headers'],
  internal: ['internal', 'Something went wrong'],
  unavailable: ['unavailable', 'The store does not answer'],
  notImplemented: ['not_implemented', 'The method is not supported'],
} as const satisfies Record<HttpProblem['kind'], readonly [string, string]>

/** Problem details (RFC 9457) with a stable `code`. */
export const adminProtocol: Protocol = {
  name: 'admin',
  refuse: (problem) => {
    const [code, title] = CODES[problem.kind]
    const status = HTTP_STATUS[problem.kind]
    return problemAnswer({ status, title, code, detail: problem.detail }, problemHeaders(problem))
  },
}

type ProblemDetails = {
  readonly status: number
  readonly title: string
  readonly code: string
  readonly detail: string
  readonly field?: string
}

const problemAnswer = (problem: ProblemDetails, headers: Record<string, string>): Answer => ({
  status: problem.status,
  headers: { ...headers, 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
  body: JSON.stringify(problem),
})
