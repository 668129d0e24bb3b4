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
  claim: PasskeyClaim,
): Promise<Result<CreationOptions, PasskeyClaimRefused>> {
  const checked = await checkClaim(deps, tenant, claim)
  if (!checked.ok) return checked
  const { username, relyingParty } = checked.value
  const administratorId = deps.newId()
  const challenge = await makeChallenge(deps, { ...claimOf(tenant, claim), administratorId }, relyingParty)
  const { host } = relyingParty
  return ok(creationOptions(challenge, { administratorId, username, host, existing: [] }))
}

/** Uses the link up and makes its holder the owner, who signs in with this passkey and has no password. */
export async function claimWithPasskey(
  deps: PasskeyClaimDeps,
  tenant: Tenant,
  { from, ...claim }: PasskeyClaim & NewPasskey & SessionRequest,
): Promise<Result<Session, PasskeyClaimRefused>> {
  const checked = await checkClaim(deps, tenant, claim)
  if (!checked.ok) return checked
  const { link, username, relyingParty } = checked.value
  const passkey = await makePasskey(deps, claimOf(tenant, claim), relyingParty, claim)
  if (!passkey.ok) return passkey
  const at = deps.clock()
  const owner: Administrator = {
    tenantId: tenant.tenantId,
    administratorId: passkey.value.administratorId,
    username,
    passwordHash: undefined,
    role: 'owner',
    disabled: false,
    createdAt: at,
  }
  const audit = claimEntry(owner, from, at, passkey.value.passkeyId)
  const claimed = await deps.setup.claim(link, at, owner, usernameKey(owner.username), passkey.value, audit)
  return claimed ? ok(await openSession(deps, owner, { means: 'passkey', from })) : fail(LINK_INVALID)
}

/** What holds for asking and for answering alike: the link is good, the name can be one, and passkeys work at this address. */
async function checkClaim(deps: PasskeyClaimDeps, tenant: Tenant, { token, username, origin }: PasskeyClaim) {
  const link = await findSetupLink(deps, tenant, token)
  if (!link.ok) return link
  const name = checkUsername(username)
  if (!name.ok) return name
  const relyingParty = relyingPartyAt(origin)
  if (!relyingParty.ok) return relyingParty
  return ok({ link: link.value, username: name.value, relyingParty: relyingParty.value })
}

/** The name stands in the passkey too, so the one that was asked for is the one that is made. */
const claimOf = ({ tenantId }: Tenant, { token, username }: PasskeyClaim) => ({
  tenantId,
  purpose: 'setUp' as const,
  boundTo: digestOf(`${token}\n${username}`),
})
