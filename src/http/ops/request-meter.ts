import type { Metric, Sample } from './exposition.ts'

/** Upper bounds in seconds; one more bucket is for all that takes longer. */
const BOUNDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const

type Counts = { seconds: number; readonly buckets: number[] }

/** Requests of one route pattern, by status. Looked up once per route, so that a request costs no search for it. */
export type Series = { readonly method: string; readonly route: string; readonly byStatus: Map<number, Counts> }

export type RequestMeter = {
  readonly series: (method: string, route: string) => Series
  readonly metric: () => Metric
}

/** Counts answered requests, and how long they took. */
export function createRequestMeter(): RequestMeter {
  const all: Series[] = []
  return {
    series(method, route) {
      const series = { method, route, byStatus: new Map() }
      all.push(series)
      return series
    },
    metric: () => ({
      name: 'muster_http_request_duration_seconds',
      help: 'Requests by method, route pattern and status, and the seconds from their head to their answer.',
      type: 'histogram',
      samples: all.flatMap(samplesOf),
    }),
  }
}

export function observe({ byStatus }: Series, status: number, seconds: number): void {
  let counts = byStatus.get(status)
  if (counts === undefined) {
    counts = { seconds: 0, buckets: Array<number>(BOUNDS.length + 1).fill(0) }
    byStatus.set(status, counts)
  }
  counts.seconds += seconds
  let bucket = 0
  while (bucket < BOUNDS.length && seconds > (BOUNDS[bucket] as number)) bucket += 1
  counts.buckets[bucket] = (counts.buckets[bucket] ?? 0) + 1
}

function samplesOf({ method, route, byStatus }: Series): readonly Sample[] {
  return [...byStatus].flatMap(([status, { seconds, buckets }]) => {
    const labels = { method, route, status: String(status) }
    let count = 0
    const cumulated = buckets.map((here, i): Sample => {
      count += here
      return { suffix: '_bucket', labels: { ...labels, le: String(BOUNDS[i] ?? '+Inf') }, value: count }
    })
    return [...cumulated, { suffix: '_sum', labels, value: seconds }, { suffix: '_count', labels, value: count }]
  })
}
