import { hash } from 'node:crypto'
// oxlint-disable-next-line muster/no-effects -- crc32 is arithmetic on its argument alone
import { crc32 } from 'node:zlib'
import type { RandomBytes } from '../shared/ids.ts'

/**
 * `at` access token, `rt` refresh token, `ac` authorization code, `cs` client secret, `st` set-up link, `ss` session of an
 * administrator.
 */
export type CredentialKind = 'at' | 'rt' | 'ac' | 'cs' | 'st' | 'ss'

const SHAPE = /^muster_(at|rt|ac|cs|st|ss)_[0-9A-Za-z]{43}([0-9A-Za-z]{6})$/
const CHECKSUM_LENGTH = 6

/**
 * A new credential: `muster_<kind>_<43 base62><6 base62>`, 256 random bits and a CRC-32 of everything before it. Base62
 * and `_` mean the same with and without percent-encoding, a double click selects all of it, and the checksum lets both
 * this server and a scanner for leaked secrets tell a real one from noise without asking a database.
 */
export function makeCredential(kind: CredentialKind, randomBytes: RandomBytes): string {
  const body = `muster_${kind}_${base62OfBytes(randomBytes(32))}`
  return body + checksum(body)
}

/** Which kind of credential this text is; undefined for anything that was never issued, told from the text alone. */
export function credentialKind(text: string): CredentialKind | undefined {
  const match = SHAPE.exec(text)
  if (match === null || checksum(text.slice(0, -CHECKSUM_LENGTH)) !== match[2]) return undefined
  return match[1] as CredentialKind
}

/**
 * SHA-256 in lower-case hex: what is kept of a credential. A slow hash would add nothing to 256 random bits and let
 * anybody burn this server's processor. Taken from the text as presented, never decoded or trimmed first.
 */
export const digestOf = (credential: string): string => hash('sha256', credential, 'hex')

/** What people recognise a secret by: its last four characters. */
export const hintOf = (credential: string): string => credential.slice(-4)

const checksum = (text: string): string => base62(crc32(text), CHECKSUM_LENGTH)

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const CHUNK_LENGTH = 8
const CHUNK = 62n ** BigInt(CHUNK_LENGTH)

/** 32 bytes in 43 characters: 62^43 is just over 2^256. By eight at a time, because BigInt division is what costs. */
function base62OfBytes(bytes: Uint8Array): string {
  let rest = BigInt(`0x${Buffer.from(bytes).toString('hex')}`)
  let text = ''
  for (let chunk = 0; chunk < 6; chunk += 1) {
    text = base62(Number(rest % CHUNK), CHUNK_LENGTH) + text
    rest /= CHUNK
  }
  return text.slice(-43)
}

function base62(value: number, length: number): string {
  let rest = value
  let text = ''
  for (let i = 0; i < length; i += 1) {
    text = ALPHABET.charAt(rest % 62) + text
    rest = Math.floor(rest / 62)
  }
  return text
}
