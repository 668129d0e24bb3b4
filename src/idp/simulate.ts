import { type Check, createChecks, type Stopped } from './checks.ts'
import { createCompany } from './company.ts'
import { createHttpClient, type Exchange } from './http-client.ts'
import { type KindOfRequest, measure } from './measurements.ts'
import type { PlayEffects, PlaySettings, Provider } from './provider.ts'
import { type Dialect, PROVIDERS } from './providers.ts'

export type SimulationSettings = PlaySettings & { readonly dialect: Dialect }

export type SimulationReport = {
  readonly dialect: Dialect
  /** As its administrators call the provider. */
  readonly provider: string
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
export async function simulate(settings: SimulationSettings, effects: PlayEffects): Promise<SimulationReport> {
  const { sleep, stopwatch } = effects
  const { dialect, seed } = settings
  const provider: Provider = PROVIDERS[dialect]
  const exchanges: Exchange[] = []
  const base = provider.scimBase?.(settings.base) ?? settings.base
  const client = createHttpClient(
    base,
    { sleep, stopwatch, record: (each) => exchanges.push(each) },
    provider.timeoutMs,
  )
  const checks = createChecks()
  const company = createCompany(seed, settings.users, settings.groups)
  const started = stopwatch()
  const outcome = await provider.play({ client, checks, company, settings, effects })
  client.close()
  const all = checks.all()
  return {
    dialect,
    provider: provider.title,
    seed,
    ms: stopwatch() - started,
    requests: measure(exchanges),
    checks: all,
    passed: all.reduce((sum, { passed }) => sum + passed, 0),
    failed: all.reduce((sum, { failed }) => sum + failed, 0),
    ...(!outcome.ok && { stopped: outcome.error }),
  }
}
