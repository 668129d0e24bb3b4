import { fail, ok, type Result } from '../shared/result.ts'
import { checkUsername, type UsernameInvalid, usernameKey } from './administrator-name.ts'
import { digestOf } from './credential.ts'
import { makePasskey, type MakePasskeyDeps, type NewPasskey, type PasskeyInvalid } from './make-passkey.ts'
import { openSession, type OpenSessionDeps, type Session, type SessionRequest } from './open-session.ts'
import { makeChallenge } from './passkey-challenge.ts'
import type { PasskeyNameInvalid } from './passkey-name.ts'
import { creationOptions, type CreationOptions } from './passkey-options.ts'
import type { Administrator } from './ports/administrators.ts'
import type { Tenant } from './ports/tenants.ts'
import { relyingPartyAt, type PasskeysUnavailable } from './relying-party.ts'
import { claimEntry, findSetupLink, LINK_INVALID, type LinkRefused, type SetupLinkDeps } from './set-up.ts'

export type PasskeyClaimDeps = SetupLinkDeps & MakePasskeyDeps & OpenSessionDeps

export type PasskeyClaim = { readonly token: string; readonly username: string; readonly origin: string }

export type PasskeyClaimRefused =
  | LinkRefused
  | UsernameInvalid
  | PasskeysUnavailable
  | PasskeyInvalid
  | PasskeyNameInvalid

/** What the set-up page asks the authenticator of the first administrator for. The link stays unused until it answers. */
export async function beginPasskeyClaim(
  deps: PasskeyClaimDeps,
  tenant: Tenant,
  { token, username, origin }: PasskeyClaim,
): Promise<Result<CreationOptions, PasskeyClaimRefused>> {
  const link = await findSetupLink(deps, tenant, token)
  if (!link.ok) return link
  const name = checkUsername(username)
  if (!name.ok) return name
  const relyingParty = relyingPartyAt(origin)
  if (!relyingParty.ok) return relyingParty
  const administratorId = deps.newId()
  const use = { ...claimOf(tenant, token, username), administratorId }
  const challenge = await makeChallenge(deps, use, relyingParty.value)
  const { host } = relyingParty.value
  return ok(creationOptions(challenge, { administratorId, username: name.value, host, existing: [] }))
}

/** Uses the link up and makes its holder the owner, who signs in with this passkey and has no password. */
export async function claimWithPasskey(
  deps: PasskeyClaimDeps,
  tenant: Tenant,
  { token, username, origin, from, ...wanted }: PasskeyClaim & NewPasskey & SessionRequest,
): Promise<Result<Session, PasskeyClaimRefused>> {
  const link = await findSetupLink(deps, tenant, token)
  if (!link.ok) return link
  const name = checkUsername(username)
  if (!name.ok) return name
  const relyingParty = relyingPartyAt(origin)
  if (!relyingParty.ok) return relyingParty
  const passkey = await makePasskey(deps, claimOf(tenant, token, username), relyingParty.value, wanted)
  if (!passkey.ok) return passkey
  const owner: Administrator = {
    tenantId: tenant.tenantId,
    administratorId: passkey.value.administratorId,
    username: name.value,
    passwordHash: undefined,
    role: 'owner',
    disabled: false,
    createdAt: deps.clock(),
  }
  const at = deps.clock()
  const audit = claimEntry(owner, from, at, passkey.value.passkeyId)
  const claimed = await deps.setup.claim(link.value, at, owner, usernameKey(owner.username), passkey.value, audit)
  return claimed ? ok(await openSession(deps, owner, { means: 'passkey', from })) : fail(LINK_INVALID)
}

/** The name stands in the passkey too, so the one that was asked for is the one that is made. */
const claimOf = ({ tenantId }: Tenant, token: string, username: string) => ({
  tenantId,
  purpose: 'setUp' as const,
  boundTo: digestOf(`${token}\n${username}`),
})
