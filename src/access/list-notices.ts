import type { Clock } from '../shared/clock.ts'
import { type Expiring, expiringInUse, type Notice, noticesOf } from './expiry.ts'
import type { ExpiryStore } from './ports/expiry.ts'

export type NoticeDeps = { readonly expiries: ExpiryStore; readonly clock: Clock }

/** Everything of the tenant that is in use and has an end, the nearest first. */
export async function listExpiring(deps: NoticeDeps, tenantId: number): Promise<readonly Expiring[]> {
  const now = deps.clock()
  const tokens = await deps.expiries.longLived(tenantId, now)
  return expiringInUse(tokens, await deps.expiries.secrets(tenantId), now)
}

/** What of it is near enough to be announced. */
export const listNotices = async (deps: NoticeDeps, tenantId: number): Promise<readonly Notice[]> =>
  noticesOf(await listExpiring(deps, tenantId), deps.clock())
