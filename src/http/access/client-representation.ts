import type { Client } from '../../access/ports/clients.ts'
import { type MediaFamily, mediaTypeIn } from '../media-type.ts'

export const CLIENTS_PATH = '/SAAS/jersey/manager/api/oauth2clients'
export const CLIENT_MEDIA = 'horizon.manager.oauth2client'
export const CLIENT_LIST_MEDIA = 'horizon.manager.oauth2clientsummarylist'

/** A client as Access writes it (access-contract §1.4). `secret` is empty everywhere but in the answer of its creation. */
export const clientJson = (client: Client, secret = ''): string =>
  JSON.stringify({
    clientId: client.clientId,
    secret,
    scope: client.scopes.join(' '),
    authGrantTypes: client.grantTypes.join(' '),
    redirectUri: client.redirectUris.join(' '),
    tokenType: 'Bearer',
    tokenLength: client.extra['tokenLength'] ?? 32,
    accessTokenTTL: client.accessTokenTtl,
    refreshTokenTTL: client.refreshTokenTtl,
    refreshTokenIdleTTL: client.refreshTokenIdleTtl,
    rememberAs: client.displayName,
    displayUserGrant: client.extra['displayUserGrant'] ?? false,
    internalSystemClient: false,
    inheritanceAllowed: client.extra['inheritanceAllowed'] ?? false,
    activationToken: null,
    strData: client.extra['strData'] ?? null,
    resourceUuid: client.extra['resourceUuid'] ?? null,
    _links: { self: { href: clientPath(client) } },
  })

export const clientListJson = (clients: readonly Client[], family: MediaFamily): string =>
  JSON.stringify({
    items: clients.map((client) => ({
      clientId: client.clientId,
      rememberAs: client.displayName,
      scope: client.scopes.join(' '),
      mediaType: mediaTypeIn(family, CLIENT_MEDIA),
      _links: { self: { href: clientPath(client) } },
    })),
    _links: { self: { href: CLIENTS_PATH } },
  })

export const clientPath = (client: Client): string => `${CLIENTS_PATH}/${encodeURIComponent(client.clientId)}`
