import type { OAuthError } from '../../oauth/errors.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import { essenceOf } from '../media-type.ts'
import type { BodyRule, Call } from '../route.ts'

const FORM = 'application/x-www-form-urlencoded'

// a body that is no form is refused by the endpoint itself, which can say what to send instead
export const FORM_BODY: BodyRule = { accept: () => true, limit: 64 * 1_024 }

/** Scripts put everything into the query and leave a Content-Type of JSON on an empty body, so an empty one is no matter. */
export function readForm({ body, headers }: Call): Result<string, OAuthError> {
  const sent = headers['content-type']
  const mediaType = typeof sent === 'string' ? essenceOf(sent) : FORM
  return body === '' || mediaType === FORM ? ok(body) : fail({ kind: 'notAForm', mediaType })
}

export const authorizationOf = ({ headers }: Call): string | undefined =>
  typeof headers['authorization'] === 'string' ? headers['authorization'] : undefined
