import type { Secret } from './ports/clients.ts'

/** Milliseconds without a use after which an older secret counts as replaced everywhere. */
export const QUIET = 60 * 60_000

/**
 * When a secret stops working; undefined for the current one. An older one retires before its time when the current one is
 * in use and the older one has been quiet for an hour: nobody has it any more. Unless an administrator prolonged it.
 */
export function endOfSecret(secret: Secret, secrets: readonly Secret[]): number | undefined {
  const { retiresAt, kept, lastUse } = secret
  if (retiresAt === undefined || kept) return retiresAt
  const current = secrets.find((other) => other.retiresAt === undefined)
  if (current?.firstUsedAt === undefined) return retiresAt
  return Math.min(retiresAt, Math.max(current.firstUsedAt, lastUse?.at ?? 0) + QUIET)
}
