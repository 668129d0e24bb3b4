import { fromBase32, totpAt } from '../../src/access/totp.ts'

/** What an authenticator app shows for this secret at this moment. */
export const codeFor = (secret: unknown, at = Date.now()): string =>
  totpAt(fromBase32(String(secret)), Math.floor(at / 30_000))
