import { auditEntry, changedFields } from '../shared/audit-entry.ts'
import { fail, ok, type Result } from '../shared/result.ts'
import type { Caller } from './caller.ts'
import {
  administratorTarget,
  createAdministrator,
  type AdministratorRefused,
  type CreateAdministratorDeps,
  type NewAdministrator,
} from './create-administrator.ts'
import type { Administrator } from './ports/administrators.ts'

export type AdministratorError =
  | AdministratorRefused
  | {
      readonly kind: 'lastOwner' | 'administratorNotFound' | 'ownerOnly' | 'notOneself' | 'noSession'
      readonly detail: string
    }

type AdministratorState = Pick<Administrator, 'role' | 'disabled'>

export type AdministratorChange = Partial<AdministratorState>

/** Who may come and go is the owners' to say. */
export async function addAdministrator(
  deps: CreateAdministratorDeps,
  caller: Caller,
  wanted: Omit<NewAdministrator, 'tenantId'>,
): Promise<Result<Administrator, AdministratorError>> {
  const owner = await ownerCalling(deps, caller)
  return owner.ok ? createAdministrator(deps, { ...wanted, tenantId: caller.tenantId }, caller) : owner
}

export async function changeAdministrator(
  deps: CreateAdministratorDeps,
  caller: Caller,
  administratorId: string,
  change: AdministratorChange,
): Promise<Result<void, AdministratorError>> {
  const owner = await ownerForAnother(deps, caller, administratorId)
  if (!owner.ok) return owner
  // a session was opened with the scope of the role of its day, so it ends with the role
  const at = deps.clock()
  const { tenantId } = caller
  const sessions = { endSessions: true, at }
  const done = await deps.administrators.update(tenantId, administratorId, change, sessions, (before) => {
    const state = ({ role, disabled }: AdministratorState) => ({ role, disabled })
    const changed = changedFields(state(before), state({ ...before, ...change }))
    return auditEntry(caller, at, 'administrator.update', administratorTarget(before), { changed })
  })
  return done.ok ? done : fail(REFUSALS[done.error.kind])
}

export async function removeAdministrator(
  deps: CreateAdministratorDeps,
  caller: Caller,
  administratorId: string,
): Promise<Result<void, AdministratorError>> {
  const owner = await ownerForAnother(deps, caller, administratorId)
  if (!owner.ok) return owner
  const at = deps.clock()
  const done = await deps.administrators.remove(caller.tenantId, administratorId, (before) =>
    auditEntry(caller, at, 'administrator.remove', administratorTarget(before), { role: before.role }),
  )
  return done.ok ? done : fail(REFUSALS[done.error.kind])
}

/** The administrator whose session is calling; a client's token has none. */
export async function administratorCalling(
  deps: Pick<CreateAdministratorDeps, 'administrators'>,
  caller: Caller,
): Promise<Administrator | undefined> {
  if (caller.actor.kind !== 'administrator') return undefined
  return (await deps.administrators.list(caller.tenantId)).find(({ username }) => username === caller.actor.name)
}

export async function ownerCalling(
  deps: Pick<CreateAdministratorDeps, 'administrators'>,
  caller: Caller,
): Promise<Result<Administrator, AdministratorError>> {
  const self = await administratorCalling(deps, caller)
  return self?.role === 'owner' ? ok(self) : fail(REFUSALS.ownerOnly)
}

/** Any administrator of the caller's tenant. */
export async function administratorNamed(
  deps: Pick<CreateAdministratorDeps, 'administrators'>,
  { tenantId }: Caller,
  administratorId: string,
): Promise<Result<Administrator, AdministratorError>> {
  const all = await deps.administrators.list(tenantId)
  const found = all.find((one) => one.administratorId === administratorId)
  return found === undefined ? fail(REFUSALS.administratorNotFound) : ok(found)
}

/** The owner who is calling, about an account that is not their own. */
export async function ownerForAnother(
  deps: Pick<CreateAdministratorDeps, 'administrators'>,
  caller: Caller,
  administratorId: string,
): Promise<Result<Administrator, AdministratorError>> {
  const owner = await ownerCalling(deps, caller)
  return owner.ok && owner.value.administratorId === administratorId ? fail(REFUSALS.notOneself) : owner
}

export const NO_SESSION = {
  kind: 'noSession',
  detail: 'This needs an administrator who is signed in; the token of a client has no session.',
} as const satisfies AdministratorError

const REFUSALS = {
  ownerOnly: { kind: 'ownerOnly', detail: 'Only an owner who is signed in can do this.' },
  notOneself: { kind: 'notOneself', detail: 'Nobody changes or removes their own account. Ask another owner.' },
  lastOwner: {
    kind: 'lastOwner',
    detail: 'This is the last owner who can sign in. Make somebody else an owner first.',
  },
  administratorNotFound: {
    kind: 'administratorNotFound',
    detail: 'There is no such administrator. The account may have been removed.',
  },
} as const satisfies Record<string, AdministratorError>
