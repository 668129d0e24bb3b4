import { accessTypeOf, type ClientRuleBroken } from '../../access/client-rules.ts'
import type { ClientError } from '../../access/client-errors.ts'
import type { ClientSettings } from '../../access/client-settings.ts'
import type { AccessType } from '../../access/ports/clients.ts'
import { dropUndefined } from '../../shared/drop-undefined.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import type * as contract from './contract.ts'

const DEFAULT_GRANTS = { service: ['client_credentials'], user: ['authorization_code', 'refresh_token'] } as const
const DEFAULT_SCOPES = { service: ['admin'], user: ['openid', 'user', 'profile', 'email'] } as const

/**
 * The lists of the API as the words of the Access wire, whose rules stand in one place. `current` is the access type of a
 * client that is changed; where the type becomes another one, grants and scopes that are left out become its defaults.
 */
export function settingsOf(
  body: contract.ClientSettings,
  current: AccessType | undefined,
): Result<ClientSettings, ClientRuleBroken> {
  const accessType =
    body.accessType ?? (body.grantTypes === undefined ? current : accessTypeOf(body.grantTypes)) ?? 'service'
  const becomes = accessType === current ? undefined : accessType
  const grantTypes = body.grantTypes ?? (becomes === undefined ? undefined : DEFAULT_GRANTS[becomes])
  const scopes = body.scopes ?? (becomes === undefined ? undefined : DEFAULT_SCOPES[becomes])
  if (grantTypes !== undefined && grantTypes.length > 0 && accessTypeOf(grantTypes) !== accessType)
    return contradiction(accessType)
  return ok(
    dropUndefined({
      displayName: body.displayName,
      scope: scopes?.join(' '),
      grantTypes: grantTypes?.join(' '),
      redirectUris: body.redirectUris?.join(' '),
      accessTokenTtl: body.accessTokenTtl,
      refreshTokenTtl: body.refreshTokenTtl,
      refreshTokenIdleTtl: body.refreshTokenIdleTtl,
      enabled: body.enabled,
      unknownMembers: body.unknownMembers,
    }),
  )
}

function contradiction(accessType: AccessType): Result<never, ClientRuleBroken> {
  const detail =
    accessType === 'user'
      ? 'grantTypes has no authorization_code, which is what a client of the access type user is for.'
      : 'grantTypes has authorization_code, which makes a client one of the access type user, not service.'
  return fail({ kind: 'grantTypeInvalid', field: 'grantTypes', detail })
}

const OURS: Readonly<Record<string, string>> = {
  authGrantTypes: 'grantTypes',
  scope: 'scopes',
  redirectUri: 'redirectUris',
  accessTokenTTL: 'accessTokenTtl',
  refreshTokenTTL: 'refreshTokenTtl',
  refreshTokenIdleTTL: 'refreshTokenIdleTtl',
}

/** The same refusal, with the members of this API's body in place of those of the wire. */
export function inOurWords<E extends ClientError>(error: E): E {
  if (!('field' in error)) return error
  const detail = error.detail
    .replaceAll(
      /\b(?:authGrantTypes|redirectUri|\w+TokenTTL|\w+TokenIdleTTL)\b|^scope\b/g,
      (name) => OURS[name] ?? name,
    )
    .replace(', separated by spaces', '')
  return { ...error, field: OURS[error.field] ?? error.field, detail }
}
