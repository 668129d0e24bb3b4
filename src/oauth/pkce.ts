import { hash } from 'node:crypto'

/** RFC 7636 §4.1, §4.2: 43 to 128 unreserved characters, and the base64url of 32 bytes. */
const VERIFIER = /^[A-Za-z0-9\-._~]{43,128}$/
const CHALLENGE = /^[A-Za-z0-9_-]{43}$/

export const isCodeChallenge = (text: string): boolean => CHALLENGE.test(text)

/**
 * RFC 7636 §4.6, method S256. A verifier without a challenge is refused too: whoever sends one expects it to count
 * (RFC 9700 §2.1.1, PKCE downgrade).
 */
export function provesPossession(challenge: string | undefined, verifier: string | undefined): boolean {
  if (challenge === undefined || verifier === undefined) return challenge === verifier
  return VERIFIER.test(verifier) && hash('sha256', verifier, 'base64url') === challenge
}
