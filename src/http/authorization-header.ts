import { fail, ok, type Result } from '../shared/result.ts'
import type { HttpProblem } from './problem.ts'

const HOW = 'Send it as `Authorization: Bearer <token>`.'

/**
 * The presented token (RFC 6750 §2.1). `HZN` is the scheme of Access session tokens and means the same here. A bare token
 * without a scheme, which some connectors send, is recognised by our own prefix (scim-clients T8).
 */
export function presentedToken(authorization: string | undefined, query: string): Result<string, HttpProblem> {
  const inQuery = /(?:^|&)access_token=/.test(query)
  if (authorization === undefined || authorization === '') {
    const detail = inQuery
      ? `A token in the address is never read, because addresses end up in logs. ${HOW}`
      : `No access token was sent. ${HOW}`
    return fail({ kind: 'unauthenticated', detail })
  }
  if (inQuery) {
    return fail({
      kind: 'malformedCredential',
      detail: 'A token was sent twice, in the header and in the address. Send only the header.',
    })
  }
  const space = authorization.indexOf(' ')
  const scheme = space < 0 ? authorization : authorization.slice(0, space)
  if (space < 0 && scheme.startsWith('muster_')) return ok(scheme)
  if (!/^(?:bearer|hzn)[,]?$/i.test(scheme)) {
    return fail({
      kind: 'unauthenticated',
      detail: `The Authorization header uses a scheme that is not accepted here. ${HOW}`,
    })
  }
  const token = space < 0 ? '' : authorization.slice(space + 1)
  // b64token of RFC 6750 §2.1; a common slip is to paste "Bearer …" into a field that adds the word by itself
  if (/^[A-Za-z0-9\-._~+/]+=*$/.test(token) && !scheme.endsWith(',')) return ok(token)
  const doubled = /^bearer\s+\S/i.test(token)
  const detail = doubled
    ? 'The token arrived as "Bearer Bearer ...". Paste the token alone, without the word Bearer.'
    : `The Authorization header holds no single well-formed token. ${HOW}`
  return fail({ kind: 'malformedCredential', detail })
}
