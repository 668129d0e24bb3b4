import type { ClientOverview } from '../../access/ports/clients.ts'
import { endOfSecret } from '../../access/secret-end.ts'
import type { Directory } from '../../directory/ports.ts'
import type * as contract from './contract.ts'
import { iso, isoOrNull, lastUseOf } from './operation.ts'

/** A client as the API shows it. */
export function clientShown(
  { client, secrets, liveTokens, lastUsedAt }: ClientOverview,
  directories: readonly Directory[],
): contract.Client {
  return {
    clientId: client.clientId,
    accessType: client.accessType,
    displayName: client.displayName,
    scopes: [...client.scopes],
    grantTypes: [...client.grantTypes],
    redirectUris: [...client.redirectUris],
    accessTokenTtl: client.accessTokenTtl,
    refreshTokenTtl: client.refreshTokenTtl,
    refreshTokenIdleTtl: client.refreshTokenIdleTtl,
    enabled: client.enabled,
    directory: directories.find(({ directoryId }) => directoryId === client.directoryId)?.slug ?? null,
    unknownMembers: client.unknownMembers,
    createdAt: iso(client.createdAt),
    updatedAt: iso(client.updatedAt),
    lastUsedAt: isoOrNull(lastUsedAt),
    liveTokens,
    secrets: secrets.map((secret) => ({
      secretId: secret.secretId,
      hint: secret.hint,
      createdAt: iso(secret.createdAt),
      retiresAt: isoOrNull(endOfSecret(secret, secrets)),
      kept: secret.kept,
      ...lastUseOf(secret.lastUse),
    })),
  }
}
