import { CHALLENGE_LIFETIME } from './passkey-challenge.ts'
import type { Passkey } from './ports/passkeys.ts'

/** COSE algorithms (RFC 9053 §2): EdDSA, ES256 and RS256, which is what authenticators have. The first is preferred. */
export const ALGORITHMS: readonly number[] = [-8, -7, -257]

/** What an authenticator gives back to say whose passkey it used: no name, at most 64 bytes (WebAuthn Level 3 §14.6.1). */
export const userHandleOf = (administratorId: string): string => Buffer.from(administratorId).toString('base64url')

export type NewPasskeyFor = {
  readonly administratorId: string
  readonly username: string
  readonly host: string
  readonly existing: readonly Pick<Passkey, 'credentialId' | 'transports'>[]
}

/** `PublicKeyCredentialCreationOptionsJSON` (WebAuthn Level 3 §5.1.8): discoverable, with the person verified. */
export const creationOptions = (challenge: string, { administratorId, username, host, existing }: NewPasskeyFor) => ({
  challenge,
  rp: { id: host, name: 'Muster' },
  user: { id: userHandleOf(administratorId), name: username, displayName: username },
  pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: 'public-key' as const, alg })),
  timeout: CHALLENGE_LIFETIME,
  attestation: 'none' as const,
  excludeCredentials: existing.map(({ credentialId, transports }) => ({
    type: 'public-key' as const,
    id: credentialId,
    transports: [...transports],
  })),
  authenticatorSelection: {
    residentKey: 'required' as const,
    requireResidentKey: true,
    userVerification: 'required' as const,
  },
})

export type CreationOptions = ReturnType<typeof creationOptions>

/**
 * `PublicKeyCredentialRequestOptionsJSON`. It lists no credentials, whoever asks: a list for a name would tell that the
 * name exists (WebAuthn Level 3 §14.6.2), and every passkey made here is discoverable without one.
 */
export const requestOptions = (challenge: string, host: string) => ({
  challenge,
  rpId: host,
  timeout: CHALLENGE_LIFETIME,
  userVerification: 'required' as const,
})

export type RequestOptions = ReturnType<typeof requestOptions>
