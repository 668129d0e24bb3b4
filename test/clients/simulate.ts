import type { Dialect } from '../../src/idp/providers.ts'
import { simulate, type SimulationReport } from '../../src/idp/simulate.ts'

export const SEED = process.env['SEED'] ?? 'muster'

/** A whole session with no waiting in it; `server` is whatever has a SCIM base URL and a token. */
export function runSession(
  dialect: Dialect,
  server: { readonly base: URL; readonly token: string },
  { users = 60, groups = 6, tokenHeader = 'bearer' as const, strict = false, seed = SEED, nonce = 'once' } = {},
): Promise<SimulationReport> {
  return simulate(
    { dialect, base: server.base, token: server.token, tokenHeader, users, groups, seed, strict, timed: false },
    { sleep: async () => {}, stopwatch: () => performance.now(), progress: () => {}, nonce },
  )
}

/** The failed checks as lines that a test's message can show. */
export const failures = (report: SimulationReport): string[] =>
  report.checks
    .filter(({ failed }) => failed > 0)
    .map(({ step, what, firstFailure }) => `${step}: ${what}; got ${firstFailure?.got} for ${firstFailure?.request}`)
