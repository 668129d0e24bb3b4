/** Lifetimes: minutes on the wire, a number and a unit for people. A month has 30 days and a year 365, as the API counts. */
export const UNITS = ['minute', 'hour', 'day', 'week', 'month', 'year'] as const

export type Unit = (typeof UNITS)[number]

const MINUTES: Readonly<Record<Unit, number>> = {
  minute: 1,
  hour: 60,
  day: 1_440,
  week: 10_080,
  month: 43_200,
  year: 525_600,
}

export type Lifetime = { readonly count: number; readonly unit: Unit }

export const minutesOf = ({ count, unit }: Lifetime): number => Math.round(count * MINUTES[unit])

/** In the largest unit that needs no fraction: 525600 is one year, 90 is 90 minutes. */
export function lifetimeOf(minutes: number): Lifetime {
  const unit = UNITS.toReversed().find((candidate) => minutes % MINUTES[candidate] === 0) ?? 'minute'
  return { count: minutes / MINUTES[unit], unit }
}

/** "3 hours", in the words of the language. */
export const sayLifetime = (language: string, minutes: number): string => {
  const { count, unit } = lifetimeOf(minutes)
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(count)
}
