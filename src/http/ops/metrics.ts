import { authenticate, type AuthenticateDeps } from '../../access/authenticate.ts'
import { type Limits } from '../../access/limits.ts'
import { listExpiring, type NoticeDeps } from '../../access/list-notices.ts'
import type { Tenant, TenantStore } from '../../access/ports/tenants.ts'
import { permits } from '../../oauth/scopes.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import { presentedToken } from '../authorization-header.ts'
import type { HttpProblem } from '../problem.ts'
import type { Call, Route } from '../route.ts'
import { expiryMetric, nextExpiryMetric } from './expiry-metrics.ts'
import { exposition, type Metric, METRICS_TYPE } from './exposition.ts'
import { opsProtocol } from './health.ts'
import { processMetrics } from './process-metrics.ts'
import type { RequestMeter } from './request-meter.ts'

export type MetricsDeps = AuthenticateDeps &
  NoticeDeps & {
    readonly tenants: TenantStore
    readonly ready: () => Promise<boolean>
    readonly requestMeter: RequestMeter
  }

/**
 * `/metrics`, for Prometheus. From this machine without a credential, and without the name of any client; from elsewhere with
 * a token of the scope admin:read, and then with those of its tenant. Figures of the process are shown to this machine and to the
 * first tenant, whose administrators run it.
 */
export const metricsRoute = (deps: MetricsDeps): Route => ({
  method: 'GET',
  path: '/metrics',
  access: 'open',
  protocol: opsProtocol,
  body: 'none',
  handle: async (call) => {
    const reader = await readerOf(deps, call)
    if (!reader.ok) return opsProtocol.refuse(reader.error)
    const body = `${exposition(await metricsFor(deps, reader.value))}\n`
    return { status: 200, headers: { 'content-type': METRICS_TYPE, 'cache-control': 'no-store' }, body }
  },
})

/** Absent: nobody in particular, on this machine. */
type Reader = Tenant | undefined

async function readerOf(deps: MetricsDeps, call: Call): Promise<Result<Reader, HttpProblem>> {
  const { authorization } = call.headers
  if (authorization === undefined && isOnThisMachine(call)) return ok(undefined)
  const token = presentedToken(typeof authorization === 'string' ? authorization : undefined, call.query)
  if (!token.ok) return token
  // `ops` routes answer under any host
  const tenant = call.tenant as Tenant | undefined
  if (tenant === undefined) {
    return fail({ kind: 'misdirected', detail: 'A token is of one tenant. Ask under a host name of that tenant.' })
  }
  const caller = await authenticate(deps, tenant, token.value, call.from)
  if (!caller.ok) return caller
  const { scopes, directoryId } = caller.value
  if (!permits(scopes, 'admin:read') || directoryId !== undefined) {
    const detail = 'Metrics need a token of the scope admin:read for the whole tenant.'
    return fail({ kind: 'insufficientScope', scope: 'admin:read', detail })
  }
  return ok(tenant)
}

/** A proxy on this machine sends on what comes from anywhere; the usual ones say so. */
const isOnThisMachine = ({ from, headers }: Call): boolean =>
  /^(?:127\.\d+\.\d+\.\d+|::1)$/.test(from.address) && FORWARDING.every((name) => headers[name] === undefined)

const FORWARDING = ['x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'forwarded', 'via']

async function metricsFor(deps: MetricsDeps, reader: Reader): Promise<readonly Metric[]> {
  const now = deps.clock()
  const store = await storeMetric(deps)
  const isUp = store.samples[0]?.value === 1
  const tenants = isUp ? await deps.tenants.list() : []
  const shown = reader === undefined ? tenants : [reader]
  const expiring = isUp ? await Promise.all(shown.map(({ tenantId }) => listExpiring(deps, tenantId))) : []
  const own = reader === undefined ? [] : [expiryMetric(reader.slug, expiring.flat(), now)]
  const runsIt = reader === undefined || reader.tenantId === tenants[0]?.tenantId
  const ofProcess = runsIt ? [...processMetrics(), deps.requestMeter.metric(), limitsMetric(deps.limits)] : []
  return [store, nextExpiryMetric(expiring.flat(), now), ...own, ...ofProcess]
}

const storeMetric = async ({ ready }: MetricsDeps): Promise<Metric> => ({
  name: 'muster_store_up',
  help: '1 while the store answers.',
  type: 'gauge',
  samples: [{ value: (await ready().catch(() => false)) ? 1 : 0 }],
})

const limitsMetric = ({ addresses, clients, guesses, scans }: Limits): Metric => ({
  name: 'muster_limited_total',
  help: 'Requests that were told to wait, by the limit they met.',
  type: 'counter',
  samples: [
    { labels: { limit: 'address' }, value: addresses.limited() },
    { labels: { limit: 'client' }, value: clients.limited() },
    { labels: { limit: 'wrong_credentials' }, value: guesses.limited() },
    { labels: { limit: 'introspection' }, value: scans.limited() },
  ],
})
