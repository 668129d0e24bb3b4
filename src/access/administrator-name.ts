import { fail, ok, type Result } from '../shared/result.ts'
import { canonicalKey } from '../shared/text.ts'

export type UsernameInvalid = { readonly kind: 'usernameInvalid'; readonly detail: string }

const MAX_LENGTH = 128
const INVALID: UsernameInvalid = {
  kind: 'usernameInvalid',
  detail: `A username has 1 to ${MAX_LENGTH} characters, no control characters, and no space at its ends.`,
}

/** The name an administrator chooses: 1 to 128 characters, none of them a control, no space at either end. */
export function checkUsername(username: string): Result<string, UsernameInvalid> {
  const acceptable =
    username.length > 0 && username.length <= MAX_LENGTH && username.trim() === username && !/\p{Cc}/u.test(username)
  return acceptable ? ok(username) : fail(INVALID)
}

/** What two spellings of one administrator's name share. Failures are counted under it, so no spelling gets more tries. */
export const usernameKey = (username: string): string => canonicalKey(username.trim())
