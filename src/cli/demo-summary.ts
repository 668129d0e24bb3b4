import type { Provisioned } from '../idp/provision-company.ts'
import { listAt, objectAt, textAt } from '../idp/read-json.ts'
import { parseJson } from '../shared/json.ts'
import { renderFailure, requestTable } from './simulation-report.ts'
import { renderColumns, shorten } from './table.ts'

export type DemoSummary = {
  readonly url: string
  readonly scimBase: string
  readonly administrator: { readonly username: string; readonly password: string }
  readonly clientId: string
  readonly secret: string
  readonly token: string
  readonly directoryId: string
  readonly provisioned: Provisioned
  readonly people: readonly DemoPerson[]
  /** From the start of the server to the end of the work. */
  readonly ms: number
}

const WIDEST_CELL = 34

export type DemoPerson = {
  readonly userName: string
  readonly displayName: string
  readonly title: string
  readonly active: boolean
}

export async function firstPeople(request: typeof fetch, scimBase: string, token: string): Promise<DemoPerson[]> {
  const answer = await request(`${scimBase}/Users?startIndex=1&count=10`, {
    headers: { Authorization: `Bearer ${token}` },
  })
  const parsed = parseJson(await answer.text())
  if (!parsed.ok) return []
  return (listAt(parsed.value, 'Resources') ?? []).map((user) => ({
    userName: textAt(user, 'userName') ?? '',
    displayName: textAt(user, 'displayName') ?? '',
    title: textAt(user, 'title') ?? '',
    active: objectAt(user)?.['active'] === true,
  }))
}

export function renderDemo(summary: DemoSummary): string {
  const { provisioned, people, administrator } = summary
  const facts = [
    ['SCIM base URL', summary.scimBase],
    ['Access token', summary.token],
    ['Client', `${summary.clientId}, secret ${summary.secret}`],
    ['Administrator', `${administrator.username}, password ${administrator.password}`],
    ['Directory', summary.directoryId],
  ]
  const rows = people.map((each) => [
    ...[each.userName, each.displayName, each.title].map((cell) => shorten(cell, WIDEST_CELL)),
    each.active ? 'active' : 'inactive',
  ])
  return [
    '',
    requestTable(provisioned.requests),
    '',
    ...provisioned.failures.map((check) => renderFailure(check, 'Okta')),
    renderColumns(facts),
    '',
    'The first people in the directory:',
    '',
    renderColumns(rows),
    '',
    'Ask for one yourself:',
    `  curl -G -H 'Authorization: Bearer ${summary.token}' \\`,
    `    --data-urlencode 'filter=userName eq "${people[0]?.userName ?? ''}"' ${summary.scimBase}/Users`,
    '',
    `All of it took ${(summary.ms / 1_000).toFixed(1)} s.`,
    '',
  ].join('\n')
}
