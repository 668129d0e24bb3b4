/** Milliseconds. */
const RECENT = 10 * 60_000

/**
 * Whether a session is too old for what would outlast it: secrets, tokens, accounts, ways to sign in (security §3.7). One
 * that was stolen or left open must not be turned into a way in of its own.
 */
export const isLongAgo = (signedInAt: number, now: number): boolean => !(now - signedInAt <= RECENT)

export const SIGN_IN_AGAIN = {
  kind: 'signInAgain',
  detail: 'This needs a sign-in of the last ten minutes, and yours is older. Sign in again, then repeat it.',
} as const
