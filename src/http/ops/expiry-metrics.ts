import type { Expiring } from '../../access/expiry.ts'
import type { Metric } from './exposition.ts'

/** Seconds until the first end of each kind of credential of each client of a tenant. */
export function expiryMetric(tenant: string, expiring: readonly Expiring[], now: number): Metric {
  const nearest = new Map<string, Expiring>()
  for (const one of expiring) {
    const key = `${one.kind} ${one.clientId}`
    if (!nearest.has(key)) nearest.set(key, one)
  }
  return {
    name: 'muster_credential_expiry_seconds',
    help: 'Seconds until the next credential of a client that is in use expires.',
    type: 'gauge',
    samples: [...nearest.values()].map(({ kind, clientId, expiresAt }) => ({
      labels: { tenant, client: clientId, kind },
      value: (expiresAt - now) / 1_000,
    })),
  }
}

/** The first of all ends, without a name. */
export const nextExpiryMetric = (expiring: readonly Expiring[], now: number): Metric => ({
  name: 'muster_next_expiry_seconds',
  help: 'Seconds until the next credential that is in use expires, of whatever client.',
  type: 'gauge',
  samples: expiring
    .toSorted((a, b) => a.expiresAt - b.expiresAt)
    .slice(0, 1)
    .map(({ expiresAt }) => ({ value: (expiresAt - now) / 1_000 })),
})
