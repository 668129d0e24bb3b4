import type { Protocol } from './route.ts'

export type Protocols = {
  readonly scim: Protocol
  readonly scimV1: Protocol
  readonly oauth: Protocol
  readonly rest: Protocol
  readonly admin: Protocol
  readonly ops: Protocol
}

/**
 * The protocol in whose shape an address answers when no route does (DESIGN §2). It decides the words of a refusal and
 * nothing else: who may do what hangs on the routes, whose addresses are case-sensitive.
 */
export const protocolsByPath =
  (protocols: Protocols) =>
  (url: string): Protocol => {
    const path = url.replace(/^(?:https?:\/\/[^/?]*)?\/+/i, '/')
    if (/^\/(?:scim|usergroup|directories)(?:\/|\?|$)|^\/api\/v1\/directories\/[^/?]+\/scim\//i.test(path))
      return protocols.scim
    if (
      /^\/(?:SAAS\/auth|SAAS\/API\/1\.0\/oauth2|oauth|acs|\.well-known\/oauth-authorization-server)(?:\/|\?|$)/i.test(
        path,
      )
    )
      return protocols.oauth
    if (/^\/SAAS\/jersey\/manager\/api\/scim(?:\/|\?|$)/i.test(path)) return protocols.scimV1
    if (/^\/SAAS(?:\/|\?|$)/i.test(path)) return protocols.rest
    if (/^\/(?:healthz|readyz|metrics)(?:\/|\?|$)/i.test(path)) return protocols.ops
    return protocols.admin
  }
