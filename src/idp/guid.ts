import { createRandom, type Random } from './random.ts'

/** A random text of the shape that Microsoft and others use for ids. */
export const guid = (random: Random): string =>
  [8, 4, 4, 4, 12].map((length) => Array.from({ length }, () => random.below(16).toString(16)).join('')).join('-')

/** The same text always has the same one. */
export const guidOf = (text: string): string => guid(createRandom(`guid/${text}`))
