/** One metric in the text format of Prometheus, version 0.0.4. */
export type Metric = {
  readonly name: string
  readonly help: string
  readonly type: 'counter' | 'gauge' | 'histogram'
  readonly samples: readonly Sample[]
}

export type Sample = {
  readonly value: number
  readonly labels?: Readonly<Record<string, string>>
  /** `_bucket`, `_sum` or `_count` of a histogram. */
  readonly suffix?: string
}

export const METRICS_TYPE = 'text/plain; version=0.0.4; charset=utf-8'

export const exposition = (metrics: readonly Metric[]): string =>
  metrics
    .filter(({ samples }) => samples.length > 0)
    .map(({ name, help, type, samples }) =>
      [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...samples.map((sample) => line(name, sample))].join('\n'),
    )
    .join('\n')

const line = (name: string, { value, labels = {}, suffix = '' }: Sample): string => {
  const pairs = Object.entries(labels).map(([key, text]) => `${key}="${escape(text)}"`)
  return `${name}${suffix}${pairs.length === 0 ? '' : `{${pairs.join(',')}}`} ${value}`
}

/** Names of clients come from people. */
const escape = (text: string): string =>
  text
    .replaceAll('\\', String.raw`\\`)
    .replaceAll('"', String.raw`\"`)
    .replaceAll('\n', String.raw`\n`)
