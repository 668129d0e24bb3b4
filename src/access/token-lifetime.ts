import type { Client } from './ports/clients.ts'

const MINUTE = 60_000

// RFC 6749 leaves `expires_in` open, clients read it into 32 bits of seconds
const MAX_LIFETIME = 2_147_483_647_000

/** How long an access token of the client lives, in milliseconds. */
export const accessLifetime = (client: Client): number => Math.min(client.accessTokenTtl * MINUTE, MAX_LIFETIME)

/**
 * How long a refresh token lives that nobody uses. Each exchange begins anew: an authorization that is in use needs nobody to
 * renew it (docs/decisions/0006).
 */
export const refreshLifetime = (client: Client): number =>
  Math.min(client.refreshTokenIdleTtl, client.refreshTokenTtl) * MINUTE
