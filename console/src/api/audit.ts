import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { AuditAct, AuditEntry, AuditLog } from '../../../src/http/admin/contract.ts'
import { request, requestText } from './request.ts'

export type { AuditAct, AuditEntry }

const PATH = '/api/v1/audit'

/** Days as a date input gives them (`2026-01-31`), of the person's own time zone; `to` is the last one. */
export type AuditWish = {
  readonly text?: string | undefined
  readonly act?: string | undefined
  readonly actor?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
}

/** The newest first. A page may be empty and yet have a next one. */
export const auditQuery = (wish: AuditWish) =>
  infiniteQueryOptions({
    queryKey: ['audit', wish],
    initialPageParam: undefined as number | undefined,
    queryFn: ({ signal, pageParam }) => {
      const parameters = parametersOf(wish)
      parameters.set('count', '50')
      if (pageParam !== undefined) parameters.set('before', String(pageParam))
      return request<AuditLog>(`${PATH}?${parameters}`, { signal })
    },
    getNextPageParam: ({ nextBefore }) => nextBefore ?? undefined,
  })

/** The entry with this number; undefined where it was purged, or never was. */
export const auditEntryQuery = (sequence: number) =>
  queryOptions({
    queryKey: ['audit', 'entry', sequence],
    queryFn: async ({ signal }) => {
      const { entries } = await request<AuditLog>(`${PATH}?count=1&before=${sequence + 1}`, { signal })
      return entries.find((entry) => entry.sequence === sequence) ?? null
    },
  })

/** Everything that the wish finds, as the text of a file. */
export async function exportAudit(wish: AuditWish, format: 'csv' | 'ndjson'): Promise<string> {
  const parameters = parametersOf(wish)
  parameters.set('format', format)
  const parts: string[] = []
  let next: string | undefined = `${PATH}/export?${parameters}`
  while (next !== undefined) {
    const { text, link } = await requestText(next)
    parts.push(text)
    const address: string | undefined = /^<([^>]+)>; rel="next"$/.exec(link)?.[1]
    next = address === undefined ? undefined : PATH + address.slice(address.indexOf('/export?'))
  }
  return parts.join('')
}

function parametersOf({ text, act, actor, from, to }: AuditWish): URLSearchParams {
  const given = {
    text,
    act,
    actor,
    since: from === undefined ? undefined : midnight(from, 0),
    until: to === undefined ? undefined : midnight(to, 1),
  }
  return new URLSearchParams(
    Object.entries(given).flatMap(([name, value]) => (value === undefined || value === '' ? [] : [[name, value]])),
  )
}

function midnight(day: string, later: number): string {
  const at = new Date(`${day}T00:00`)
  at.setDate(at.getDate() + later)
  return at.toISOString()
}
