import type { Client } from '../../api/clients.ts'

export const CLIENT_ORDERS = ['client', 'used'] as const

export type ClientOrder = (typeof CLIENT_ORDERS)[number]

/** By id as people sort names, or by last use with the never used first. */
export function orderClients(clients: readonly Client[], by: ClientOrder, descending: boolean): readonly Client[] {
  const compare = (a: Client, b: Client): number =>
    by === 'used'
      ? (a.lastUsedAt ?? '').localeCompare(b.lastUsedAt ?? '')
      : a.clientId.localeCompare(b.clientId, undefined, { numeric: true })
  return clients.toSorted((a, b) => (descending ? compare(b, a) : compare(a, b)))
}
