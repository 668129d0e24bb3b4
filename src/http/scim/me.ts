import type { ScimResult } from '../../scim/errors.ts'
import { fail } from '../../shared/result.ts'
import type { Answer, Route } from '../route.ts'
import { scimRoutes } from './scim-route.ts'

/**
 * RFC 7644 §3.11: an alias of the resource that the caller's token stands for. Tokens stand for clients and
 * administrators, who are no resources of a directory, so there is nothing to alias for anybody: 501, whatever the method.
 */
export const meRoutes = (): readonly Route[] =>
  (['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const).flatMap((method) => scimRoutes(method, '/Me', refuse))

const refuse = (): Promise<ScimResult<Answer>> =>
  Promise.resolve(
    fail({
      kind: 'notImplemented',
      detail:
        'This token stands for a client or an administrator, who is nobody in the directory, so /Me means no user. Ask for /Users/{id}, or for /Users?filter=userName eq "…".',
    }),
  )
