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

export const makePasskey = async (
  optionsJSON: PublicKeyCredentialCreationOptionsJSON,
): Promise<RegistrationResponseJSON | undefined> =>
  ceremony(async () => (await library()).startRegistration({ optionsJSON }))

export const askForPasskey = async (
  optionsJSON: PublicKeyCredentialRequestOptionsJSON,
  inField: boolean,
): Promise<AuthenticationResponseJSON | undefined> =>
  ceremony(async () =>
    (await library()).startAuthentication({
      optionsJSON,
      useBrowserAutofill: inField,
      // the field is there: the page that asks has rendered it
      verifyBrowserAutofillInput: false,
    }),
  )

/** Ends what waits for an authenticator, so that nothing answers a page that is gone. */
export const endCeremony = async (): Promise<void> => (await library()).WebAuthnAbortService.cancelCeremony()

async function ceremony<T>(work: () => Promise<T>): Promise<T | undefined> {
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
