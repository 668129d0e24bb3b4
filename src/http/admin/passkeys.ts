import {
  addPasskey,
  beginPasskey,
  ownWaysIn,
  type OwnPasskeyDeps,
  removePasskey,
  removePassword,
  renamePasskey,
} from '../../access/own-passkeys.ts'
import type { Passkey } from '../../access/ports/passkeys.ts'
import { ok } from '../../shared/result.ts'
import * as contract from './contract.ts'
import { iso, isoOrNull, operation, type Operation } from './operation.ts'
import { registrationOf } from './passkey-registration.ts'

const PATH = '/api/v1/passkeys'

/** An administrator's own passkeys. An auditor has them too, so reading is enough for all of it. */
export const passkeyOperations = (deps: OwnPasskeyDeps): readonly Operation[] => [
  operation({
    method: 'GET',
    path: PATH,
    summary: 'Your passkeys, and whether you have a password',
    access: 'admin:read',
    answer: contract.Passkeys,
    handle: async ({ caller }) => {
      const own = await ownWaysIn(deps, caller)
      return own.ok
        ? ok({ body: { passkeys: own.value.passkeys.map(describe), password: own.value.hasPassword } })
        : own
    },
  }),
  operation({
    method: 'POST',
    path: `${PATH}/challenge`,
    summary: 'Begin to add a passkey: what to ask the authenticator for',
    access: 'admin:read',
    recentSignIn: true,
    answer: contract.PasskeyCreation,
    handle: async ({ caller, origin }) => {
      const begun = await beginPasskey(deps, caller, origin)
      return begun.ok ? ok({ body: begun.value }) : begun
    },
  }),
  operation({
    method: 'POST',
    path: PATH,
    summary: 'Add a passkey',
    access: 'admin:read',
    recentSignIn: true,
    request: contract.NewPasskey,
    status: 201,
    answer: contract.Passkey,
    handle: async ({ caller, origin }, { name, credential }) => {
      const added = await addPasskey(deps, caller, origin, { name, credential: registrationOf(credential) })
      return added.ok ? ok({ body: describe(added.value) }) : added
    },
  }),
  operation({
    method: 'PATCH',
    path: `${PATH}/:id`,
    summary: 'Rename one of your passkeys',
    access: 'admin:read',
    request: contract.PasskeyChange,
    handle: async ({ caller, params }, { name }) => {
      const renamed = await renamePasskey(deps, caller, params['id'] ?? '', name)
      return renamed.ok ? ok({}) : renamed
    },
  }),
  operation({
    method: 'DELETE',
    path: `${PATH}/:id`,
    summary: 'Remove one of your passkeys; your other sessions end',
    access: 'admin:read',
    recentSignIn: true,
    handle: async ({ caller, params }) => {
      const removed = await removePasskey(deps, caller, params['id'] ?? '')
      return removed.ok ? ok({}) : removed
    },
  }),
  operation({
    method: 'DELETE',
    path: '/api/v1/password',
    summary: 'Sign in with passkeys alone; your other sessions end',
    access: 'admin:read',
    recentSignIn: true,
    handle: async ({ caller }) => {
      const removed = await removePassword(deps, caller)
      return removed.ok ? ok({}) : removed
    },
  }),
]

const describe = ({ passkeyId, name, host, createdAt, lastUsedAt }: Passkey): contract.Passkey => ({
  id: passkeyId,
  name,
  host,
  createdAt: iso(createdAt),
  lastUsedAt: isoOrNull(lastUsedAt),
})
