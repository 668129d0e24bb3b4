import { auditEntry, BY_SYSTEM, type AuditEntry, type AuditOrigin } from '../shared/audit-entry.ts'
import type { Clock } from '../shared/clock.ts'
import type { RandomBytes } from '../shared/ids.ts'
import { fail, ok, type Result } from '../shared/result.ts'
import { type UsernameInvalid, usernameKey } from './administrator-name.ts'
import { administratorTarget, makeAdministrator } from './create-administrator.ts'
import { credentialKind, digestOf, makeCredential } from './credential.ts'
import { openSession, type OpenSessionDeps, type Session, type SessionRequest } from './open-session.ts'
import type { HasherBusy, PasswordHasher, PasswordRuleBroken } from './password.ts'
import type { Administrator, AdministratorStore, SetupLink, SetupStore } from './ports/administrators.ts'
import type { Tenant } from './ports/tenants.ts'

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
  const target = { kind: 'tenant', id: tenant.slug, name: tenant.name }
  const details = { expiresAt: new Date(expiresAt).toISOString() }
  const audit = auditEntry(BY_SYSTEM, expiresAt - LINK_LIFETIME, 'setup.issue', target, details)
  await deps.setup.issue({ tenantId: tenant.tenantId, digest: digestOf(token), expiresAt }, audit)
  return { token, expiresAt }
}

/** Whether the tenant still waits for its first administrator. */
export const isSetUpOpen = async (administrators: AdministratorStore, tenant: Tenant): Promise<boolean> =>
  !tenant.suspended && (await administrators.count(tenant.tenantId)) === 0

export type SetupLinkDeps = {
  readonly administrators: AdministratorStore
  readonly setup: SetupStore
  readonly clock: Clock
}

export type ClaimDeps = OpenSessionDeps & SetupLinkDeps & { readonly hasher: PasswordHasher }

export type Claim = {
  readonly token: string
  readonly username: string
  readonly password: string
  readonly from: AuditOrigin
}

/** It is done, or the link is unknown, used or expired. */
export type LinkRefused = SetupDone | SetupLinkInvalid

export type ClaimRefused = LinkRefused | UsernameInvalid | PasswordRuleBroken | HasherBusy

type SetupDone = { readonly kind: 'setupDone'; readonly detail: string }
type SetupLinkInvalid = { readonly kind: 'setupLinkInvalid'; readonly detail: string }

export const SETUP_DONE: SetupDone = {
  kind: 'setupDone',
  detail: 'This tenant has its administrator already. Sign in, or add another one with `muster admin create`.',
}
export const LINK_INVALID: SetupLinkInvalid = {
  kind: 'setupLinkInvalid',
  detail:
    'This set-up link is unknown, used or expired. Restart the server: it prints a new one while nobody administers it.',
}

/** Uses the link up and makes its holder the owner of the tenant, signed in. Of many at once exactly one succeeds. */
export async function claimSetupLink(
  deps: ClaimDeps,
  tenant: Tenant,
  claim: Claim & SessionRequest,
): Promise<Result<Session, ClaimRefused>> {
  const link = await findSetupLink(deps, tenant, claim.token)
  if (!link.ok) return link
  const { username, password, from } = claim
  const owner = await makeAdministrator(deps, { tenantId: tenant.tenantId, username, password, role: 'owner' })
  if (!owner.ok) return owner
  const at = deps.clock()
  const key = usernameKey(owner.value.username)
  const audit = claimEntry(owner.value, from, at)
  const claimed = await deps.setup.claim(link.value, at, owner.value, key, undefined, audit)
  return claimed ? ok(await openSession(deps, owner.value, { means: 'setUpLink', from })) : fail(LINK_INVALID)
}

/** The first administrator acts before there is a session to act with. */
export const claimEntry = (owner: Administrator, from: AuditOrigin, at: number, passkeyId?: string): AuditEntry =>
  auditEntry(
    { actor: { kind: 'administrator', name: owner.username }, from },
    at,
    'setup.claim',
    administratorTarget(owner),
    passkeyId === undefined ? { role: owner.role } : { role: owner.role, passkeyId },
  )

/** The link of this token, while it can still be used. */
export async function findSetupLink(
  deps: SetupLinkDeps,
  tenant: Tenant,
  token: string,
): Promise<Result<SetupLink, LinkRefused>> {
  if (!(await isSetUpOpen(deps.administrators, tenant))) return fail(SETUP_DONE)
  const invalid = fail(LINK_INVALID)
  if (credentialKind(token) !== 'st') return invalid
  const link = await deps.setup.find(tenant.tenantId, digestOf(token))
  return link === undefined || link.usedAt !== undefined || !(deps.clock() < link.expiresAt) ? invalid : ok(link)
}
