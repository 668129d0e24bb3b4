import type { CreateAdministratorDeps } from '../../access/create-administrator.ts'
import { changePassword, type ChangePasswordDeps } from '../../access/change-password.ts'
import { addAdministrator, changeAdministrator, removeAdministrator } from '../../access/manage-administrators.ts'
import type { Administrator } from '../../access/ports/administrators.ts'
import { ok } from '../../shared/result.ts'
import * as contract from './contract.ts'
import { iso, operation, type Operation } from './operation.ts'

const PATH = '/api/v1/administrators'

export type AdministratorDeps = CreateAdministratorDeps & ChangePasswordDeps

/** The console's accounts. */
export const administratorOperations = (deps: AdministratorDeps): readonly Operation[] => [
  operation({
    method: 'GET',
    path: PATH,
    summary: 'Every administrator',
    access: 'admin:read',
    answer: contract.Administrators,
    handle: async ({ caller }) =>
      ok({ body: { administrators: (await deps.administrators.list(caller.tenantId)).map(describe) } }),
  }),
  operation({
    method: 'POST',
    path: PATH,
    summary: 'Add an administrator (owners only)',
    access: 'admin',
    recentSignIn: true,
    request: contract.NewAdministrator,
    status: 201,
    answer: contract.Administrator,
    handle: async ({ caller }, wanted) => {
      const added = await addAdministrator(deps, caller, wanted)
      return added.ok ? ok({ body: describe(added.value) }) : added
    },
  }),
  operation({
    method: 'PATCH',
    path: `${PATH}/:id`,
    summary: 'Change role or state of another administrator (owners only); their sessions end',
    access: 'admin',
    recentSignIn: true,
    request: contract.AdministratorChange,
    handle: async ({ caller, params }, change) => {
      const changed = await changeAdministrator(deps, caller, params['id'] ?? '', change)
      return changed.ok ? ok({}) : changed
    },
  }),
  operation({
    method: 'DELETE',
    path: `${PATH}/:id`,
    summary: 'Remove another administrator (owners only)',
    access: 'admin',
    recentSignIn: true,
    handle: async ({ caller, params }) => {
      const removed = await removeAdministrator(deps, caller, params['id'] ?? '')
      return removed.ok ? ok({}) : removed
    },
  }),
  operation({
    method: 'POST',
    path: '/api/v1/password',
    summary: 'Change your own password, or set your first one; your other sessions end',
    access: 'admin:read',
    request: contract.PasswordChange,
    handle: async ({ caller, from }, { current, next }) => {
      const changed = await changePassword(deps, caller, { current, next, remoteAddress: from.address })
      return changed.ok ? ok({}) : changed
    },
  }),
]

const describe = ({ administratorId, username, role, disabled, createdAt }: Administrator): contract.Administrator => ({
  id: administratorId,
  username,
  role,
  disabled,
  createdAt: iso(createdAt),
})
