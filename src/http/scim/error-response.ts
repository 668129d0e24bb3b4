import type { ScimError } from '../../scim/errors.ts'
import { HTTP_STATUS, problemHeaders, type HttpProblem } from '../problem.ts'
import type { Answer, Protocol } from '../route.ts'

/** RFC 7644 §3.12, table 9, RFC 9865 §2.1 for cursors, and RFC 7644 §7.5.2 for `sensitive`. The only place that turns a SCIM error into a status. */
export const SCIM_STATUS = {
  invalidSyntax: 400,
  invalidValue: 400,
  invalidFilter: 400,
  invalidPath: 400,
  noTarget: 400,
  mutability: 400,
  tooMany: 400,
  invalidCursor: 400,
  expiredCursor: 400,
  invalidCount: 400,
  uniqueness: 409,
  conflict: 409,
  tooLarge: 413,
  sensitive: 403,
  forbidden: 403,
  notFound: 404,
  preconditionFailed: 412,
  notImplemented: 501,
  schemaChanged: 503,
} as const satisfies Record<ScimError['kind'], number>

/** The kinds that are also a `scimType`; the others are told by their status alone. */
const SCIM_TYPES: ReadonlySet<string> = new Set([
  'invalidSyntax',
  'invalidValue',
  'invalidFilter',
  'invalidPath',
  'noTarget',
  'mutability',
  'tooMany',
  'invalidCursor',
  'expiredCursor',
  'invalidCount',
  'uniqueness',
  'sensitive',
])

export const SCIM_MEDIA_TYPE = 'application/scim+json'

/** Every answer on SCIM, 401 and 405 included, has this body: an identity provider that meets anything else shows "Invalid JSON". */
function errorAnswer(
  status: number,
  scimType: string | undefined,
  detail: string,
  headers: Record<string, string>,
): Answer {
  return {
    status,
    headers: { ...headers, 'content-type': SCIM_MEDIA_TYPE, 'cache-control': 'no-store' },
    body: JSON.stringify({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
      status: String(status),
      ...(scimType === undefined ? {} : { scimType }),
      detail,
    }),
  }
}

export const scimError = (error: ScimError): Answer =>
  errorAnswer(SCIM_STATUS[error.kind], SCIM_TYPES.has(error.kind) ? error.kind : undefined, error.detail, {})

export const scimProtocol: Protocol = {
  name: 'scim',
  refuse: (problem: HttpProblem) =>
    errorAnswer(
      HTTP_STATUS[problem.kind],
      problem.kind === 'badRequest' ? 'invalidSyntax' : undefined,
      problem.detail,
      problemHeaders(problem),
    ),
}
