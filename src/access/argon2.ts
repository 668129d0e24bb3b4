import { argon2, timingSafeEqual } from 'node:crypto'
import type { RandomBytes } from '../shared/ids.ts'
import { fail, ok, type Result } from '../shared/result.ts'
import type { HasherBusy, PasswordHasher } from './password.ts'

// The OWASP minimum. One hash takes 55-60 ms and 19 MiB; more than two at once only makes all of them slower
const MEMORY_KIB = 19_456
const PASSES = 2
const LANES = 1
const TAG_BYTES = 32
const SALT_BYTES = 16
const CONCURRENT = 2
const WAITING = 16
const BUSY: HasherBusy = {
  kind: 'hasherBusy',
  retryAfterSeconds: 2,
  detail: 'Too many sign-ins are being checked at this moment. Try again in a few seconds.',
}

type Parameters = { readonly memory: number; readonly passes: number; readonly parallelism: number }
const CURRENT: Parameters = { memory: MEMORY_KIB, passes: PASSES, parallelism: LANES }

/** Passwords as argon2id (RFC 9106) in PHC strings. At most two are computed at once and sixteen wait; then it refuses. */
export function createPasswordHasher(randomBytes: RandomBytes): PasswordHasher {
  const turn = createTurns()
  const decoy = { parameters: CURRENT, salt: randomBytes(SALT_BYTES), tag: randomBytes(TAG_BYTES) }
  return {
    hash: (password) =>
      turn(async () => {
        const salt = randomBytes(SALT_BYTES)
        return formatPhc(salt, await derive(password, salt, CURRENT, TAG_BYTES))
      }),
    verify: (password, phc) =>
      turn(async () => {
        const known = phc === undefined ? undefined : parsePhc(phc)
        const { salt, tag, parameters } = known ?? decoy
        const equal = timingSafeEqual(await derive(password, salt, parameters, tag.length), tag)
        return equal && known !== undefined
      }),
  }
}

type Turn = <T>(work: () => Promise<T>) => Promise<Result<T, HasherBusy>>

function createTurns(): Turn {
  const waiting: (() => void)[] = []
  let running = 0
  return async (work) => {
    if (running >= CONCURRENT) {
      if (waiting.length >= WAITING) return fail(BUSY)
      // whoever finishes hands its place over, so `running` does not change
      await new Promise<void>((resolve) => waiting.push(resolve))
    } else running += 1
    try {
      return ok(await work())
    } finally {
      const next = waiting.shift()
      if (next === undefined) running -= 1
      else next()
    }
  }
}

const derive = (password: string, nonce: Uint8Array, parameters: Parameters, tagLength: number): Promise<Buffer> =>
  new Promise((resolve, reject) =>
    argon2('argon2id', { message: password, nonce, tagLength, ...parameters }, (error, tag) =>
      error === null ? resolve(tag) : reject(error),
    ),
  )

const PHC = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/

const formatPhc = (salt: Uint8Array, tag: Uint8Array): string =>
  `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=${LANES}$${base64(salt)}$${base64(tag)}`

function parsePhc(phc: string): { parameters: Parameters; salt: Uint8Array; tag: Uint8Array } | undefined {
  const match = PHC.exec(phc)
  if (match === null) return undefined
  const [, memory = '', passes = '', parallelism = '', salt = '', tag = ''] = match
  return {
    parameters: { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) },
    salt: Buffer.from(salt, 'base64'),
    tag: Buffer.from(tag, 'base64'),
  }
}

// the PHC string format writes base64 without padding
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64').replaceAll('=', '')
