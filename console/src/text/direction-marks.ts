/** Marks that turn the direction of a text around, also of what stands after it (Unicode UAX #9 §2). */
const DIRECTION_MARKS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu
const LONGEST = 80

/** A name inside a sentence: short, and without marks that would turn the sentence around. */
export function shortName(name: string): string {
  const plain = name.replaceAll(DIRECTION_MARKS, '')
  return plain.length > LONGEST ? `${plain.slice(0, LONGEST)}…` : plain
}

/** JSON that means the same and in which no mark turns the text around it: each is written as its escape. */
export const escapeDirectionMarks = (json: string): string =>
  json.replaceAll(DIRECTION_MARKS, (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`)
