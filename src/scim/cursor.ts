import { createCipheriv, createDecipheriv, createHmac, timingSafeEqual } from 'node:crypto'
import { fail, ok } from '../shared/result.ts'
import type { ScimResult } from './errors.ts'
import { CURSOR_TIMEOUT } from './page-limits.ts'
import type { Anchor } from './search-query.ts'

/**
 * Cursors of RFC 9865. A cursor is the place where its page ended, sealed, so that no state is kept for it and it can
 * neither be read nor made by anybody else: it stands in addresses, and the place may be somebody's name. It is good for
 * one binding alone (tenant, directory, what is asked for, who asks), which takes part in the seal and is not inside.
 */

const SEAL_BYTES = 16

/** What a page ended at, and the `count` that every page of the walk has. */
export type CursorState = { readonly anchor: Anchor; readonly count: number }

/** `now` in milliseconds. The result is base64url: unreserved characters only (RFC 9865 §2). */
export function sealCursor(key: Uint8Array, binding: string, { anchor, count }: CursorState, now: number): string {
  const { part, key: sortKey, position } = anchor
  const text = Buffer.from(JSON.stringify([Math.floor(now / 1_000), count, part, position, sortKey]))
  const seal = sealOf(key, binding, text)
  const cipher = createCipheriv('aes-256-ctr', cipherKey(key), seal)
  return Buffer.concat([seal, cipher.update(text), cipher.final()]).toString('base64url')
}

/** Fails with `invalidCursor`, `expiredCursor`, or `invalidCount` when the pages of a walk are asked for in two sizes. */
export function openCursor(
  key: Uint8Array,
  binding: string,
  cursor: string,
  count: number,
  now: number,
): ScimResult<Anchor> {
  const text = unseal(key, binding, cursor)
  if (text === undefined) return fail({ kind: 'invalidCursor', detail: NOT_OURS })
  // what carries our seal was written by sealCursor
  const [at, size, part, position, sortKey] = JSON.parse(text) as [number, number, number, number, Anchor['key']]
  if (Math.floor(now / 1_000) > at + CURSOR_TIMEOUT) return fail({ kind: 'expiredCursor', detail: EXPIRED })
  if (size !== count) return fail({ kind: 'invalidCount', detail: otherCount(size) })
  return ok({ part, position, key: sortKey })
}

const NOT_OURS =
  'The cursor was not given out for this request: it was altered, or it belongs to another filter, sort, directory, resource type or client. Send the value of nextCursor as it is with an otherwise unchanged request, or an empty cursor to begin anew.'

const EXPIRED = `The cursor has expired: it was good for ${CURSOR_TIMEOUT} seconds. Send an empty cursor to begin anew.`

const otherCount = (size: number): string =>
  `The pages of this walk have the count ${size}, and count must stay the same on all of them. Send that count, or an empty cursor to begin anew.`

function unseal(key: Uint8Array, binding: string, cursor: string): string | undefined {
  const bytes = Buffer.from(cursor, 'base64url')
  // the decoder skips what it does not know, and four spellings end in the same bits
  if (bytes.length <= SEAL_BYTES || bytes.toString('base64url') !== cursor) return undefined
  const seal = bytes.subarray(0, SEAL_BYTES)
  const cipher = createDecipheriv('aes-256-ctr', cipherKey(key), seal)
  const text = Buffer.concat([cipher.update(bytes.subarray(SEAL_BYTES)), cipher.final()])
  return timingSafeEqual(sealOf(key, binding, text), seal) ? text.toString() : undefined
}

/** Also the initialisation vector: it differs whenever the text does, so none is used for two (as in RFC 5297). */
const sealOf = (key: Uint8Array, binding: string, text: Uint8Array): Buffer =>
  createHmac('sha256', key).update(`seal\0${binding}\0`).update(text).digest().subarray(0, SEAL_BYTES)

const cipherKey = (key: Uint8Array): Buffer => createHmac('sha256', key).update('cipher').digest()
