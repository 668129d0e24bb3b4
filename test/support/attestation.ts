import { createPrivateKey, type KeyObject, sign } from 'node:crypto'
import type { Item, Key } from './authenticator.ts'

/** What an authenticator says of itself: `signed` is what it signs, with its own key or with that of the new credential. */
export type Attestation = readonly [
  format: string,
  statement: (signed: Buffer, credentialKey: KeyObject) => ReadonlyMap<Key, Item>,
]

export const noAttestation: Attestation = ['none', () => new Map()]

/** WebAuthn Level 3 §8.2, self attestation: browsers may leave it although none was asked for. */
export const selfAttestation: Attestation = ['packed', (signed, key) => statement(signed, key)]

/** WebAuthn Level 3 §8.2 with the certificate of a maker, complete and correct. */
export const certifiedAttestation: Attestation = [
  'packed',
  (signed) => new Map([...statement(signed, MAKER), ['x5c', [Buffer.from(CERTIFICATE, 'base64')]]]),
]

const statement = (signed: Buffer, key: KeyObject): ReadonlyMap<Key, Item> =>
  new Map<Key, Item>([
    ['alg', -7],
    ['sig', sign('sha256', signed, key)],
  ])

// made for this test with openssl, good from 2020 to 2120: C=SE, O=Muster, OU=Authenticator Attestation
const CERTIFICATE =
  'MIIB5DCCAYqgAwIBAgIBATAKBggqhkjOPQQDAjBiMQswCQYDVQQGEwJTRTEPMA0GA1UECgwGTXVzdGVyMSIwIAYDVQQLDBlB' +
  'dXRoZW50aWNhdG9yIEF0dGVzdGF0aW9uMR4wHAYDVQQDDBVBdHRlc3RhdGlvbiBvZiBhIHRlc3QwIBcNMjAwMTAxMDAwMDAw' +
  'WhgPMjEyMDAxMDEwMDAwMDBaMGIxCzAJBgNVBAYTAlNFMQ8wDQYDVQQKDAZNdXN0ZXIxIjAgBgNVBAsMGUF1dGhlbnRpY2F0' +
  'b3IgQXR0ZXN0YXRpb24xHjAcBgNVBAMMFUF0dGVzdGF0aW9uIG9mIGEgdGVzdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IA' +
  'BNNicV8RLH3VsgODFLfD9GHMe9x5XgQPY7Pp4LHYORqM2XAuetdA/Hps9bmar0/EhEmq8JJu2ZzJC2XqqODenECjLzAtMAwG' +
  'A1UdEwEB/wQCMAAwHQYDVR0OBBYEFIdEaRQmYARsXRFECOa+HHVTthkSMAoGCCqGSM49BAMCA0gAMEUCIQCBknMEjTBF5PRI' +
  'C4GhujazOdR9PWK/wHOH/PUt9aj1YQIgfiVpg5l68GK2rdZDKoZVsDZrf1eVDgqzYORp1X3+B7w='
const MAKER_KEY =
  'MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgXyfoT0RdV9mIoVmajJuFM1RvtiM+NmCRJcEfioqHcK2hRANC' +
  'AATTYnFfESx91bIDgxS3w/RhzHvceV4ED2Oz6eCx2DkajNlwLnrXQPx6bPW5mq9PxIRJqvCSbtmcyQtl6qjg3pxA'
const MAKER = createPrivateKey({ key: Buffer.from(MAKER_KEY, 'base64'), format: 'der', type: 'pkcs8' })
