import type { RandomBytes } from '../shared/ids.ts'
import { digestOf } from './credential.ts'

const HOW_MANY = 10
/** Crockford's base32 in small letters: no i, l, o and u, so nothing is taken for 1, 0 or v. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'
const LENGTH = 16

/** Ten codes of sixteen characters, 80 bits each: enough that a digest without salt or stretching keeps them. */
export const newRecoveryCodes = (randomBytes: RandomBytes): readonly string[] =>
  Array.from({ length: HOW_MANY }, () =>
    [...randomBytes(LENGTH)]
      .map((byte) => ALPHABET[byte % ALPHABET.length] ?? '')
      .join('')
      .replaceAll(/.{4}(?=.)/g, '$&-'),
  )

/** What is kept of a code: dashes, spaces and capitals are how people write, not what it is. */
export const recoveryDigestOf = (code: string): string => digestOf(code.toLowerCase().replaceAll(/[\s-]/g, ''))
