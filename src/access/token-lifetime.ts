import type { Client } from './ports.ts'

const MINUTE = 60_000

// RFC 6749 leaves `expires_in` open, clients read it into 32 bits of seconds
const MAX_LIFETIME = 2_147_483_647_000

/** How long an access token of the client lives, in milliseconds. */
export const accessLifetime = (client: Client): number => Math.min(client.accessTokenTtl * MINUTE, MAX_LIFETIME)

/** How long everything lives that descends from one authorization. */
export const familyLifetime = (client: Client): number => client.refreshTokenTtl * MINUTE

/** How long a refresh token lives that nobody uses; never longer than what is left of its family. */
export const refreshLifetime = (client: Client, familyExpiresAt: number, now: number): number =>
  Math.min(client.refreshTokenIdleTtl * MINUTE, familyExpiresAt - now)
