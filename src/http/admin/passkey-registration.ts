import type { NewPasskey } from '../../access/make-passkey.ts'
import type * as contract from './contract.ts'

/** What is read of the credential that a browser made. */
export const registrationOf = ({ id, response }: contract.NewPasskey['credential']): NewPasskey['credential'] => ({
  id,
  clientDataJSON: response.clientDataJSON,
  attestationObject: response.attestationObject,
  transports: response.transports ?? [],
})
