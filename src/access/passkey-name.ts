import { fail, ok, type Result } from '../shared/result.ts'

export type PasskeyNameInvalid = { readonly kind: 'passkeyNameInvalid'; readonly detail: string }

const MAX_LENGTH = 64

/** What its owner calls a passkey: 1 to 64 characters, none of them a control, no space at either end. */
export const checkPasskeyName = (name: string): Result<string, PasskeyNameInvalid> =>
  name !== '' && name.length <= MAX_LENGTH && name.trim() === name && !/\p{Cc}/u.test(name)
    ? ok(name)
    : fail({
        kind: 'passkeyNameInvalid',
        detail: `The name of a passkey has 1 to ${MAX_LENGTH} characters, no control characters, and no space at its ends.`,
      })
