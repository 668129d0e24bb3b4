import type { Clock } from '../shared/clock.ts'
import { auditEntry, BY_SYSTEM, type AuditedBy, type AuditEntry, type AuditTarget } from '../shared/audit-entry.ts'
import type { NewId } from '../shared/ids.ts'
import { fail, ok, type Result } from '../shared/result.ts'
import { checkUsername, type UsernameInvalid, usernameKey } from './administrator-name.ts'
import { checkNewPassword, type HasherBusy, type PasswordHasher, type PasswordRuleBroken } from './password.ts'
import type { Administrator, AdministratorStore } from './ports/administrators.ts'

export type CreateAdministratorDeps = {
  readonly administrators: AdministratorStore
  readonly hasher: PasswordHasher
  readonly clock: Clock
  readonly newId: NewId
}

export type NewAdministrator = {
  readonly tenantId: number
  readonly username: string
  readonly password: string
  readonly role: Administrator['role']
}

export type AdministratorRefused =
  | UsernameInvalid
  | PasswordRuleBroken
  | HasherBusy
  | { readonly kind: 'usernameTaken'; readonly detail: string }

/** An administrator made by whoever runs the server, from the command line or its configuration. */
export async function createAdministrator(
  deps: CreateAdministratorDeps,
  { tenantId, username, password, role }: NewAdministrator,
  by: AuditedBy = BY_SYSTEM,
): Promise<Result<Administrator, AdministratorRefused>> {
  const made = await makeAdministrator(deps, { tenantId, username, password, role })
  if (!made.ok) return made
  const audit = createdEntry(by, made.value)
  const created = await deps.administrators.create(made.value, usernameKey(made.value.username), audit)
  if (created.ok) return made
  return fail({
    kind: 'usernameTaken',
    detail: `There is an administrator named ${username} already. Choose another name.`,
  })
}

/** The same for a tenant that has none yet; false when it has one by now. */
export async function createFirstAdministrator(
  deps: CreateAdministratorDeps,
  first: Omit<NewAdministrator, 'role'>,
): Promise<Result<boolean, Exclude<AdministratorRefused, { kind: 'usernameTaken' }>>> {
  const made = await makeAdministrator(deps, { ...first, role: 'owner' })
  if (!made.ok) return made
  const audit = createdEntry(BY_SYSTEM, made.value)
  return ok(await deps.administrators.createFirst(made.value, usernameKey(made.value.username), audit))
}

export const administratorTarget = ({ administratorId, username }: Administrator): AuditTarget => ({
  kind: 'administrator',
  id: administratorId,
  name: username,
})

const createdEntry = (by: AuditedBy, made: Administrator): AuditEntry =>
  auditEntry(by, made.createdAt, 'administrator.create', administratorTarget(made), { role: made.role })

/** The checked record of an administrator, not stored yet. */
export async function makeAdministrator(
  deps: Omit<CreateAdministratorDeps, 'administrators'>,
  { tenantId, username, password, role }: NewAdministrator,
): Promise<Result<Administrator, UsernameInvalid | PasswordRuleBroken | HasherBusy>> {
  const name = checkUsername(username)
  if (!name.ok) return name
  const prepared = checkNewPassword(password)
  if (!prepared.ok) return prepared
  const passwordHash = await deps.hasher.hash(prepared.value)
  if (!passwordHash.ok) return passwordHash
  return ok({
    tenantId,
    administratorId: deps.newId(),
    username: name.value,
    passwordHash: passwordHash.value,
    role,
    disabled: false,
    createdAt: deps.clock(),
  })
}
