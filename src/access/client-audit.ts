import { changedFields, type AuditTarget } from '../shared/audit-entry.ts'
import type { JsonObject } from '../shared/json.ts'
import type { Client } from './ports/clients.ts'

export const clientTarget = ({ clientId, displayName }: Pick<Client, 'clientId' | 'displayName'>): AuditTarget => ({
  kind: 'client',
  id: clientId,
  name: displayName,
})

/** What the audit log tells of a client. The remaining wire fields are free text, so they are named and not shown. */
const shown = (client: Client) => ({
  accessType: client.accessType,
  displayName: client.displayName,
  scopes: client.scopes,
  grantTypes: client.grantTypes,
  redirectUris: client.redirectUris,
  accessTokenTtl: client.accessTokenTtl,
  refreshTokenTtl: client.refreshTokenTtl,
  refreshTokenIdleTtl: client.refreshTokenIdleTtl,
  enabled: client.enabled,
  directoryId: client.directoryId,
  unknownMembers: client.unknownMembers,
  extra: Object.keys(client.extra).sort(),
})

export const newClientDetails = (client: Client): JsonObject => changedFields({}, shown(client))

export function changedClientDetails(before: Client, after: Client): JsonObject {
  const extra = Object.keys(changedFields(before.extra, after.extra))
  const { extra: _, ...changed } = changedFields(shown(before), shown(after))
  return { changed: extra.length === 0 ? changed : { ...changed, extra } }
}
