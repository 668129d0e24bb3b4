import type { Checks } from '../checks.ts'
import type { Transport } from '../wire/transport.ts'

/** What Okta keeps about one application: where people and groups are on the other side, as it was told. */
export type OktaApp = {
  readonly transport: Transport
  readonly checks: Checks
  /** `userName` → remote id, of everybody who is assigned now. */
  readonly assigned: Map<string, string>
  /** `displayName` → remote group; filled by imports when "Import Groups" is on, and by pushes. */
  readonly groups: Map<string, RemoteGroup>
  readonly importGroups: boolean
  /** Fail on an empty list of users, as some of Okta's connectors do when they are tested. */
  readonly strict: boolean
}

export type RemoteGroup = {
  readonly id: string
  /** As last pushed; absent when it is only known from a listing. */
  readonly members?: readonly Member[]
}

export type Member = { readonly value: string; readonly display: string }

export type OktaAppOptions = Partial<Pick<OktaApp, 'importGroups' | 'strict'>>

export function createOktaApp(transport: Transport, checks: Checks, options: OktaAppOptions = {}): OktaApp {
  return {
    transport,
    checks,
    assigned: new Map(),
    groups: new Map(),
    importGroups: options.importGroups ?? false,
    strict: options.strict ?? false,
  }
}
