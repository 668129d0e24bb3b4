import type { Clock } from '../shared/clock.ts'
import type { RandomBytes } from '../shared/ids.ts'
import { parseJson, isJsonObject } from '../shared/json.ts'
import { digestOf } from './credential.ts'
import type { Challenge, ChallengeStore, PasskeyExpectation } from './ports/passkeys.ts'
import type { RelyingParty } from './relying-party.ts'

export type ChallengeDeps = {
  readonly challenges: ChallengeStore
  readonly clock: Clock
  readonly randomBytes: RandomBytes
}

/** Milliseconds a person has to find the authenticator; browsers are told the same. */
export const CHALLENGE_LIFETIME = 5 * 60 * 1_000

/** What a challenge is good for. */
export type ChallengeUse = Pick<Challenge, 'tenantId' | 'purpose' | 'administratorId' | 'boundTo'>

/** 32 random bytes in base64url for an authenticator to sign, of which the store keeps a digest. */
export async function makeChallenge(deps: ChallengeDeps, use: ChallengeUse, { origin }: RelyingParty): Promise<string> {
  const challenge = Buffer.from(deps.randomBytes(32)).toString('base64url')
  const now = deps.clock()
  const { tenantId, purpose, administratorId, boundTo } = use
  const expiresAt = now + CHALLENGE_LIFETIME
  const digest = digestOf(challenge)
  await deps.challenges.keep({ tenantId, digest, purpose, origin, administratorId, boundTo, expiresAt }, now)
  return challenge
}

export type Redeemed = { readonly administratorId: string; readonly expected: PasskeyExpectation }

/**
 * What the response of an authenticator has to fit, if it answers a challenge that was made here for just this. The
 * challenge is used up either way.
 */
export async function redeemChallenge(
  deps: ChallengeDeps,
  use: Pick<ChallengeUse, 'tenantId' | 'purpose' | 'boundTo'>,
  { host, origin }: RelyingParty,
  clientDataJSON: string,
): Promise<Redeemed | undefined> {
  const challenge = challengeIn(clientDataJSON)
  if (challenge === undefined) return undefined
  const kept = await deps.challenges.take(use.tenantId, digestOf(challenge))
  const fits =
    kept !== undefined &&
    kept.purpose === use.purpose &&
    kept.boundTo === use.boundTo &&
    kept.origin === origin &&
    deps.clock() < kept.expiresAt
  return fits ? { administratorId: kept.administratorId, expected: { challenge, origin, host } } : undefined
}

/** The challenge that the client says it answers (WebAuthn Level 3 §5.8.1), read before anything is verified. */
function challengeIn(clientDataJSON: string): string | undefined {
  const data = parseJson(Buffer.from(clientDataJSON, 'base64url').toString('utf8'))
  if (!data.ok || !isJsonObject(data.value)) return undefined
  const { challenge } = data.value
  return typeof challenge === 'string' ? challenge : undefined
}
