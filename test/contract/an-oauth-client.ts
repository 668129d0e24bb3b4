import type { Client, Secret } from '../../src/access/ports/clients.ts'

export const aClient = (tenantId: number, clientId: string, more: Partial<Client> = {}): Client => ({
  tenantId,
  clientId,
  accessType: 'service',
  displayName: 'Okta',
  scopes: ['admin', 'scim'],
  grantTypes: ['client_credentials'],
  redirectUris: [],
  accessTokenTtl: 180,
  refreshTokenTtl: 129_600,
  refreshTokenIdleTtl: 14_400,
  enabled: true,
  directoryId: undefined,
  unknownMembers: 'park',
  extra: { strData: null, returnFailureResponse: true, resourceUuid: 'r' },
  createdAt: 1,
  updatedAt: 1,
  ...more,
})

export const aSecret = (secretId: string, createdAt = 1): Secret => ({
  secretId,
  digest: `digest-of-${secretId}`,
  hint: 'wxyz',
  createdAt,
  retiresAt: undefined,
  kept: false,
  firstUsedAt: undefined,
  lastUse: undefined,
})
