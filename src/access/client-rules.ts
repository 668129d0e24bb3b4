import { fail, ok, type Result } from '../shared/result.ts'
import { parseScope } from '../oauth/scopes.ts'
import type { AccessType, GrantType } from './ports/clients.ts'

/** What a client may be called, allowed to do, and live for (access-contract §1.2–1.4). Lifetimes are minutes. */

export const CLIENT_ID_RULE = 'letters, digits and . _ - @, at most 256 of them'

/** A dot segment could never be addressed: clients resolve `/oauth2clients/..` before they send it. */
export const isClientId = (text: string): boolean =>
  /^[A-Za-z0-9._@-]{1,256}$/.test(text) && text !== '.' && text !== '..'

export const MIN_TTL = 1
/** Ten years of 365 days. */
export const MAX_TTL = 5_256_000
/** 3 hours, 90 days, 10 days. */
export const DEFAULT_TTL = { access: 180, refresh: 129_600, refreshIdle: 14_400 } as const

export const TTL_RULE = `a whole number of minutes from ${MIN_TTL} to ${MAX_TTL} (ten years)`

export type Ttls = Readonly<Record<'accessTokenTtl' | 'refreshTokenTtl' | 'refreshTokenIdleTtl', number>>

/** `field` is the name on the wire; `detail` says what it was and what it has to be. */
export type ClientRuleBroken = {
  readonly kind: 'clientIdInvalid' | 'ttlInvalid' | 'grantTypeInvalid' | 'scopeInvalid' | 'redirectUriInvalid'
  readonly field: string
  readonly detail: string
}

export function checkClientId(clientId: string): Result<string, ClientRuleBroken> {
  if (isClientId(clientId)) return ok(clientId)
  return broken(
    'clientIdInvalid',
    'clientId',
    `A client id consists of ${CLIENT_ID_RULE}; ${quote(clientId)} does not.`,
  )
}

const TTL_FIELDS = {
  accessTokenTtl: 'accessTokenTTL',
  refreshTokenTtl: 'refreshTokenTTL',
  refreshTokenIdleTtl: 'refreshTokenIdleTTL',
} as const

export function checkTtls(ttls: Ttls): Result<Ttls, ClientRuleBroken> {
  for (const name of ['accessTokenTtl', 'refreshTokenTtl', 'refreshTokenIdleTtl'] as const) {
    const value = ttls[name]
    const field = TTL_FIELDS[name]
    if (Number.isInteger(value) && value >= MIN_TTL && value <= MAX_TTL) continue
    return broken('ttlInvalid', field, `${field} is ${value}; it must be ${TTL_RULE}.`)
  }
  const { refreshTokenTtl: whole, refreshTokenIdleTtl: idle } = ttls
  if (idle < whole) return ok(ttls)
  const detail = `refreshTokenIdleTTL is ${idle} minutes; it must be less than refreshTokenTTL, which is ${whole} minutes.`
  return broken('ttlInvalid', 'refreshTokenIdleTTL', detail)
}

// RFC 9700 §2.4: the password grant must not be used, so no client can be given it
const GRANT_TYPES: readonly string[] = [
  'client_credentials',
  'authorization_code',
  'refresh_token',
] satisfies GrantType[]

export function parseGrantTypes(text: string): Result<readonly GrantType[], ClientRuleBroken> {
  const names = words(text)
  const unknown = names.find((name) => !GRANT_TYPES.includes(name))
  if (unknown === undefined && names.length > 0) return ok(names as GrantType[])
  const got = unknown === undefined ? 'is empty' : `contains ${quote(unknown)}`
  const detail = `authGrantTypes ${got}; it takes one or more of ${GRANT_TYPES.join(', ')}, separated by spaces.`
  return broken('grantTypeInvalid', 'authGrantTypes', detail)
}

/** The wire has no field for it: a client that people sign in through is the one that can send them to authorize. */
export const accessTypeOf = (grantTypes: readonly GrantType[]): AccessType =>
  grantTypes.includes('authorization_code') ? 'user' : 'service'

const USER_SCOPES = ['user', 'openid', 'profile', 'email', 'group']
const PROVISIONING_SCOPES = ['admin', 'scim', 'scim:read']
/** Who sees everything and changes nothing is a program, a monitor for one, and nobody who is let in through the browser. */
const SERVICE_SCOPES = [...PROVISIONING_SCOPES, 'admin:read']
const DEFAULT_SCOPE: Readonly<Record<AccessType, readonly string[]>> = { service: ['admin'], user: ['openid'] }

/** Space separated; nothing gives the default of the access type. */
export function parseClientScope(text: string, accessType: AccessType): Result<readonly string[], ClientRuleBroken> {
  const allowed = accessType === 'user' ? [...USER_SCOPES, ...PROVISIONING_SCOPES] : SERVICE_SCOPES
  const scopes = parseScope(text)
  const unknown = scopes.ok ? scopes.value.find((scope) => !allowed.includes(scope)) : text
  if (!scopes.ok || unknown !== undefined) {
    const detail = `scope contains ${quote(unknown ?? text)}; a ${accessType} client can have ${allowed.join(', ')}, separated by spaces.`
    return broken('scopeInvalid', 'scope', detail)
  }
  return ok(scopes.value.length === 0 ? DEFAULT_SCOPE[accessType] : scopes.value)
}

/** Space or comma separated. */
export function parseRedirectUris(text: string, accessType: AccessType): Result<readonly string[], ClientRuleBroken> {
  const uris = words(text)
  const wrong = uris.find((uri) => !isRedirectUri(uri))
  if (wrong !== undefined) {
    const detail = `redirectUri contains ${quote(wrong)}; each must be a whole https address without * and #.`
    return broken('redirectUriInvalid', 'redirectUri', detail)
  }
  if (uris.length > 0 || accessType === 'service') return ok(uris)
  return broken(
    'redirectUriInvalid',
    'redirectUri',
    'redirectUri is empty; the authorization_code grant needs at least one.',
  )
}

/**
 * RFC 6749 §3.1.2: absolute and without a fragment. RFC 9700 §2.1: compared exactly, so no wildcards. https, http on the
 * own machine (RFC 8252 §7.3), or a scheme of the application's own with a dot in it (RFC 8252 §7.1), which leaves out
 * `javascript:`.
 */
function isRedirectUri(uri: string): boolean {
  if (uri.includes('*') || uri.includes('#') || !URL.canParse(uri)) return false
  const { protocol, hostname } = new URL(uri)
  if (protocol === 'https:') return true
  if (protocol === 'http:') return ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
  return protocol.includes('.')
}

const words = (text: string): readonly string[] => [...new Set(text.split(/[\s,]+/).filter((word) => word !== ''))]

const broken = (kind: ClientRuleBroken['kind'], field: string, detail: string): Result<never, ClientRuleBroken> =>
  fail({ kind, field, detail })

/** As JSON, cut short: what a caller sent, safe to show. */
const quote = (text: string): string => JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text)
