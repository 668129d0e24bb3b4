import type { PasskeyVerifier } from './access/ports/passkeys.ts'
import { ALGORITHMS } from './access/passkey-options.ts'

/**
 * WebAuthn's cryptography, by a library. It is loaded when the first passkey comes along, because it brings an X.509 stack
 * that a server without passkeys never needs; and it throws for whatever it refuses, which is told as undefined here.
 */
export const passkeyVerifier: PasskeyVerifier = {
  async registered({ id, clientDataJSON, attestationObject }, expected) {
    const { verifyRegistrationResponse } = await import('@simplewebauthn/server')
    const verified = await refusedAsUndefined(async () =>
      (await hasCertificates(attestationObject))
        ? undefined
        : verifyRegistrationResponse({
            response: {
              id,
              rawId: id,
              type: 'public-key',
              response: { clientDataJSON, attestationObject },
              clientExtensionResults: {},
            },
            ...expectations(expected),
            supportedAlgorithmIDs: [...ALGORITHMS],
          }),
    )
    if (verified?.verified !== true) return undefined
    const { credential } = verified.registrationInfo
    // the id in the response is only a copy of the one that was signed
    if (credential.id !== id) return undefined
    return {
      credentialId: credential.id,
      publicKey: Buffer.from(credential.publicKey).toString('base64url'),
      counter: credential.counter,
    }
  },
  async asserted({ id, clientDataJSON, authenticatorData, signature }, expected, { credentialId, publicKey }) {
    const { verifyAuthenticationResponse } = await import('@simplewebauthn/server')
    const verified = await refusedAsUndefined(() =>
      verifyAuthenticationResponse({
        response: {
          id,
          rawId: id,
          type: 'public-key',
          response: { clientDataJSON, authenticatorData, signature },
          clientExtensionResults: {},
        },
        ...expectations(expected),
        // zero, because the counter is compared where it is kept, in one step with keeping it
        credential: { id: credentialId, publicKey: new Uint8Array(Buffer.from(publicKey, 'base64url')), counter: 0 },
      }),
    )
    return verified?.verified === true ? { counter: verified.authenticationInfo.newCounter } : undefined
  },
}

const expectations = ({ challenge, origin, host }: Parameters<PasskeyVerifier['registered']>[1]) => ({
  expectedChallenge: challenge,
  expectedOrigin: origin,
  expectedRPID: host,
  requireUserVerification: true,
})

/**
 * We ask for no attestation, and browsers then send none, or one that the credential made itself. One with certificates
 * would have the library ask the addresses in them for revocation lists: addresses that a stranger chose.
 */
async function hasCertificates(attestationObject: string): Promise<boolean> {
  const { decodeAttestationObject } = await import('@simplewebauthn/server/helpers')
  const decoded = decodeAttestationObject(new Uint8Array(Buffer.from(attestationObject, 'base64url')))
  const format = decoded.get('fmt')
  return format !== 'none' && (format !== 'packed' || decoded.get('attStmt').get('x5c') !== undefined)
}

async function refusedAsUndefined<T>(verify: () => Promise<T>): Promise<T | undefined> {
  try {
    return await verify()
  } catch {
    return undefined
  }
}
