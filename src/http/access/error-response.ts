import type { ClientError } from '../../access/client-errors.ts'
import type { SignInRefused } from '../../access/sign-in.ts'
import type { DirectoryError } from '../../directory/errors.ts'
import { HTTP_STATUS, type HttpProblem, problemHeaders } from '../problem.ts'
import type { Answer, Protocol } from '../route.ts'
import type { BodyInvalid } from '../validated-body.ts'

/** Everything the Access-compatible REST interface can say no with. */
export type RestError =
  | ClientError
  | DirectoryError
  | SignInRefused
  | BodyInvalid
  /** The media type announces another kind of resource than this address takes. */
  | { readonly kind: 'mediaTypeMismatch'; readonly detail: string }

/** Status and code of each. Access answers 500 for an id that is taken; 409 is what every caller expects to read. */
const ERRORS = {
  bodyInvalid: [400, 'request.invalid'],
  mediaTypeMismatch: [415, 'media.type.mismatch'],
  clientIdInvalid: [400, 'oauth2client.id.invalid'],
  clientIdTaken: [409, 'oauth2client.exists'],
  clientIdFixed: [400, 'oauth2client.id.fixed'],
  clientNotFound: [404, 'oauth2client.not.found'],
  ttlInvalid: [400, 'oauth2client.ttl.invalid'],
  grantTypeInvalid: [400, 'oauth2client.grant.type.invalid'],
  scopeInvalid: [400, 'oauth2client.scope.invalid'],
  redirectUriInvalid: [400, 'oauth2client.redirect.uri.invalid'],
  secretNotSettable: [400, 'oauth2client.secret.not.settable'],
  overlapInvalid: [400, 'oauth2client.overlap.invalid'],
  boundToDirectory: [403, 'forbidden'],
  secretNotFound: [404, 'oauth2client.secret.not.found'],
  secretIsCurrent: [409, 'oauth2client.secret.current'],
  credentialUnknown: [404, 'credential.unknown'],
  keyInvalid: [400, 'oauth2client.key.invalid'],
  keyNotFound: [404, 'oauth2client.key.not.found'],
  tooManyKeys: [409, 'oauth2client.keys.too.many'],
  tokenRefused: [409, 'token.refused'],
  tokenNotFound: [404, 'token.not.found'],
  directoryInvalid: [400, 'directory.invalid'],
  directoryNameTaken: [409, 'directory.name.exists'],
  domainTaken: [409, 'directory.domain.exists'],
  directoryNotFound: [404, 'directory.not.found'],
  signInRefused: [401, 'unauthorized'],
  codeNeeded: [401, 'code.needed'],
  codeWrong: [401, 'code.wrong'],
  tooManyFailures: [429, 'too.many.failures'],
  hasherBusy: [429, 'busy'],
} as const satisfies Record<RestError['kind'], readonly [number, string]>

export function restError(error: RestError): Answer {
  const [status, code] = ERRORS[error.kind]
  return errorAnswer(status, code, error.detail, parametersOf(error), headersOf(error))
}

function parametersOf(error: RestError): Record<string, string> | null {
  if ('domain' in error) return { domain: error.domain }
  return 'field' in error && error.field !== undefined ? { field: error.field } : null
}

function headersOf(error: RestError): Record<string, string> {
  if ('retryAfterSeconds' in error) return { 'retry-after': String(error.retryAfterSeconds) }
  return error.kind === 'signInRefused' || error.kind === 'codeNeeded' || error.kind === 'codeWrong'
    ? problemHeaders({ kind: 'unauthenticated', detail: error.detail })
    : {}
}

const CODES = {
  badRequest: 'request.invalid',
  unauthenticated: 'unauthorized',
  malformedCredential: 'request.invalid',
  invalidToken: 'unauthorized',
  insufficientScope: 'forbidden',
  boundToDirectory: 'forbidden',
  crossSite: 'forbidden',
  signInAgain: 'forbidden',
  notFound: 'not.found',
  methodNotAllowed: 'method.not.allowed',
  tooLarge: 'request.too.large',
  uriTooLong: 'request.too.large',
  unsupportedMediaType: 'media.type.unsupported',
  misdirected: 'tenant.unknown',
  tooManyRequests: 'too.many.requests',
  headersTooLarge: 'request.too.large',
  internal: 'internal.error',
  unavailable: 'unavailable',
  notImplemented: 'not.implemented',
} as const satisfies Record<HttpProblem['kind'], string>

/** The error shape of the Access REST interface (access-contract §1.5). */
export const restProtocol: Protocol = {
  name: 'rest',
  refuse: (problem) =>
    errorAnswer(HTTP_STATUS[problem.kind], CODES[problem.kind], problem.detail, null, problemHeaders(problem)),
}

function errorAnswer(
  status: number,
  code: string,
  message: string,
  parameters: Record<string, string> | null,
  headers: Record<string, string>,
): Answer {
  return {
    status,
    headers: { ...headers, 'content-type': 'application/json', 'cache-control': 'no-store' },
    body: JSON.stringify({ errors: [{ code, message, parameters }] }),
  }
}
