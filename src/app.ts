import { randomBytes, randomUUIDv7 } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Logger } from 'pino'
import { createAnnouncer } from './access/announce-expiry.ts'
import { createPasswordHasher } from './access/argon2.ts'
import { authenticate } from './access/authenticate.ts'
import { createFirstAdministrator } from './access/create-administrator.ts'
import { createFailureLimiter } from './access/failures.ts'
import { createLimits, DEFAULT_LIMITS } from './access/limits.ts'
import { REFUSAL_LIMITS } from './access/note-refusal.ts'
import type { Passkey } from './access/ports/passkeys.ts'
import type { Tenant } from './access/ports/tenants.ts'
import { CODE_LIMITS } from './access/prove-second-factor.ts'
import { isSetUpOpen, issueSetupLink } from './access/set-up.ts'
import { CHALLENGE_LIMITS } from './access/sign-in-with-passkey.ts'
import type { Config } from './config.ts'
import { settleAll } from './directory/settle-schemas.ts'
import { restProtocol } from './http/access/error-response.ts'
import { allRoutes } from './http/all-routes.ts'
import { adminProtocol } from './http/admin/error-response.ts'
import { serveConsole } from './http/console/static.ts'
import { oauthProtocol } from './http/oauth/error-response.ts'
import { opsProtocol } from './http/ops/health.ts'
import { createRequestMeter } from './http/ops/request-meter.ts'
import { scimProtocol } from './http/scim/error-response.ts'
import { scimV1Protocol } from './http/scim-v1/error-response.ts'
import { createServer } from './http/server.ts'
import { protocolsByPath } from './http/surfaces.ts'
import { tenantHosts } from './http/tenant-hosts.ts'
import { passkeyVerifier } from './passkey-verifier.ts'
import { randomPool } from './random-pool.ts'
import { auditEntry, BY_SYSTEM } from './shared/audit-entry.ts'
import type { Clock } from './shared/clock.ts'
import { openStorage, type Storage } from './storage/open-storage.ts'

export type AppOptions = {
  readonly config: Config
  readonly logger: Logger
  readonly clock?: Clock
  /** The store can no longer promise durability (a flush to disk failed): the process has to end. */
  readonly onFatal?: (error: unknown) => void
  /** Where the build of `console/` lies; `dist/console` by default. */
  readonly consoleFolder?: string
}

export type App = {
  /** `http://host:port`, with the port really in use. */
  readonly url: string
  /** Address of the one-time set-up link; absent once there is an administrator. */
  readonly setupUrl: string | undefined
  /** Answers what is under way, then closes server and store. */
  close(): Promise<void>
}

/** The composition root: the only place that knows every part, and the only one that wires storage. */
export async function startApp(options: AppOptions): Promise<App> {
  const { config, logger } = options
  const clock = options.clock ?? Date.now
  const storage = await openAppStorage(
    config,
    clock,
    options.onFatal ?? ((error) => logger.fatal({ err: error }, 'the store failed')),
  )
  try {
    const deps = {
      ...storage,
      clock,
      newId: randomUUIDv7,
      randomBytes: randomPool(),
      hasher: createPasswordHasher(randomBytes),
    }
    const tenant = await defaultTenant(storage, clock)
    await firstAdministrator(deps, config, tenant, logger)

    const limits = createLimits(clock, { ...DEFAULT_LIMITS, ...config.limits })
    const accessDeps = {
      ...deps,
      limits,
      requestMeter: createRequestMeter(),
      secretFailures: createFailureLimiter(clock),
      passwordFailures: createFailureLimiter(clock),
      refusalsNoted: createFailureLimiter(clock, REFUSAL_LIMITS),
      codeFailures: createFailureLimiter(clock, CODE_LIMITS),
      passkeyVerifier,
      passkeyFailures: createFailureLimiter(clock),
      challengesMade: createFailureLimiter(clock, CHALLENGE_LIMITS),
      noteClonedPasskey: ({
        tenantId,
        administratorId,
        passkeyId,
      }: Pick<Passkey, 'tenantId' | 'administratorId' | 'passkeyId'>) =>
        logger.warn({ tenantId, administratorId, passkeyId }, 'a passkey counted backwards: it may have been copied'),
    }
    const server = createServer({
      routes: allRoutes(accessDeps),
      findTenant: await tenantHosts(storage.tenants, config.publicUrl?.hostname),
      authenticate: (of, presented, from) => authenticate(accessDeps, of, presented, from),
      protocolOf: protocolsByPath({
        scim: scimProtocol,
        scimV1: scimV1Protocol,
        oauth: oauthProtocol,
        rest: restProtocol,
        admin: adminProtocol,
        ops: opsProtocol,
      }),
      publicUrl: config.publicUrl,
      limits,
      requestMeter: accessDeps.requestMeter,
      trustedProxies: config.trustedProxies ?? [],
      logger,
      newReference: () => randomBytes(5).toString('hex'),
      extend: serveConsole(options.consoleFolder ?? CONSOLE_FOLDER, config.publicUrl?.protocol === 'https:'),
    })
    // what a process that was stopped has left half-done, beside the requests that come in
    void settleAll(deps).catch((error: unknown) => logger.error({ err: error }, 'indexing by new definitions failed'))
    const announce = createAnnouncer(deps, ({ slug }, { kind, clientId, credentialId, expiresAt, stage }) =>
      logger.warn(
        { tenant: slug, kind, clientId, credentialId, expiresAt: new Date(expiresAt).toISOString(), stage },
        'something that is in use will expire',
      ),
    )
    const announceAll = (): Promise<void> =>
      announce().catch((error: unknown) => logger.error({ err: error }, 'looking for what expires failed'))
    let announcing = announceAll()
    const hourly = setInterval(() => {
      announcing = announceAll()
      void purge(storage, logger)
    }, EVERY_HOUR).unref()
    await server.listen({ host: config.host, port: config.port })
    const { port } = server.server.address() as AddressInfo
    const url = `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`
    const setup = (await isSetUpOpen(storage.administrators, tenant)) ? await issueSetupLink(deps, tenant) : undefined
    return {
      url,
      setupUrl:
        setup === undefined
          ? undefined
          : `${config.publicUrl?.origin ?? byName(url)}/console/setup#token=${setup.token}`,
      close: async () => {
        clearInterval(hourly)
        await server.close()
        await announcing
        await storage.close()
      },
    }
  } catch (error) {
    await storage.close()
    throw error
  }
}

