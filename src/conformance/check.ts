import type { Scim } from './scim.ts'

/** RFC 2119. What a MAY says is checked where the server says that it offers the thing. */
export type Level = 'MUST' | 'SHOULD'

/** What a server may leave out by its ServiceProviderConfig (RFC 7643 §5); without it the check says nothing. */
export type Feature = 'patch' | 'bulk' | 'filter' | 'sort' | 'etag' | 'cursor'

/** One demand of one clause, with the conversation that shows whether a server meets it. */
export type Check = {
  /** `RFC 7644 §3.3` */
  readonly clause: string
  readonly level: Level
  /** A sentence about the server. */
  readonly demand: string
  readonly needs: readonly Feature[]
  /** Rejects with an AssertionError where the demand is not met, with NotOffered where it does not apply. */
  readonly run: (scim: Scim) => Promise<void>
}

export type Section = { readonly title: string; readonly checks: readonly Check[] }

type Run = Check['run']

export const must = (clause: string, demand: string, run: Run, ...needs: readonly Feature[]): Check => ({
  clause,
  level: 'MUST',
  demand,
  needs,
  run,
})

export const should = (clause: string, demand: string, run: Run, ...needs: readonly Feature[]): Check => ({
  ...must(clause, demand, run, ...needs),
  level: 'SHOULD',
})

/** A check's name: unique, and what reports and tests call it by. */
export const nameOf = ({ clause, level, demand }: Check): string => `${clause} ${level}: ${demand}`
