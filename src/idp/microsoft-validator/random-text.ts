import type { Random } from '../random.ts'

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** `RJWNTUNNOHNZ`: what the validator puts into every text, a locale and a URL included. */
export const randomText = (random: Random): string =>
  Array.from({ length: 12 }, () => LETTERS[random.below(LETTERS.length)]).join('')

/** `10-040-1308`: the digits are where a number has them, and mean nothing. */
export function randomPhone(random: Random): string {
  const digits = (length: number) => Array.from({ length }, () => random.below(10)).join('')
  return `${digits(2)}-${digits(3)}-${digits(4)}`
}

export const randomMail = (random: Random): string =>
  `${randomText(random).toLowerCase()}@${randomText(random)}.example`
