import { fail, ok, type Result } from '../shared/result.ts'
import { parseScope } from '../oauth/scopes.ts'
import type { AccessType, GrantType } from './ports.ts'

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

export type Ttls = Readonly<Record<'accessTokenTtl' | 'refreshTokenTtl' | 'refreshTokenIdleTtl', number>>

export type ClientRuleBroken =
  | { readonly kind: 'clientIdInvalid'; readonly clientId: string }
  | { readonly kind: 'ttlInvalid'; readonly field: keyof Ttls; readonly value: number }
  | { readonly kind: 'idleNotShorter'; readonly refreshTokenTtl: number; readonly refreshTokenIdleTtl: number }
  | { readonly kind: 'grantTypeUnknown'; readonly grantType: string }
  | { readonly kind: 'grantTypesMissing' }
  | { readonly kind: 'scopeInvalid'; readonly scope: string; readonly allowed: readonly string[] }
  | { readonly kind: 'redirectUriInvalid'; readonly redirectUri: string }
  | { readonly kind: 'redirectUriMissing' }

export function checkClientId(clientId: string): Result<string, ClientRuleBroken> {
  return isClientId(clientId) ? ok(clientId) : fail({ kind: 'clientIdInvalid', clientId })
}

export function checkTtls(ttls: Ttls): Result<Ttls, ClientRuleBroken> {
  for (const field of ['accessTokenTtl', 'refreshTokenTtl', 'refreshTokenIdleTtl'] as const) {
    const value = ttls[field]
    if (!Number.isInteger(value) || value < MIN_TTL || value > MAX_TTL) return fail({ kind: 'ttlInvalid', field, value })
  }
  const { refreshTokenTtl, refreshTokenIdleTtl } = ttls
  return refreshTokenIdleTtl < refreshTokenTtl ? ok(ttls) : fail({ kind: 'idleNotShorter', refreshTokenTtl, refreshTokenIdleTtl })
}

// RFC 9700 §2.4: the password grant must not be used, so no client can be given it
const GRANT_TYPES: readonly string[] = ['client_credentials', 'authorization_code', 'refresh_token'] satisfies GrantType[]

export function parseGrantTypes(text: string): Result<readonly GrantType[], ClientRuleBroken> {
  const names = words(text)
  const unknown = names.find((name) => !GRANT_TYPES.includes(name))
  if (unknown !== undefined) return fail({ kind: 'grantTypeUnknown', grantType: unknown })
  return names.length === 0 ? fail({ kind: 'grantTypesMissing' }) : ok(names as GrantType[])
}

/** The wire has no field for it: a client that people sign in through is the one that can send them to authorize. */
export const accessTypeOf = (grantTypes: readonly GrantType[]): AccessType =>
  grantTypes.includes('authorization_code') ? 'user' : 'service'

const USER_SCOPES = ['user', 'openid', 'profile', 'email', 'group']
const SERVICE_SCOPES = ['admin', 'scim', 'scim:read']
const DEFAULT_SCOPE: Readonly<Record<AccessType, readonly string[]>> = { service: ['admin'], user: ['openid'] }

/** Space separated; nothing gives the default of the access type. */
export function parseClientScope(text: string, accessType: AccessType): Result<readonly string[], ClientRuleBroken> {
  const allowed = accessType === 'user' ? [...USER_SCOPES, ...SERVICE_SCOPES] : SERVICE_SCOPES
  const scopes = parseScope(text)
  if (!scopes.ok) return fail({ kind: 'scopeInvalid', scope: text, allowed })
  const unknown = scopes.value.find((scope) => !allowed.includes(scope))
  if (unknown !== undefined) return fail({ kind: 'scopeInvalid', scope: unknown, allowed })
  return ok(scopes.value.length === 0 ? DEFAULT_SCOPE[accessType] : scopes.value)
}

/** Space or comma separated. */
export function parseRedirectUris(text: string, accessType: AccessType): Result<readonly string[], ClientRuleBroken> {
  const uris = words(text)
  const broken = uris.find((uri) => !isRedirectUri(uri))
  if (broken !== undefined) return fail({ kind: 'redirectUriInvalid', redirectUri: broken })
  return uris.length === 0 && accessType === 'user' ? fail({ kind: 'redirectUriMissing' }) : ok(uris)
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
