import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/browser'
import { ApiError, type Problem } from './problem.ts'

/**
 * The browser's side of WebAuthn. What the authenticator does not give is an `ApiError` of the kind `passkey`; a ceremony
 * that another one has ended answers undefined.
 */

/** Loaded when somebody has, or wants, a passkey. */
const library = () => import('@simplewebauthn/browser')

export const makePasskey = (
  optionsJSON: PublicKeyCredentialCreationOptionsJSON,
): Promise<RegistrationResponseJSON | undefined> =>
  ceremony(async () => (await library()).startRegistration({ optionsJSON }))

/** With `offer` the browser shows passkeys where the name is typed, until somebody takes one or the signal ends it. */
export const askForPasskey = (
  optionsJSON: PublicKeyCredentialRequestOptionsJSON,
  offer?: AbortSignal,
): Promise<AuthenticationResponseJSON | undefined> =>
  ceremony(async () => {
    const { startAuthentication, WebAuthnAbortService } = await library()
    if (offer === undefined) return startAuthentication({ optionsJSON })
    // there is one ceremony at a time, and by now another one may be under way
    if (offer.aborted) return undefined
    const end = (): void => WebAuthnAbortService.cancelCeremony()
    offer.addEventListener('abort', end)
    try {
      // the field is there: the page that asks has rendered it
      return await startAuthentication({ optionsJSON, useBrowserAutofill: true, verifyBrowserAutofillInput: false })
    } finally {
      offer.removeEventListener('abort', end)
    }
  })

async function ceremony<T>(work: () => Promise<T | undefined>): Promise<T | undefined> {
  try {
    return await work()
  } catch (error) {
    if (codeOf(error) === 'ERROR_CEREMONY_ABORTED') return undefined
    throw new ApiError({ kind: 'passkey', reason: reasonOf(error) })
  }
}

const codeOf = (error: unknown): unknown => (error as { readonly code?: unknown }).code

function reasonOf(error: unknown): Extract<Problem, { kind: 'passkey' }>['reason'] {
  if (codeOf(error) === 'ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED') return 'known'
  const { name, cause } = error as Error
  // said alike when the person declines, takes too long, and has none: pages are not to learn which
  return name === 'NotAllowedError' || (cause as Error | undefined)?.name === 'NotAllowedError' ? 'declined' : 'failed'
}
