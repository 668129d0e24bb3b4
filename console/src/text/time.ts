import { useLingui } from '@lingui/react'

const UNITS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 365 * 86_400],
  ['month', 30 * 86_400],
  ['week', 7 * 86_400],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
]

/** "in 3 weeks", "2 hours ago"; both arguments are milliseconds. */
export function relativeTime(language: string, at: number, now: number): string {
  const seconds = Math.round((at - now) / 1_000)
  const [unit, size] = UNITS.find(([, length]) => Math.abs(seconds) >= length) ?? ['second', 1]
  // "yesterday" and "now" are exact; "next year" for twelve months from now is not
  const numeric = unit === 'day' || unit === 'second' ? 'auto' : 'always'
  return new Intl.RelativeTimeFormat(language, { numeric }).format(Math.round(seconds / size), unit)
}

const DAY = 86_400_000

/** "in 25 days", not "in 4 weeks": for what has to be done before. Below a day as {@link relativeTime}. */
export function daysUntil(language: string, at: number, now: number): string {
  if (at - now < DAY) return relativeTime(language, at, now)
  return new Intl.RelativeTimeFormat(language).format(Math.floor((at - now) / DAY), 'day')
}

export const fullTime = (language: string, at: number): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short' }).format(at)

export const dayOf = (language: string, at: number): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'long' }).format(at)

/** The language shown, in the browser's own variant of it: `en-GB` writes dates otherwise than `en-US`. */
export function useLanguageTag(): string {
  const { locale } = useLingui().i18n
  return navigator.languages.find((tag) => tag.split('-', 1)[0] === locale && isLanguageTag(tag)) ?? locale
}

/** Some systems hand the browser a name of their own, such as `en-US@posix`, on which `Intl` throws. */
function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1
  } catch {
    return false
  }
}
