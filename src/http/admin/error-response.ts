import type { ApprovalRefused } from '../../access/approve-authorization.ts'
import type { PasswordRefused } from '../../access/change-password.ts'
import type { ClientError } from '../../access/client-errors.ts'
import type { AdministratorError } from '../../access/manage-administrators.ts'
import type { TemplateError } from '../../access/manage-templates.ts'
import type { SessionError } from '../../access/manage-sessions.ts'
import type { TenantError } from '../../access/manage-tenant.ts'
import type { SecondFactorError } from '../../access/own-second-factor.ts'
import type { PasskeyError } from '../../access/own-passkeys.ts'
import type { PasskeyClaimRefused } from '../../access/set-up-with-passkey.ts'
import type { ClaimRefused } from '../../access/set-up.ts'
import type { SignInRefused } from '../../access/sign-in.ts'
import type { DirectoryError } from '../../directory/errors.ts'
import type { SchemaError } from '../../directory/schema-errors.ts'
import { HTTP_STATUS, type HttpProblem, problemHeaders } from '../problem.ts'
import type { Answer, Protocol } from '../route.ts'
import type { BodyInvalid } from '../validated-body.ts'
import type { ParameterInvalid } from './query-parameters.ts'

/** Everything the admin API can say no with. */
export type AdminError =
  | ClientError
  | ClaimRefused
  | BodyInvalid
  | SignInRefused
  | DirectoryError
  | SchemaError
  | AdministratorError
  | SessionError
  | PasswordRefused
  | PasskeyError
  | SecondFactorError
  | PasskeyClaimRefused
  | TenantError
  | TemplateError
  | ApprovalRefused
  | { readonly kind: 'authorizationInvalid'; readonly detail: string }
  | {
      readonly kind: 'notConfirmed' | 'nameTaken' | 'resourceNotFound'
      readonly detail: string
    }
  | ParameterInvalid

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
  authorizationInvalid: [400, 'authorization_invalid', 'This cannot be authorized'],
  directoryNotChosen: [400, 'directory_not_chosen', 'No directory is chosen'],
  secretNotFound: [404, 'secret_not_found', 'No such secret'],
  secretIsCurrent: [409, 'secret_is_current', 'The secret has no end to change'],
  credentialUnknown: [404, 'credential_unknown', 'No such credential'],
  keyInvalid: [400, 'key_invalid', 'The key is not valid'],
  keyNotFound: [404, 'key_not_found', 'No such key'],
  tooManyKeys: [409, 'too_many_keys', 'Too many keys'],
  tokenRefused: [409, 'token_refused', 'No token can be generated'],
  tokenNotFound: [404, 'token_not_found', 'No such token'],
  signInRefused: [401, 'sign_in_refused', 'The sign-in was refused'],
  codeNeeded: [401, 'code_needed', 'A code is needed too'],
  codeWrong: [401, 'code_wrong', 'The code is not right'],
  secondFactorThere: [409, 'second_factor_there', 'There is a second factor already'],
  secondFactorMissing: [404, 'second_factor_missing', 'No second factor'],
  passwordMissing: [409, 'password_missing', 'There is no password'],
  confirmationWrong: [400, 'confirmation_wrong', 'The code does not fit'],
  tooManyFailures: [429, 'too_many_failures', 'Too many failed tries'],
  noSession: [403, 'no_session', 'Nobody is signed in'],
  sessionNotFound: [404, 'session_not_found', 'No such session'],
  directoryInvalid: [400, 'directory_invalid', 'The directory is not valid'],
  domainTaken: [409, 'domain_taken', 'The domain is taken'],
  directoryNameTaken: [409, 'directory_name_taken', 'The name is taken'],
  directoryNotFound: [404, 'directory_not_found', 'No such directory'],
  definitionInvalid: [400, 'definition_invalid', 'The definition is not valid'],
  definitionTaken: [409, 'definition_taken', 'The name is taken'],
  definitionNotFound: [404, 'definition_not_found', 'No such definition'],
  definitionInUse: [409, 'definition_in_use', 'The definition is in use'],
  notConfirmed: [409, 'not_confirmed', 'The deletion is not confirmed'],
  nameTaken: [409, 'name_taken', 'The name is taken'],
  resourceNotFound: [404, 'resource_not_found', 'No such user or group'],
  parameterInvalid: [400, 'parameter_invalid', 'A query parameter is not valid'],
  usernameTaken: [409, 'username_taken', 'The username is taken'],
  lastOwner: [409, 'last_owner', 'The tenant needs an owner'],
  administratorNotFound: [404, 'administrator_not_found', 'No such administrator'],
  ownerOnly: [403, 'owner_only', 'Only owners may do this'],
  notOneself: [409, 'not_oneself', 'Not on your own account'],
  passwordWrong: [400, 'password_wrong', 'The password is wrong'],
  signInAgain: [403, 'sign_in_again', 'The sign-in is too old for this'],
  passkeysUnavailable: [409, 'passkeys_unavailable', 'No passkeys under this address'],
  passkeyInvalid: [400, 'passkey_invalid', 'The passkey is not valid'],
  passkeyNameInvalid: [400, 'passkey_name_invalid', 'The name is not valid'],
  passkeyTaken: [409, 'passkey_taken', 'The passkey is there already'],
  passkeyNotFound: [404, 'passkey_not_found', 'No such passkey'],
  lastWayIn: [409, 'last_way_in', 'Nothing would be left to sign in with'],
  slugInvalid: [400, 'slug_invalid', 'The slug is not valid'],
  nameInvalid: [400, 'name_invalid', 'The name is not valid'],
  hostInvalid: [400, 'host_invalid', 'The host name is not valid'],
  slugTaken: [409, 'slug_taken', 'The slug is taken'],
  hostTaken: [409, 'host_taken', 'The host name is taken'],
  hostInUse: [409, 'host_in_use', 'The host name is in use'],
  retentionInvalid: [400, 'retention_invalid', 'The retention is not valid'],
  templateNameInvalid: [400, 'template_name_invalid', 'The name is not valid'],
  templateNameTaken: [409, 'template_name_taken', 'The name is taken'],
  templateNotFound: [404, 'template_not_found', 'No such template'],
  boundToDirectory: [403, 'bound_to_directory', 'The token is bound to one directory'],
  setupDone: [404, 'setup_done', 'The set-up is done'],
  setupLinkInvalid: [401, 'setup_link_invalid', 'The set-up link is not valid'],
  usernameInvalid: [400, 'username_invalid', 'The username is not valid'],
  passwordInvalid: [400, 'password_invalid', 'The password is not valid'],
  hasherBusy: [429, 'busy', 'Too many requests at this moment'],
} as const satisfies Record<AdminError['kind'], readonly [number, string, string]>

