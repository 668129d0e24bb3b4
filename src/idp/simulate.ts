import type { Result } from '../shared/result.ts'
import { type Check, createChecks, type Stopped } from './checks.ts'
import { createHttpClient, type Exchange, type HttpClient } from './http-client.ts'
import { type KindOfRequest, measure } from './measurements.ts'
import { createOktaCatalogue } from './okta-catalogue.ts'
import { createOktaWizard } from './okta-wizard.ts'
import { createOktaWorkspaceOne } from './okta-workspace-one.ts'
import { createOktaApp } from './okta/app.ts'
import type { Progress } from './okta/bulk.ts'
import { runCatalogueSession } from './okta/catalogue-session.ts'
import { createCompany } from './okta/company.ts'
import { authorization, createTransport, oktaAppearance, specAppearance, type TokenHeader } from './okta/transport.ts'
import { runWizardSession } from './okta/wizard-session.ts'
import { scimBaseOf, workspaceOneAppearance } from './okta/workspace-one/app.ts'
import { runWorkspaceOneSession } from './okta/workspace-one/session.ts'
import { createRandom } from './random.ts'

export const DIALECTS = ['okta-wizard', 'okta-catalogue', 'okta-workspace-one'] as const
export type Dialect = (typeof DIALECTS)[number]

export type SimulationSettings = {
  readonly dialect: Dialect
  /** Of the SCIM 2.0 endpoint, up to what comes before `/Users`; for `okta-workspace-one` the root of the tenant. */
  readonly base: URL
  readonly token: string
  /** The wizard app always sends `Bearer`. */
  readonly tokenHeader: TokenHeader
  /** At least 4. */
  readonly users: number
  readonly groups: number
  /** Of the directory; only `okta-workspace-one` sends one. The guide's by default. */
  readonly domain?: string
  readonly seed: string
  /** An empty directory fails the connection test, as with some of Okta's connectors. */
  readonly strict: boolean
  /** Whether the SPEC test's assertion about speed counts: not where other things share the machine. */
  readonly timed: boolean
}

export type SimulationEffects = {
  readonly sleep: (ms: number) => Promise<void>
  /** Milliseconds from any origin. */
  readonly stopwatch: () => number
  readonly progress: Progress
  /** Another text each time. It names the user whom the SPEC test wants never to have existed before. */
  readonly nonce: string
}

export type SimulationReport = {
  readonly dialect: Dialect
  readonly seed: string
  readonly ms: number
  readonly requests: readonly KindOfRequest[]
  readonly checks: readonly Check[]
  readonly passed: number
  readonly failed: number
  /** Where the session had to end early. */
  readonly stopped?: Stopped
}

/** Plays one provider's whole session against a SCIM server and reports what it saw. */
export async function simulate(settings: SimulationSettings, effects: SimulationEffects): Promise<SimulationReport> {
  const { sleep, stopwatch } = effects
  const exchanges: Exchange[] = []
  const base = settings.dialect === 'okta-workspace-one' ? scimBaseOf(settings.base) : settings.base
  const client = createHttpClient(base, { sleep, stopwatch, record: (each) => exchanges.push(each) })
  const checks = createChecks()
  const started = stopwatch()
  const outcome = await play(settings, client, checks, effects)
  client.close()
  const all = checks.all()
  return {
    dialect: settings.dialect,
    seed: settings.seed,
    ms: stopwatch() - started,
    requests: measure(exchanges),
    checks: all,
    passed: all.reduce((sum, { passed }) => sum + passed, 0),
    failed: all.reduce((sum, { failed }) => sum + failed, 0),
    ...(!outcome.ok && { stopped: outcome.error }),
  }
}

const WRONG_TOKEN = 'non-token'

function play(
  settings: SimulationSettings,
  client: HttpClient,
  checks: ReturnType<typeof createChecks>,
  { progress, nonce, stopwatch }: SimulationEffects,
): Promise<Result<number, Stopped>> {
  const { dialect, token, tokenHeader, strict, seed } = settings
  const style = dialect === 'okta-wizard' ? 'bearer' : tokenHeader
  const wire = (secret: string) => createTransport(client, oktaAppearance(authorization(secret, style)))
  const spec = (secret: string) => createTransport(client, specAppearance(authorization(secret, style)))
  const company = createCompany(seed, settings.users, settings.groups)
  if (dialect === 'okta-workspace-one') {
    const v1 = (secret: string) => createTransport(client, workspaceOneAppearance(authorization(secret, style)))
    const app = { ...createOktaApp(v1(token), checks, { strict }), domain: settings.domain ?? 'OKTA.COM' }
    return runWorkspaceOneSession(createOktaWorkspaceOne(app), company, v1(WRONG_TOKEN), progress)
  }
  const app = createOktaApp(wire(token), checks, { strict })
  if (dialect === 'okta-wizard') return runWizardSession(createOktaWizard(app), company, wire(WRONG_TOKEN), progress)
  const specTest = {
    transport: spec(token),
    intruder: spec(WRONG_TOKEN),
    checks,
    random: createRandom(`${seed}/${nonce}`),
    ...(settings.timed && { stopwatch }),
  }
  return runCatalogueSession(createOktaCatalogue(app), company, wire(WRONG_TOKEN), specTest, progress)
}
