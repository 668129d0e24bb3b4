import type { ScimError } from '../../scim/errors.ts'
import { errorBodyV1 } from '../../scim/v1/messages.ts'
import { HTTP_STATUS, problemHeaders, type HttpProblem } from '../problem.ts'
import type { Answer, Protocol } from '../route.ts'
import { SCIM_STATUS } from '../scim/error-response.ts'

/** Access answers SCIM as plain JSON (access-contract §4.1). */
export const V1_MEDIA_TYPE = 'application/json'

export const scimV1Error = (error: ScimError): Answer => {
  const status = SCIM_STATUS[error.kind]
  return refusal(status, errorBodyV1(status, error.detail), {})
}

/** Who is not let in is told so by Access's REST layer, in its shape and not in that of SCIM (access-contract §1.5). */
const AT_THE_DOOR: ReadonlySet<HttpProblem['kind']> = new Set<HttpProblem['kind']>([
  'unauthenticated',
  'malformedCredential',
  'invalidToken',
  'insufficientScope',
  'crossSite',
  'signInAgain',
])

export const scimV1Protocol: Protocol = {
  name: 'scim-v1',
  refuse(problem) {
    const status = HTTP_STATUS[problem.kind]
    const body = AT_THE_DOOR.has(problem.kind) ? notAuthorized(problem.detail) : errorBodyV1(status, problem.detail)
    return refusal(status, body, problemHeaders(problem))
  },
}

const notAuthorized = (detail: string): string => {
  const message = `User is not authorized to perform the task. ${detail}`
  return JSON.stringify({ errors: [{ code: 'forbidden', message, parameters: null }] })
}

const refusal = (status: number, body: string, headers: Record<string, string>): Answer => ({
  status,
  headers: { ...headers, 'content-type': V1_MEDIA_TYPE, 'cache-control': 'no-store' },
  body,
})
