import type { Exchange } from './http-client.ts'

/** All exchanges of one kind, for the table at the end. Times are in ms and cover every try that got an answer. */
export type KindOfRequest = {
  readonly kind: string
  readonly count: number
  readonly statuses: ReadonlyMap<number, number>
  readonly p50: number
  readonly p99: number
}

/** `GET /Users/{id}`, `GET /Users?filter`, `PATCH /Groups/{id}`: what a request is for, without whom it is about. */
export function kindOfRequest(method: string, target: string): string {
  const [path = '', query = ''] = target.split('?', 2)
  const [, collection = '', id] = path.split('/', 3)
  const parameter = /(?:^|&)(filter|startIndex)=/.exec(query)?.[1]
  return `${method} /${collection}${id === undefined ? '' : '/{id}'}${parameter === undefined ? '' : `?${parameter}`}`
}

export function measure(exchanges: readonly Exchange[]): KindOfRequest[] {
  const kinds = Map.groupBy(exchanges, ({ method, target }) => kindOfRequest(method, target))
  return [...kinds].map(([kind, ofKind]) => {
    const times = ofKind.map(({ ms }) => ms).sort((a, b) => a - b)
    return {
      kind,
      count: ofKind.length,
      statuses: new Map([...Map.groupBy(ofKind, ({ status }) => status)].map(([status, all]) => [status, all.length])),
      p50: percentile(times, 50),
      p99: percentile(times, 99),
    }
  })
}

/** Nearest rank; `sorted` is ascending. */
export function percentile(sorted: readonly number[], percent: number): number {
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? 0
}
