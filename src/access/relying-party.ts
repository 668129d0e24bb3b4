import { fail, ok, type Result } from '../shared/result.ts'

/** Where a passkey is made and used: both have to fit exactly (WebAuthn Level 3 §7.1 step 8, §7.2 step 12). */
export type RelyingParty = {
  /** The RP ID: the host name in the address bar. */
  readonly host: string
  /** Origin of the page. */
  readonly origin: string
}

export type PasskeysUnavailable = { readonly kind: 'passkeysUnavailable'; readonly detail: string }

/**
 * The relying party that a browser at `origin` means. Browsers offer passkeys only to https and to this machine (WebAuthn
 * Level 3 §13.4.9), so on any other host the page was loaded over https, whatever a proxy has made of it on the way here.
 */
export function relyingPartyAt(origin: string): Result<RelyingParty, PasskeysUnavailable> {
  const { hostname, host } = new URL(origin)
  if (ADDRESS.test(hostname)) return fail(NO_NAME)
  return ok({
    host: hostname,
    origin: LOCAL.test(hostname) ? new URL(origin).origin : new URL(`https://${host}`).origin,
  })
}

const LOCAL = /^(?:.+\.)?localhost$/
// what the URL parser makes of every spelling of an address
const ADDRESS = /^(?:[\d.]+|\[.+\])$/
const NO_NAME: PasskeysUnavailable = {
  kind: 'passkeysUnavailable',
  detail:
    'Passkeys belong to a host name, and this address is a number. Open the console under a name of the tenant, on this machine under localhost, or use a password.',
}
