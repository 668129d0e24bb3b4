import { decodeJwt, decodeProtectedHeader, jwtVerify, type JWTPayload } from 'jose'
import type { ClientKey } from './ports/client-keys.ts'

/** What stands in an assertion, before anything about it is believed: who the client says it is. */
export function subjectOf(assertion: string): string | undefined {
  try {
    return decodeJwt(assertion).sub
  } catch {
    return undefined
  }
}

/** Seconds by which clocks may differ, and that an assertion may be made ahead. */
const TOLERANCE = 60
const LONGEST = 300

// RFC 10070 sends `client-authentication+jwt` and would not have one without a type refused; JWT is what libraries put by habit
const TYPES = new Set([undefined, 'jwt', 'client-authentication+jwt'])

// one that is kept until it expires has to have an end to its length
const MAX_JTI = 256

export type AssertionCheck = {
  readonly assertion: string
  readonly clientId: string
  /** The one audience that is right (RFC 10070): the token endpoint's address is not. */
  readonly issuer: string
  readonly keys: readonly ClientKey[]
  /** Milliseconds. */
  readonly now: number
}

/**
 * RFC 7523 §3 as RFC 10070 tightened it. Only keys that are registered with the client are tried, each with the algorithm
 * that it was registered for; a key or an address in the header is not looked at. Undefined for whatever is wrong.
 */
export async function verifyAssertion(
  check: AssertionCheck,
): Promise<{ readonly jti: string; readonly keyId: string; readonly expiresAt: number } | undefined> {
  const header = headerOf(check.assertion)
  if (header === undefined || !TYPES.has(header.typ?.toLowerCase().replace(/^application\//, ''))) return undefined
  const keys = check.keys.filter(({ keyId, algorithm }) => {
    const named =
      header.kid === undefined || header.kid === keyId || !check.keys.some((key) => key.keyId === header.kid)
    return named && algorithm === header.alg
  })
  for (const key of keys) {
    const payload = await verifyWith(key, check)
    if (payload === undefined) continue
    const { jti, exp } = payload
    if (typeof jti !== 'string' || jti === '' || jti.length > MAX_JTI || exp === undefined) return undefined
    if (!isMadeOut(payload, check)) return undefined
    return { jti, keyId: key.keyId, expiresAt: (exp + TOLERANCE) * 1_000 }
  }
  return undefined
}

function headerOf(assertion: string): { typ?: string; alg?: string; kid?: string } | undefined {
  try {
    return decodeProtectedHeader(assertion)
  } catch {
    return undefined
  }
}

async function verifyWith(
  key: ClientKey,
  { assertion, now, clientId }: AssertionCheck,
): Promise<JWTPayload | undefined> {
  try {
    const { payload } = await jwtVerify(assertion, key.jwk, {
      algorithms: [key.algorithm],
      issuer: clientId,
      subject: clientId,
      requiredClaims: ['exp', 'jti', 'aud'],
      clockTolerance: TOLERANCE,
      currentDate: new Date(now),
    })
    return payload
  } catch {
    return undefined
  }
}

/** jose would take one right audience among several. */
function isMadeOut({ aud, exp = 0 }: JWTPayload, { issuer, now }: AssertionCheck): boolean {
  const audience = Array.isArray(aud) && aud.length === 1 ? aud[0] : aud
  return audience === issuer && exp <= now / 1_000 + LONGEST + TOLERANCE
}
