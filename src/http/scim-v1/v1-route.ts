import type { ScimResult } from '../../scim/errors.ts'
import { acceptsJson } from '../json-body.ts'
import type { Answer, BodyRule, Call, Route } from '../route.ts'
import { scimV1Error, scimV1Protocol } from './error-response.ts'

/** Where Access serves SCIM 1.1 (access-contract §4.1). Okta is given the tenant's root and appends it by itself. */
export const V1_MOUNT = '/SAAS/jersey/manager/api/scim'

export const baseUrlOf = (call: Call): string => `${call.origin}${V1_MOUNT}`

const BODY: BodyRule = { accept: acceptsJson, limit: 8 * 1024 * 1024 }

export type Handler = (call: Call) => Promise<ScimResult<Answer>>

/** `reads`: nothing changes by it, whatever the method; else it asks for the scope to write. */
export function v1Route(method: Route['method'], path: string, handle: Handler, reads = method === 'GET'): Route {
  return {
    method,
    path: `${V1_MOUNT}${path}`,
    perDirectory: true,
    access: reads ? 'scim:read' : 'scim',
    protocol: scimV1Protocol,
    body: method === 'GET' || method === 'DELETE' ? 'none' : BODY,
    handle: async (call) => {
      const answer = await handle(call)
      return answer.ok ? answer.value : scimV1Error(answer.error)
    },
  }
}
