import type { Secret } from './ports/clients.ts'
import type { LongLivedToken, SecretsOfClient } from './ports/expiry.ts'
import type { Use } from './ports/provenance.ts'
import { endOfSecret } from './secret-end.ts'

const DAY = 86_400_000

/** Days before the end at which it is announced. */
export const STAGES = [1, 7, 14, 30] as const
export type Stage = (typeof STAGES)[number]

/** Milliseconds since the last use after which nobody is thought to rely on it any more. */
const IN_USE = 30 * DAY

/** Something that will stop working at an instant, and that somebody works with. */
export type Expiring = {
  readonly kind: 'accessToken' | 'refreshToken' | 'secret'
  readonly clientId: string
  /** Id of the token or the secret. */
  readonly credentialId: string
  /** Last four characters, of a secret. */
  readonly hint: string | undefined
  /** Absent for a secret: it lives on until another takes its place. */
  readonly issuedAt: number | undefined
  readonly expiresAt: number
  readonly lastUse: Use | undefined
}

export type Notice = Expiring & { readonly stage: Stage }

/**
 * What is in use and has an end, the nearest first. Left out is what renews itself while it is used (access tokens of an
 * authorization, tokens that live for a day or less, sessions), and what has been replaced: a token while the client uses
 * one that was issued after this one was last used, a secret that retires by itself.
 */
export function expiringInUse(
  tokens: readonly LongLivedToken[],
  clients: readonly SecretsOfClient[],
  now: number,
): readonly Expiring[] {
  const ofTokens = tokens.filter((token) => isInUse(token, tokens, now)).map(tokenEnding)
  const ofSecrets = clients.flatMap(({ clientId, secrets }) =>
    secrets.flatMap((secret) => secretEnding(clientId, secret, secrets, now)),
  )
  return [...ofTokens, ...ofSecrets].toSorted((a, b) => a.expiresAt - b.expiresAt)
}

/** What of it has to be announced at this moment. */
export const noticesOf = (expiring: readonly Expiring[], now: number): readonly Notice[] =>
  expiring.flatMap((one) => {
    const stage = stageOf(one, now)
    return stage === undefined ? [] : [{ ...one, stage }]
  })

/** The nearest stage that has been reached. One that is as long as the whole lifetime announces nothing. */
function stageOf({ issuedAt, expiresAt }: Expiring, now: number): Stage | undefined {
  const lifetime = issuedAt === undefined ? Infinity : expiresAt - issuedAt
  return STAGES.find((days) => expiresAt - now <= days * DAY && days * DAY < lifetime)
}

function isInUse(token: LongLivedToken, all: readonly LongLivedToken[], now: number): boolean {
  // a refresh token is used up by its use, so that each is as old as the last
  const usedAt = token.kind === 'refresh' ? token.issuedAt : token.lastUse?.at
  if (usedAt === undefined || now - usedAt > IN_USE || !(now < token.expiresAt)) return false
  const isSuccessor = (other: LongLivedToken): boolean =>
    other.clientId === token.clientId &&
    other.kind === 'access' &&
    other.expiresAt > token.expiresAt &&
    other.issuedAt > usedAt &&
    other.lastUse !== undefined
  return token.kind === 'refresh' || !all.some(isSuccessor)
}

const tokenEnding = (token: LongLivedToken): Expiring => ({
  kind: token.kind === 'refresh' ? 'refreshToken' : 'accessToken',
  clientId: token.clientId,
  credentialId: token.tokenId,
  hint: undefined,
  issuedAt: token.issuedAt,
  expiresAt: token.expiresAt,
  lastUse: token.lastUse,
})

function secretEnding(clientId: string, secret: Secret, secrets: readonly Secret[], now: number): readonly Expiring[] {
  const expiresAt = endOfSecret(secret, secrets)
  const { secretId: credentialId, hint, lastUse } = secret
  if (expiresAt === undefined || !(now < expiresAt) || lastUse === undefined || now - lastUse.at > IN_USE) return []
  return [{ kind: 'secret', clientId, credentialId, hint, issuedAt: undefined, expiresAt, lastUse }]
}
