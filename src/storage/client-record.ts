import type { Client, GrantType, Secret } from '../access/ports/clients.ts'
import type { Use } from '../access/ports/provenance.ts'
import type { Row } from './database.ts'
import { flag, integer, optionalInteger, optionalText, text } from './row.ts'
import { sql } from './sql.ts'

/** What {@link toClient} reads, in its order. */
export const CLIENT = sql`tenant_id, client_id, access_type, display_name, scopes, grant_types, redirect_uris,
  access_token_ttl, refresh_token_ttl, refresh_token_idle_ttl, enabled, directory_id, extra, created_at, updated_at, unknown_members`

export const toClient = (row: Row): Client => ({
  tenantId: integer(row[0]),
  clientId: text(row[1]),
  accessType: row[2] === 'user' ? 'user' : 'service',
  displayName: text(row[3]),
  scopes: words(text(row[4])),
  grantTypes: words(text(row[5])).filter(isGrantType),
  redirectUris: words(text(row[6])),
  accessTokenTtl: integer(row[7]),
  refreshTokenTtl: integer(row[8]),
  refreshTokenIdleTtl: integer(row[9]),
  enabled: flag(row[10]),
  directoryId: optionalInteger(row[11]),
  // written by us from a value of this type
  extra: JSON.parse(text(row[12])) as Client['extra'],
  createdAt: integer(row[13]),
  updatedAt: integer(row[14]),
  unknownMembers: row[15] === 'refuse' ? 'refuse' : 'park',
})

/** What {@link toSecret} reads, in its order. */
export const SECRET = sql`secret_id, digest, hint, created_at, retires_at, kept, first_used_at, last_used_at, last_used_from,
  last_used_agent`

export const toSecret = (row: Row): Secret => ({
  secretId: text(row[0]),
  digest: text(row[1]),
  hint: text(row[2]),
  createdAt: integer(row[3]),
  retiresAt: optionalInteger(row[4]),
  kept: flag(row[5]),
  firstUsedAt: optionalInteger(row[6]),
  lastUse: useOf(row, 7),
})

/** Instant, address and agent of the last use, in the columns from `first` on. */
export function useOf(row: Row, first: number): Use | undefined {
  const at = optionalInteger(row[first])
  if (at === undefined) return undefined
  return { at, address: optionalText(row[first + 1]) ?? '', agent: optionalText(row[first + 2]) }
}

/** Scopes, grant types and redirect URIs contain no space (RFC 6749 §3.3, RFC 3986 §2). */
export const words = (stored: string): readonly string[] => (stored === '' ? [] : stored.split(' '))

const isGrantType = (word: string): word is GrantType =>
  word === 'client_credentials' || word === 'authorization_code' || word === 'refresh_token' || word === 'password'
