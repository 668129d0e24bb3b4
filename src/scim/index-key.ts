import { createHash } from 'node:crypto'
import { canonicalKey } from '../shared/text.ts'
import { parseInstant } from './instants.ts'
import type { Attribute, AttributePath } from './schema/attribute.ts'

/** Longest key, in UTF-16 code units, before it is cut: engines bound what an index entry may hold. */
export const MAX_KEY = 500

/** Years that four digits can write; keys outside would not sort. */
const FIRST_INSTANT = Date.parse('0000-01-01T00:00:00.000Z')
const LAST_INSTANT = Date.parse('9999-12-31T23:59:59.999Z')

/**
 * The key under which a value of this attribute is stored and sought, so that one comparison of text serves every type:
 * text folded unless case-exact, booleans `true`/`false`, instants in UTC with milliseconds, numbers as 16 hex digits
 * that sort as they do. Undefined when the value is not of the attribute's type.
 */
export function keyOf(path: AttributePath, value: string | number | boolean): string | undefined {
  return keyOfLeaf(path.subAttribute ?? path.attribute, value)
}

export function keyOfLeaf(attribute: Attribute, value: string | number | boolean): string | undefined {
  const key = wholeKeyOf(attribute, value)
  return key === undefined ? undefined : cutKey(key)
}

/** The key before {@link cutKey}. */
export function wholeKeyOf(attribute: Attribute, value: string | number | boolean): string | undefined {
  switch (attribute.type) {
    case 'boolean':
      return booleanKey(value)
    case 'integer':
    case 'decimal':
      return numberKey(value)
    case 'dateTime':
      return typeof value === 'string' ? instantKey(parseInstant(value)) : undefined
    case 'complex':
      return undefined
    default:
      return textKey(attribute, String(value))
  }
}

function textKey(attribute: Attribute, text: string): string {
  return attribute.caseExact ? text : canonicalKey(text)
}

function booleanKey(value: string | number | boolean): string | undefined {
  if (typeof value === 'boolean') return value ? 'true' : 'false'
  if (typeof value === 'number') return undefined
  const text = value.toLowerCase()
  return text === 'true' || text === 'false' ? text : undefined
}

export function instantKey(time: number | undefined): string | undefined {
  return time === undefined || time < FIRST_INSTANT || time > LAST_INSTANT ? undefined : new Date(time).toISOString()
}

const bits = new DataView(new ArrayBuffer(8))

function numberKey(value: string | number | boolean): string | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  if (typeof number !== 'number' || !Number.isFinite(number)) return undefined
  bits.setFloat64(0, number === 0 ? 0 : number)
  const raw = bits.getBigUint64(0)
  // the order of doubles is the order of their bits once the sign is turned over, and everything of a negative one
  const ordered = raw >> 63n === 1n ? ~raw & 0xffff_ffff_ffff_ffffn : raw | (1n << 63n)
  return ordered.toString(16).padStart(16, '0')
}

/**
 * A long key keeps its beginning and ends in a digest of the whole, so that equality still holds. The digest is written
 * in characters of a private plane that no search for ordinary text can meet.
 */
export function cutKey(key: string): string {
  if (key.length <= MAX_KEY) return key
  const splits = (key.charCodeAt(MAX_KEY - 1) & 0xfc00) === 0xd800
  let suffix = '\u{10ffff}'
  for (const byte of createHash('sha256').update(key).digest().subarray(0, 16)) {
    suffix += String.fromCodePoint(0x10_fe00 + byte)
  }
  return key.slice(0, splits ? MAX_KEY - 1 : MAX_KEY) + suffix
}
