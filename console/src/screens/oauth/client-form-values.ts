import type { ClientSettings } from '../../api/clients.ts'
import type { NewTemplate } from '../../api/templates.ts'
import { type Lifetime, lifetimeOf, minutesOf } from '../../text/lifetime.ts'

/** What the form of a client or a template holds, as it is typed. */
export type ClientFormValues = {
  readonly accessType: 'service' | 'user'
  /** Client ID, or the name of a template. */
  readonly name: string
  readonly scopes: readonly string[]
  /** One address a line. */
  readonly redirectUris: string
  readonly issueRefreshToken: boolean
  readonly accessToken: Lifetime
  readonly refreshToken: Lifetime
  readonly idleToken: Lifetime
  /** Slug; empty: not bound to one directory. */
  readonly directory: string
  readonly refuseUnknownMembers: boolean
}

export const SCOPES = {
  service: ['admin', 'scim', 'scim:read', 'admin:read'],
  // the others are those of Workspace ONE Access, and open nothing here
  user: ['scim', 'scim:read', 'openid', 'profile', 'email', 'user', 'group'],
} as const

/** A new one begins with the defaults of the API: 3 hours, 90 days, 10 days. */
export const BLANK: ClientFormValues = {
  accessType: 'service',
  name: '',
  scopes: ['admin'],
  redirectUris: '',
  issueRefreshToken: true,
  accessToken: { count: 3, unit: 'hour' },
  refreshToken: { count: 90, unit: 'day' },
  idleToken: { count: 10, unit: 'day' },
  directory: '',
  refuseUnknownMembers: false,
}

/** The values of a client or a template; what a template leaves open is as in a new one. */
export const valuesOf = (name: string, settings: ClientSettings): ClientFormValues => ({
  accessType: settings.accessType ?? BLANK.accessType,
  name,
  scopes: settings.scopes ?? BLANK.scopes,
  redirectUris: settings.redirectUris?.join('\n') ?? '',
  issueRefreshToken: settings.grantTypes?.includes('refresh_token') ?? BLANK.issueRefreshToken,
  accessToken: lifetimeOr(BLANK.accessToken, settings.accessTokenTtl),
  refreshToken: lifetimeOr(BLANK.refreshToken, settings.refreshTokenTtl),
  idleToken: lifetimeOr(BLANK.idleToken, settings.refreshTokenIdleTtl),
  directory: settings.directory ?? '',
  refuseUnknownMembers: settings.unknownMembers === 'refuse',
})

const lifetimeOr = (otherwise: Lifetime, minutes: number | undefined): Lifetime =>
  minutes === undefined ? otherwise : lifetimeOf(minutes)

export function settingsOf(values: ClientFormValues): ClientSettings {
  const isUser = values.accessType === 'user'
  return {
    accessType: values.accessType,
    scopes: [...values.scopes],
    grantTypes: isUser
      ? ['authorization_code', ...(values.issueRefreshToken ? (['refresh_token'] as const) : [])]
      : ['client_credentials'],
    redirectUris: isUser ? values.redirectUris.split(/[\s,]+/).filter((uri) => uri !== '') : [],
    accessTokenTtl: minutesOf(values.accessToken),
    refreshTokenTtl: minutesOf(values.refreshToken),
    refreshTokenIdleTtl: minutesOf(values.idleToken),
    directory: values.directory === '' ? null : values.directory,
    unknownMembers: values.refuseUnknownMembers ? 'refuse' : 'park',
  }
}

/** A template binds nothing to a directory: that is each client's own. */
export function templateOf(values: ClientFormValues): NewTemplate {
  const { accessType, scopes, grantTypes, accessTokenTtl, refreshTokenTtl, refreshTokenIdleTtl } = settingsOf(values)
  const name = values.name.trim()
  return { name, accessType, scopes, grantTypes, accessTokenTtl, refreshTokenTtl, refreshTokenIdleTtl }
}