export function adminError(error: AdminError): Answer {
  const [status, code, title] = ERRORS[error.kind]
  const field = 'field' in error && error.field !== undefined ? error.field : FIELDS[error.kind]
  const more = field === undefined ? {} : { field }
  return problemAnswer({ status, title, code, detail: error.detail, ...more }, headersOf(error))
}

/** The member of the body that each is about, where the refusal itself does not say. */
const FIELDS: Partial<Record<AdminError['kind'], string>> = {
  directoryNotChosen: 'directory',
  clientIdTaken: 'clientId',
  overlapInvalid: 'overlapMinutes',
  domainTaken: 'domains',
  directoryNameTaken: 'name',
  usernameInvalid: 'username',
  usernameTaken: 'username',
  passwordInvalid: 'password',
  nameInvalid: 'name',
  passkeyNameInvalid: 'name',
  codeNeeded: 'code',
  codeWrong: 'code',
  confirmationWrong: 'code',
  hostInvalid: 'hosts',
  hostTaken: 'hosts',
  hostInUse: 'hosts',
}

const CHALLENGED: ReadonlySet<AdminError['kind']> = new Set<AdminError['kind']>([
  'setupLinkInvalid',
  'signInRefused',
  'codeNeeded',
  'codeWrong',
])

function headersOf(error: AdminError): Record<string, string> {
  if ('retryAfterSeconds' in error) return { 'retry-after': String(error.retryAfterSeconds) }
  // RFC 9110 §15.5.2: a 401 always carries a challenge
  return CHALLENGED.has(error.kind) ? problemHeaders({ kind: 'unauthenticated', detail: error.detail }) : {}
}

const CODES = {
  badRequest: ['bad_request', 'The request is not valid'],
  unauthenticated: ['unauthenticated', 'No credentials were sent'],
  malformedCredential: ['malformed_credential', 'The credentials cannot be read'],
  invalidToken: ['invalid_token', 'The token is not valid'],
  insufficientScope: ['insufficient_scope', 'The token may not do this'],
  boundToDirectory: ['bound_to_directory', 'The token is bound to one directory'],
  crossSite: ['cross_site', 'Another site made the request'],
  signInAgain: ['sign_in_again', 'The sign-in is too old for this'],
  notFound: ['not_found', 'Nothing is here'],
  methodNotAllowed: ['method_not_allowed', 'The method is not allowed here'],
  tooLarge: ['too_large', 'The request body is too large'],
  uriTooLong: ['uri_too_long', 'The address is too long'],
  unsupportedMediaType: ['unsupported_media_type', 'The request body has a type that is not read here'],
  misdirected: ['unknown_tenant', 'No tenant has this host name'],
  tooManyRequests: ['too_many_requests', 'Too many requests'],
  headersTooLarge: ['headers_too_large', 'The request has too many or too large headers'],
  internal: ['internal', 'Something went wrong'],
  unavailable: ['unavailable', 'The store does not answer'],
  notImplemented: ['not_implemented', 'The method is not supported'],
} as const satisfies Record<HttpProblem['kind'], readonly [string, string]>

type Code = { readonly code: string; readonly status: number; readonly title: string }

/** Every code there is, for the description of the API. */
export const PROBLEM_CODES: readonly Code[] = [
  ...Object.values(ERRORS).map(([status, code, title]) => ({ status, code, title })),
  ...(Object.keys(CODES) as (keyof typeof CODES)[]).map((kind) => {
    const [code, title] = CODES[kind]
    return { status: HTTP_STATUS[kind], code, title }
  }),
]
  .filter(({ code }, i, all) => all.findIndex((other) => other.code === code) === i)
  .toSorted((a, b) => (a.code < b.code ? -1 : 1))

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
  headers: {
    ...headers,
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  },
  body: JSON.stringify(problem),
})