/** No passkey can be made under a number, so the link to the page that makes the first one has a name. */
const byName = (url: string): string => url.replace('//127.0.0.1:', '//localhost:')

const CONSOLE_FOLDER = join(import.meta.dirname, '..', 'dist', 'console')

const EVERY_HOUR = 60 * 60 * 1_000

/** What fails here fails again in an hour, and nothing depends on it sooner. */
async function purge(storage: Storage, logger: Logger): Promise<void> {
  try {
    const resources = await storage.purge()
    if (resources > 0) logger.info({ resources }, 'deleted for good what can no longer be brought back')
  } catch (error) {
    logger.error({ err: error }, 'the purge failed')
  }
}

/** Opens the store of a configuration; also what the command line works on while no server runs. */
export async function openAppStorage(
  config: Pick<Config, 'dataFolder' | 'databaseUrl'>,
  clock: Clock,
  onFatal: (error: unknown) => void,
): Promise<Storage> {
  if (config.databaseUrl !== undefined) return openStorage({ url: config.databaseUrl, clock, onFatal })
  await mkdir(config.dataFolder, { recursive: true, mode: 0o700 })
  return openStorage({ path: join(config.dataFolder, 'muster.db'), clock, onFatal })
}

/** An empty store gets one tenant, the one that local addresses mean. */
export async function defaultTenant(storage: Pick<Storage, 'tenants'>, clock: Clock): Promise<Tenant> {
  const [first] = await storage.tenants.list()
  if (first !== undefined) return first
  const createdAt = clock()
  const tenant = {
    slug: 'default',
    name: 'Default',
    hosts: ['localhost', '127.0.0.1'],
    suspended: false,
    createdAt,
  }
  const created = await storage.tenants.create(tenant, () =>
    auditEntry(BY_SYSTEM, createdAt, 'tenant.create', { kind: 'tenant', id: tenant.slug, name: tenant.name }),
  )
  if (created.ok) return created.value
  // another process that starts on the same database was quicker
  const [other] = await storage.tenants.list()
  if (other !== undefined) return other
  throw new Error(`the default tenant cannot be created: ${created.error.kind}`)
}

async function firstAdministrator(
  deps: Parameters<typeof createFirstAdministrator>[0],
  config: Config,
  tenant: Tenant,
  logger: Logger,
): Promise<void> {
  if (config.firstAdministrator === undefined) return
  if ((await deps.administrators.count(tenant.tenantId)) > 0) return
  const made = await createFirstAdministrator(deps, { tenantId: tenant.tenantId, ...config.firstAdministrator })
  if (!made.ok) {
    throw new StartRefused(
      `MUSTER_ADMIN_USERNAME and MUSTER_ADMIN_PASSWORD cannot make the first administrator: ${made.error.detail}`,
    )
  }
  if (made.value) logger.info({ username: config.firstAdministrator.username }, 'created the first administrator')
}

/** The configuration asks for something that cannot be done; the message says what to change. */
export class StartRefused extends Error {}
