import type { Result } from '../shared/result.ts'
import type { Checks, Stopped } from './checks.ts'
import type { Company } from './company.ts'
import type { HttpClient } from './http-client.ts'
import type { TokenHeader } from './wire/authorization.ts'
import type { Progress } from './progress.ts'

/** One client of SCIM servers: who it is, how that is known, and all that it does to a server. */
export type Provider = {
  /** As its administrators call it. */
  readonly title: string
  /** Documents, captures and source code from which its behaviour is known. */
  readonly sources: readonly string[]
  /** Year and month in which the sources were read. */
  readonly asOf: string
  /** Where its SCIM endpoint is, from what its administrator types; the same by default. */
  readonly scimBase?: (typed: URL) => URL
  /** Its patience with one request; a minute by default. */
  readonly timeoutMs?: number
  /** Everything from the connection test to the end. Fails where the provider would have given up altogether. */
  play(scene: Scene): Promise<Result<unknown, Stopped>>
}

export type Scene = {
  readonly client: HttpClient
  readonly checks: Checks
  readonly company: Company
  readonly settings: PlaySettings
  readonly effects: PlayEffects
}

export type PlaySettings = {
  /** Of the SCIM 2.0 endpoint, up to what comes before `/Users`; for `okta-workspace-one` the root of the tenant. */
  readonly base: URL
  readonly token: string
  /** Only Okta's catalogue apps know `raw`. */
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

export type PlayEffects = {
  readonly sleep: (ms: number) => Promise<void>
  /** Milliseconds from any origin. */
  readonly stopwatch: () => number
  readonly progress: Progress
  /** Another text each time. It names users whom a test suite wants never to have existed before. */
  readonly nonce: string
}

/** The token of somebody who mistyped it. */
export const WRONG_TOKEN = 'non-token'
