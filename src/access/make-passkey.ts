import type { NewId } from '../shared/ids.ts'
import { fail, ok, type Result } from '../shared/result.ts'
import { redeemChallenge, type ChallengeDeps, type ChallengeUse } from './passkey-challenge.ts'
import { checkPasskeyName, type PasskeyNameInvalid } from './passkey-name.ts'
import type { Passkey, PasskeyRegistration, PasskeyVerifier } from './ports/passkeys.ts'
import type { RelyingParty } from './relying-party.ts'

export type MakePasskeyDeps = ChallengeDeps & { readonly newId: NewId; readonly passkeyVerifier: PasskeyVerifier }

/** What the page sends when the authenticator has made a passkey. */
export type NewPasskey = {
  readonly name: string
  readonly credential: PasskeyRegistration & { readonly transports: readonly string[] }
}

/** The challenge is unknown, used or expired, or what came back does not fit it. */
export type PasskeyInvalid = { readonly kind: 'passkeyInvalid'; readonly detail: string }

/** The checked record of a passkey, not stored yet; `use` says what its challenge has to have been made for. */
export async function makePasskey(
  deps: MakePasskeyDeps,
  use: Pick<ChallengeUse, 'tenantId' | 'purpose' | 'boundTo'>,
  relyingParty: RelyingParty,
  { name, credential }: NewPasskey,
): Promise<Result<Passkey, PasskeyInvalid | PasskeyNameInvalid>> {
  const named = checkPasskeyName(name)
  if (!named.ok) return named
  const redeemed = await redeemChallenge(deps, use, relyingParty, credential.clientDataJSON)
  if (redeemed === undefined) return fail(STALE)
  const registered = await deps.passkeyVerifier.registered(credential, redeemed.expected)
  if (registered === undefined) return fail(REFUSED)
  return ok({
    ...registered,
    tenantId: use.tenantId,
    passkeyId: deps.newId(),
    administratorId: redeemed.administratorId,
    transports: credential.transports,
    host: relyingParty.host,
    name: named.value,
    createdAt: deps.clock(),
    lastUsedAt: undefined,
  })
}

const STALE: PasskeyInvalid = {
  kind: 'passkeyInvalid',
  detail:
    'The request for this passkey has expired, was used, or was for something else. Start again; you have five minutes.',
}
const REFUSED: PasskeyInvalid = {
  kind: 'passkeyInvalid',
  detail:
    'This passkey cannot be used here. It has to be made by this page, with a PIN, a fingerprint or a face to verify you. Try again, or with another device.',
}
