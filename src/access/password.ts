import { fail, ok, type Result } from '../shared/result.ts'

/** Too many passwords are being checked at this moment; a check is expensive on purpose. */
export type HasherBusy = { readonly kind: 'hasherBusy'; readonly retryAfterSeconds: number; readonly detail: string }

export interface PasswordHasher {
  /** PHC string form. */
  hash(password: string): Promise<Result<string, HasherBusy>>
  /** Without a hash to compare with it does the same work and says false, so an unknown name takes as long as a known one. */
  verify(password: string, phc: string | undefined): Promise<Result<boolean, HasherBusy>>
}

/** `field` names the password in a body that has two. */
export type PasswordRuleBroken = { readonly kind: 'passwordInvalid'; readonly field?: string; readonly detail: string }

/** NIST SP 800-63B: length is what counts, when the password stands alone. In code points. */
export const MIN_PASSWORD_LENGTH = 15
export const MAX_PASSWORD_BYTES = 256

/** RFC 8265 §4.2 (OpaqueString): one form for what keyboards compose in two ways, every space the ASCII one. */
export const preparePassword = (password: string): string => password.replaceAll(/\p{Zs}/gu, ' ').normalize('NFC')

/** The prepared password, if it may be chosen. */
export function checkNewPassword(password: string): Result<string, PasswordRuleBroken> {
  const prepared = preparePassword(password)
  const length = Array.from(prepared).length
  if (length < MIN_PASSWORD_LENGTH) {
    return refused(
      `The password has ${length} characters and needs at least ${MIN_PASSWORD_LENGTH}. ` +
        'A few unrelated words make a long one that is easy to keep.',
    )
  }
  if (Buffer.byteLength(prepared) > MAX_PASSWORD_BYTES) {
    return refused(`The password is longer than ${MAX_PASSWORD_BYTES} bytes. Choose a shorter one.`)
  }
  return /\p{Cc}/u.test(prepared) ? refused('The password contains control characters. Type it again.') : ok(prepared)
}

const refused = (detail: string): Result<never, PasswordRuleBroken> => fail({ kind: 'passwordInvalid', detail })
