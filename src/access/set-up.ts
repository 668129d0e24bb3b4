import type { Clock } from '../shared/clock.ts'
import type { RandomBytes } from '../shared/ids.ts'
import { fail, ok, type Result } from '../shared/result.ts'
import { type UsernameInvalid, usernameKey } from './administrator-name.ts'
import { makeAdministrator } from './create-administrator.ts'
import { credentialKind, digestOf, makeCredential } from './credential.ts'
import { openSession, type OpenSessionDeps, type Session } from './open-session.ts'
import type { HasherBusy, PasswordHasher, PasswordRuleBroken } from './password.ts'
import type { AdministratorStore, SetupLink, SetupStore, Tenant } from './ports.ts'

export type IssueSetupLinkDeps = {
  readonly setup: SetupStore
  readonly clock: Clock
  readonly randomBytes: RandomBytes
}

const LINK_LIFETIME = 60 * 60 * 1_000

/** The token of a one-time link that makes the tenant's first administrator, good for an hour. It ends the one before. */
export async function issueSetupLink(
  deps: IssueSetupLinkDeps,
  tenant: Tenant,
): Promise<{ readonly token: string; readonly expiresAt: number }> {
  const token = makeCredential('st', deps.randomBytes)
  const expiresAt = deps.clock() + LINK_LIFETIME
  await deps.setup.issue({ tenantId: tenant.tenantId, digest: digestOf(token), expiresAt })
  return { token, expiresAt }
}

/** Whether the tenant still waits for its first administrator. */
export const isSetUpOpen = async (administrators: AdministratorStore, tenant: Tenant): Promise<boolean> =>
  !tenant.suspended && (await administrators.count(tenant.tenantId)) === 0

export type ClaimDeps = OpenSessionDeps & {
  readonly administrators: AdministratorStore
  readonly setup: SetupStore
  readonly hasher: PasswordHasher
}

export type Claim = { readonly token: string; readonly username: string; readonly password: string }

export type ClaimRefused =
  | { readonly kind: 'setupDone' }
  /** Unknown, used or expired. */
  | { readonly kind: 'setupLinkInvalid' }
  | UsernameInvalid
  | PasswordRuleBroken
  | HasherBusy

/** Uses the link up and makes its holder the owner of the tenant, signed in. Of many at once exactly one succeeds. */
export async function claimSetupLink(
  deps: ClaimDeps,
  tenant: Tenant,
  claim: Claim,
): Promise<Result<Session, ClaimRefused>> {
  if (!(await isSetUpOpen(deps.administrators, tenant))) return fail({ kind: 'setupDone' })
  const link = await findLink(deps, tenant, claim.token)
  if (!link.ok) return link
  const { username, password } = claim
  const owner = await makeAdministrator(deps, { tenantId: tenant.tenantId, username, password, role: 'owner' })
  if (!owner.ok) return owner
  const claimed = await deps.setup.claim(link.value, deps.clock(), owner.value, usernameKey(owner.value.username))
  return claimed ? ok(await openSession(deps, owner.value)) : fail({ kind: 'setupLinkInvalid' })
}

async function findLink(
  deps: ClaimDeps,
  tenant: Tenant,
  token: string,
): Promise<Result<SetupLink, { readonly kind: 'setupLinkInvalid' }>> {
  const invalid = fail({ kind: 'setupLinkInvalid' } as const)
  if (credentialKind(token) !== 'st') return invalid
  const link = await deps.setup.find(tenant.tenantId, digestOf(token))
  return link === undefined || link.usedAt !== undefined || !(deps.clock() < link.expiresAt) ? invalid : ok(link)
}
