/**
 * RFC 7643 §2.3.5 and what clients make of it (scim-clients F10): up to nine fractional digits, an offset or none (then
 * UTC), a lower-case `t` or a blank for `T`, a date alone.
 */
const SHAPE =
  /^(\d{4})-(\d{2})-(\d{2})(?:[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*([Zz]|[+-]\d{2}:?\d{2})?)?$/

/** Milliseconds since the epoch; undefined when the text is no instant. Fractions below a millisecond are cut off. */
export function parseInstant(text: string): number | undefined {
  const parts = SHAPE.exec(text.trim())
  if (parts === null) return undefined
  const [, year, month, day, hour = '00', minute = '00', second = '00', fraction = '', offset = 'Z'] = parts
  const zone = offset.toUpperCase() === 'Z' ? 'Z' : `${offset.slice(0, 3)}:${offset.slice(-2)}`
  const milliseconds = fraction.slice(0, 3).padEnd(3, '0')
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}.${milliseconds}${zone}`)
  return Number.isNaN(time) || !isRealDay(Number(year), Number(month), Number(day)) ? undefined : time
}

/** `Date.parse` takes the 30th of February for the 1st of March. */
function isRealDay(year: number, month: number, day: number): boolean {
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}
