import type { ScimResult } from '../../scim/errors.ts'
import { ok } from '../../shared/result.ts'
import type { Answer, Call } from '../route.ts'
import { scimV1Protocol } from './error-response.ts'
import type { Handler } from './v1-route.ts'

/**
 * `POST …/Users/{id}` with `X-HTTP-Method-Override`, as a command line client of Access sends its PATCH (access-contract
 * §4.2). Without the header, or with another method in it, POST is no method of a resource.
 */
export const overridden =
  (handlers: Readonly<Record<string, Handler>>): Handler =>
  (call: Call): Promise<ScimResult<Answer>> => {
    const named = String(call.headers['x-http-method-override'] ?? '').trim()
    const handle = new Map(Object.entries(handlers)).get(named.toUpperCase())
    if (handle !== undefined) return handle(call)
    const allow = ['GET', ...Object.keys(handlers)].join(', ')
    const detail = `This address answers ${allow}; a POST needs one of them in X-HTTP-Method-Override, other than GET.`
    return Promise.resolve(ok(scimV1Protocol.refuse({ kind: 'methodNotAllowed', allow, detail })))
  }
