import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import { type Attestation, noAttestation } from './attestation.ts'

/** What a page hands to `navigator.credentials`, as far as an authenticator reads it. */
type Creation = { challenge: string; rp: { id: string }; user: { id: string; name: string } }
type Request = { challenge: string; rpId: string }

/** What may be wrong with an answer; by default nothing is. */
export type Flaws = {
  readonly origin?: string
  readonly rpId?: string
  readonly challenge?: string
  readonly type?: string
  readonly userHandle?: string | null
  /** No PIN, fingerprint or face was asked for. */
  readonly unverified?: true
  /** Nobody touched it. */
  readonly absent?: true
  readonly counter?: number
  /** Signs with a key of somebody else. */
  readonly key?: KeyObject
  readonly algorithm?: number
  readonly attestation?: Attestation
}

/** A discoverable credential on an {@link authenticator}. */
export type Credential = {
  readonly id: string
  readonly rpId: string
  readonly userHandle: string
  readonly privateKey: KeyObject
  counter: number
}

/**
 * An authenticator in software: a real P-256 key, attestation "none", everything in the bytes of WebAuthn Level 3 §6.
 * `step` is what it counts up with each use; 0 does not count, as passkeys that are kept in a cloud do not.
 */
export function authenticator(pageOrigin: string, { step = 1 }: { readonly step?: number } = {}) {
  const create = (options: Creation, flaws: Flaws = {}) => {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const id = randomBytes(32)
    const rpId = flaws.rpId ?? options.rp.id
    const counter = flaws.counter ?? step
    const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
    // COSE_Key (RFC 9052 §7, RFC 9053 §7.1.1): EC2, ES256, P-256
    const cose = cbor(
      new Map<Key, Item>([
        [1, 2],
        [3, flaws.algorithm ?? -7],
        [-1, 1],
        [-2, Buffer.from(x, 'base64url')],
        [-3, Buffer.from(y, 'base64url')],
      ]),
    )
    const length = Buffer.alloc(2)
    length.writeUInt16BE(id.length)
    const attested = Buffer.concat([Buffer.alloc(16), length, id, cose])
    const authData = Buffer.concat([authenticatorData(rpId, counter, flaws, true), attested])
    const client = clientData('webauthn.create', options.challenge, flaws)
    const signed = Buffer.concat([authData, createHash('sha256').update(client).digest()])
    const [format, statement] = flaws.attestation ?? noAttestation
    const attestation = cbor(
      new Map<Key, Item>([
        ['fmt', format],
        ['attStmt', statement(signed, privateKey)],
        ['authData', authData],
      ]),
    )
    const credential: Credential = {
      id: id.toString('base64url'),
      rpId,
      userHandle: options.user.id,
      privateKey,
      counter,
    }
    const answer = {
      id: credential.id,
      rawId: credential.id,
      type: 'public-key',
      response: {
        clientDataJSON: client.toString('base64url'),
        attestationObject: attestation.toString('base64url'),
        transports: ['internal'],
      },
      clientExtensionResults: {},
      authenticatorAttachment: 'platform',
    }
    return { credential, answer }
  }

  const get = (options: Request, credential: Credential, flaws: Flaws = {}) => {
    credential.counter = flaws.counter ?? credential.counter + step
    const authData = authenticatorData(flaws.rpId ?? options.rpId, credential.counter, flaws, false)
    const client = clientData('webauthn.get', options.challenge, flaws)
    const signed = Buffer.concat([authData, createHash('sha256').update(client).digest()])
    const userHandle = flaws.userHandle === undefined ? credential.userHandle : flaws.userHandle
    return {
      id: credential.id,
      rawId: credential.id,
      type: 'public-key',
      response: {
        clientDataJSON: client.toString('base64url'),
        authenticatorData: authData.toString('base64url'),
        signature: sign('sha256', signed, flaws.key ?? credential.privateKey).toString('base64url'),
        ...(userHandle === null ? {} : { userHandle }),
      },
      clientExtensionResults: {},
      authenticatorAttachment: 'platform',
    }
  }

  // §5.8.1
  const clientData = (type: string, challenge: string, flaws: Flaws): Buffer =>
    Buffer.from(
      JSON.stringify({
        type: flaws.type ?? type,
        challenge: flaws.challenge ?? challenge,
        origin: flaws.origin ?? pageOrigin,
        crossOrigin: false,
      }),
    )

  return { create, get }
}

/** §6.1: hash of the RP ID, flags, counter. */
function authenticatorData(rpId: string, counter: number, { unverified, absent }: Flaws, attested: boolean): Buffer {
  const flags = (absent ? 0 : 0x01) | (unverified ? 0 : 0x04) | (attested ? 0x40 : 0)
  const rest = Buffer.alloc(5)
  rest.writeUInt8(flags)
  rest.writeUInt32BE(counter, 1)
  return Buffer.concat([createHash('sha256').update(rpId).digest(), rest])
}

export type Key = number | string
export type Item = number | string | Buffer | readonly Item[] | ReadonlyMap<Key, Item>

/** As much of CBOR (RFC 8949 §3) as authenticators speak: integers, bytes, text, arrays, maps. */
export function cbor(item: Item): Buffer {
  if (typeof item === 'number') return item < 0 ? head(1, -1 - item) : head(0, item)
  if (typeof item === 'string') return Buffer.concat([head(3, Buffer.byteLength(item)), Buffer.from(item)])
  if (Buffer.isBuffer(item)) return Buffer.concat([head(2, item.length), item])
  if (item instanceof Map) {
    const entries = [...(item as ReadonlyMap<Key, Item>)].flatMap(([key, value]) => [cbor(key), cbor(value)])
    return Buffer.concat([head(5, item.size), ...entries])
  }
  const list = item as readonly Item[]
  return Buffer.concat([head(4, list.length), ...list.map(cbor)])
}

function head(major: number, argument: number): Buffer {
  if (argument < 24) return Buffer.from([(major << 5) | argument])
  if (argument < 0x100) return Buffer.from([(major << 5) | 24, argument])
  const long = Buffer.alloc(3)
  long.writeUInt8((major << 5) | 25)
  long.writeUInt16BE(argument, 1)
  return long
}
