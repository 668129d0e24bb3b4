import { fail, ok, type Result } from '../shared/result.ts'
import type { ClientError } from './client-errors.ts'
import {
  accessTypeOf,
  checkClientId,
  checkTtls,
  DEFAULT_TTL,
  parseClientScope,
  parseGrantTypes,
  parseRedirectUris,
  type Ttls,
} from './client-rules.ts'
import type { Client } from './ports/clients.ts'

/** What a caller may say about a client, as the wire writes it; absent: the default, or what it was. */
export type ClientSettings = Partial<Ttls> & {
  readonly displayName?: string
  /** Space separated. */
  readonly scope?: string
  /** Space separated. */
  readonly grantTypes?: string
  /** Space or comma separated. */
  readonly redirectUris?: string
  /** Anything but empty is refused. */
  readonly secret?: string
  readonly enabled?: boolean
  /** Number of the one directory its tokens may touch; null: any. */
  readonly directoryId?: number | null
  readonly unknownMembers?: Client['unknownMembers']
  readonly extra?: Client['extra']
}

/** A new client by the rules of access-contract §1.2–1.4. */
export function newClient(
  tenantId: number,
  clientId: string,
  settings: ClientSettings,
  now: number,
): Result<Client, ClientError> {
  const id = checkClientId(clientId)
  if (!id.ok) return id
  const blank: Client = {
    tenantId,
    clientId,
    accessType: 'service',
    displayName: clientId,
    scopes: [],
    grantTypes: [],
    redirectUris: [],
    accessTokenTtl: DEFAULT_TTL.access,
    refreshTokenTtl: DEFAULT_TTL.refresh,
    refreshTokenIdleTtl: DEFAULT_TTL.refreshIdle,
    enabled: true,
    directoryId: undefined,
    unknownMembers: 'park',
    extra: {},
    createdAt: now,
    updatedAt: now,
  }
  return mergeSettings(blank, settings, now)
}

/** The client with these settings, checked as a whole: what is kept has to fit what is new. */
export function mergeSettings(client: Client, settings: ClientSettings, now: number): Result<Client, ClientError> {
  if (settings.secret !== undefined && settings.secret !== '') return fail(SECRET_NOT_SETTABLE)
  const grantTypes = parseGrantTypes(settings.grantTypes ?? client.grantTypes.join(' '))
  if (!grantTypes.ok) return grantTypes
  const accessType = accessTypeOf(grantTypes.value)
  const scopes = parseClientScope(settings.scope ?? client.scopes.join(' '), accessType)
  if (!scopes.ok) return scopes
  const redirectUris = parseRedirectUris(settings.redirectUris ?? client.redirectUris.join(' '), accessType)
  if (!redirectUris.ok) return redirectUris
  const ttls = checkTtls({
    accessTokenTtl: settings.accessTokenTtl ?? client.accessTokenTtl,
    refreshTokenTtl: settings.refreshTokenTtl ?? client.refreshTokenTtl,
    refreshTokenIdleTtl: settings.refreshTokenIdleTtl ?? client.refreshTokenIdleTtl,
  })
  if (!ttls.ok) return ttls
  return ok({
    ...client,
    ...ttls.value,
    accessType,
    displayName: settings.displayName || client.displayName,
    scopes: scopes.value,
    grantTypes: grantTypes.value,
    redirectUris: redirectUris.value,
    enabled: settings.enabled ?? client.enabled,
    directoryId: settings.directoryId === undefined ? client.directoryId : (settings.directoryId ?? undefined),
    unknownMembers: settings.unknownMembers ?? client.unknownMembers,
    extra: { ...client.extra, ...settings.extra },
    updatedAt: now,
  })
}

/**
 * Whether a client could be made with these settings of a template. The redirect addresses may be left to the client, so
 * one stands in for them.
 */
export function checkTemplateSettings(settings: ClientSettings): Result<ClientSettings, ClientError> {
  const redirectUris = settings.redirectUris || 'https://client.example.com/callback'
  const client = newClient(0, 'template', { ...settings, redirectUris }, 0)
  return client.ok ? ok(settings) : client
}

const SECRET_NOT_SETTABLE: ClientError = {
  kind: 'secretNotSettable',
  detail:
    'A secret cannot be chosen, only generated: leave `secret` out or empty. ' +
    'Creating a client answers with its secret, and regenerating it with a new one.',
}
