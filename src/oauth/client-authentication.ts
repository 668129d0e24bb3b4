import { fail, ok, type Result } from '../shared/result.ts'
import type { OAuthError } from './errors.ts'
import { decodeFormText } from './form.ts'
import type { Parameters } from './parameters.ts'

export type ClientSecret = { readonly clientId: string; readonly clientSecret: string }

/** RFC 7523 §2.2. `clientId` is what the form says beside it. */
export type ClientAssertion = { readonly clientId: string | undefined; readonly assertion: string }

/** What a client presented to prove who it is. Nothing about it is checked yet. */
export type ClientCredentials = ClientSecret | ClientAssertion

/** What the form holds of it. */
export type PresentedCredentials = {
  readonly clientId: string | undefined
  readonly clientSecret: string | undefined
  /** RFC 7521 §4.2. */
  readonly clientAssertion: string | undefined
  readonly clientAssertionType: string | undefined
}

export const presentedBy = ({ given }: Parameters): PresentedCredentials => ({
  clientId: given('client_id'),
  clientSecret: given('client_secret'),
  clientAssertion: given('client_assertion'),
  clientAssertionType: given('client_assertion_type'),
})

/** RFC 6749 §2.3: exactly one method a request: `client_secret_basic`, `client_secret_post` or `private_key_jwt`. */
export function readClientCredentials(
  authorization: string | undefined,
  presented: PresentedCredentials,
): Result<ClientCredentials, OAuthError> {
  const { clientId, clientSecret } = presented
  const assertion = readAssertion(presented)
  if (!assertion.ok) return assertion
  if (authorization === undefined) {
    if (assertion.value !== undefined)
      return clientSecret === undefined ? ok(assertion.value) : fail({ kind: 'twoAuthenticationMethods' })
    if (clientId === undefined || clientSecret === undefined) return fail({ kind: 'invalidClient' })
    return ok({ clientId, clientSecret })
  }
  if (clientSecret !== undefined || assertion.value !== undefined) return fail({ kind: 'twoAuthenticationMethods' })
  const basic = parseBasic(authorization)
  if (basic === undefined) return fail({ kind: 'invalidClient' })
  // RFC 6749 §3.2.1 lets a client name itself in the body too; naming somebody else is a contradiction
  return clientId === undefined || clientId === basic.clientId ? ok(basic) : fail({ kind: 'clientIdMismatch' })
}

export const JWT_BEARER = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

/** RFC 7521 §4.2: the assertion and its type come together. */
function readAssertion({
  clientId,
  clientAssertion,
  clientAssertionType,
}: PresentedCredentials): Result<ClientAssertion | undefined, OAuthError> {
  if (clientAssertion === undefined)
    return clientAssertionType === undefined ? ok(undefined) : fail({ kind: 'incompleteAssertion' })
  if (clientAssertionType === undefined) return fail({ kind: 'incompleteAssertion' })
  if (clientAssertionType !== JWT_BEARER) return fail({ kind: 'unknownAssertionType', expected: JWT_BEARER })
  return ok({ clientId, assertion: clientAssertion })
}

const BASIC = /^basic +([A-Za-z0-9+/_-]+={0,2}) *$/i
const CONTROL = /[\u0000-\u001f\u007f]/

/** RFC 7617 §2 with the form encoding of RFC 6749 §2.3.1; undefined for anything malformed. */
export function parseBasic(authorization: string): ClientSecret | undefined {
  const encoded = BASIC.exec(authorization)?.[1]
  const text = encoded === undefined ? undefined : decodeUtf8(encoded)
  if (text === undefined || CONTROL.test(text)) return undefined
  const colon = text.indexOf(':')
  if (colon < 1) return undefined
  const clientSecret = readRawOrEncoded(text.slice(colon + 1))
  return clientSecret === '' ? undefined : { clientId: readRawOrEncoded(text.slice(0, colon)), clientSecret }
}

/**
 * Most clients skip the form encoding. Both spellings read the same, because neither a client id nor a generated secret
 * can hold `%` or `+`; one that does hold them, undecodable, is taken literally and will match nothing.
 */
const readRawOrEncoded = (text: string): string => decodeFormText(text) ?? text

function decodeUtf8(base64: string): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.from(base64, 'base64'))
  } catch {
    return undefined
  }
}
