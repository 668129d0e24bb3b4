import assert from 'node:assert/strict'
import { apiOf, type JsonObject } from './admin-api.ts'
import type { RunningApp } from './start-app.ts'

export type ShownEntry = JsonObject & {
  readonly sequence: number
  readonly act: string
  readonly actor: { readonly kind: string; readonly name: string; readonly tokenId: string | null }
  readonly from: { readonly address: string; readonly agent: string | null } | null
  readonly target: { readonly kind: string; readonly id: string; readonly name: string | null }
  readonly details: JsonObject
}

/** The newest entries of the default tenant, the newest first. */
export async function newestEntries(app: RunningApp, query = 'count=20'): Promise<readonly ShownEntry[]> {
  const answer = await apiOf(app.base, `HZN ${app.session}`)('GET', `/audit?${query}`)
  assert.equal(answer.status, 200, JSON.stringify(answer.json))
  return answer.json['entries'] as ShownEntry[]
}

/** What `act` leaves in the log, the first first, and what it gives. */
export async function entriesOf<T>(
  app: RunningApp,
  act: () => Promise<T>,
): Promise<{ readonly given: T; readonly entries: readonly ShownEntry[] }> {
  const [before] = await newestEntries(app, 'count=1')
  const given = await act()
  const after = await newestEntries(app)
  return { given, entries: after.filter(({ sequence }) => sequence > (before?.sequence ?? 0)).reverse() }
}
