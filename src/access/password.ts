import { fail, ok, type Result } from '../shared/result.ts'

/** Too many passwords are being checked at this moment; a check is expensive on purpose. */
export type HasherBusy = { readonly kind: 'hasherBusy'; readonly retryAfterSeconds: number }

export interface PasswordHasher {
  /** PHC string form. */
  hash(password: string): Promise<Result<string, HasherBusy>>
  /** Without a hash to compare with it does the same work and says false, so an unknown name takes as long as a known one. */
  verify(password: string, phc: string | undefined): Promise<Result<boolean, HasherBusy>>
}

export type PasswordRuleBroken =
  | { readonly kind: 'passwordTooShort'; readonly length: number; readonly minimum: number }
  | { readonly kind: 'passwordTooLong'; readonly maximumBytes: number }
  | { readonly kind: 'passwordHasControls' }

/** NIST SP 800-63B: length is what counts, when the password stands alone. In code points. */
export const MIN_PASSWORD_LENGTH = 15
export const MAX_PASSWORD_BYTES = 256

/** RFC 8265 §4.2 (OpaqueString): one form for what keyboards compose in two ways, every space the ASCII one. */
export const preparePassword = (password: string): string => password.replaceAll(/\p{Zs}/gu, ' ').normalize('NFC')

/** The prepared password, if it may be chosen. */
export function checkNewPassword(password: string): Result<string, PasswordRuleBroken> {
  const prepared = preparePassword(password)
  const length = [...prepared].length
  if (length < MIN_PASSWORD_LENGTH) return fail({ kind: 'passwordTooShort', length, minimum: MIN_PASSWORD_LENGTH })
  if (Buffer.byteLength(prepared) > MAX_PASSWORD_BYTES) {
    return fail({ kind: 'passwordTooLong', maximumBytes: MAX_PASSWORD_BYTES })
  }
  return /\p{Cc}/u.test(prepared) ? fail({ kind: 'passwordHasControls' }) : ok(prepared)
}
