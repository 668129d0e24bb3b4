import { createHmac, timingSafeEqual } from 'node:crypto'
import type { RandomBytes } from '../shared/ids.ts'

/** What every authenticator app takes without being told (RFC 6238 §1.2, §4): SHA-1, six digits, thirty seconds. */
const STEP = 30_000
const DIGITS = 6
/** RFC 4226 §4 R6 recommends 160 bits. */
const SECRET_BYTES = 20
/** Steps before and after this one that are taken too, for clocks that differ (RFC 6238 §5.2). */
const DRIFT = 1

const CODE = /^[0-9]{6}$/

/** A new shared secret, in base32 (RFC 4648 §6) as apps take it. */
export const newTotpSecret = (randomBytes: RandomBytes): string => toBase32(randomBytes(SECRET_BYTES))

/** Which step of thirty seconds this code of six digits belongs to; undefined for one that is not right now. */
export function stepOf(secret: string, code: string, now: number): number | undefined {
  if (!CODE.test(code)) return undefined
  const current = Math.floor(now / STEP)
  const key = fromBase32(secret)
  for (let step = current - DRIFT; step <= current + DRIFT; step += 1) {
    if (isSame(totpAt(key, step), code)) return step
  }
  return undefined
}

/** The code of a step (RFC 4226 §5.3). */
export function totpAt(key: Uint8Array, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const mac = createHmac('sha1', key).update(counter).digest()
  const truncated = mac.readUInt32BE((mac.at(-1) ?? 0) & 0xf) & 0x7f_ff_ff_ff
  return String(truncated % 10 ** DIGITS).padStart(DIGITS, '0')
}

/** What a QR code for an app holds, in the form that all of them read: `otpauth://totp/ISSUER:NAME?secret=…`. */
export const totpUri = (issuer: string, username: string, secret: string): string =>
  `otpauth://totp/${encodeURIComponent(issuer)}:${encodeURIComponent(username)}?secret=${secret}&issuer=${encodeURIComponent(issuer)}`

const isSame = (right: string, given: string): boolean => timingSafeEqual(Buffer.from(right), Buffer.from(given))

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** Of a whole number of groups of five bytes: nothing here needs padding. */
function toBase32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return bits.replaceAll(/.{5}/g, (five) => BASE32[Number.parseInt(five, 2)] ?? '')
}

export function fromBase32(text: string): Uint8Array {
  const bits = text.replaceAll(/./g, (character) => BASE32.indexOf(character).toString(2).padStart(5, '0'))
  return Uint8Array.from(bits.match(/.{8}/g) ?? [], (eight) => Number.parseInt(eight, 2))
}
