import { addClientKey, listClientKeys, type ManageKeysDeps, removeClientKey } from '../../access/manage-client-keys.ts'
import type { ClientKey } from '../../access/ports/client-keys.ts'
import { ok } from '../../shared/result.ts'
import * as contract from './contract.ts'
import { idOf, iso, isoOrNull, operation, type Operation } from './operation.ts'

/** Public keys with which a client can sign instead of sending its secret (RFC 7523 §2.2). */
export const clientKeyOperations = (deps: ManageKeysDeps): readonly Operation[] => [
  operation({
    method: 'GET',
    path: '/api/v1/clients/:id/keys',
    summary: 'The public keys of a client',
    access: 'admin:read',
    answer: contract.ClientKeys,
    handle: async (call) => {
      const keys = await listClientKeys(deps, call.caller, idOf(call))
      return keys.ok ? ok({ body: { keys: keys.value.map(shown) } }) : keys
    },
  }),
  operation({
    method: 'POST',
    path: '/api/v1/clients/:id/keys',
    summary: 'Register a public key, so that the client signs and no secret travels (private_key_jwt)',
    access: 'admin',
    recentSignIn: true,
    request: contract.NewClientKey,
    status: 201,
    answer: contract.ClientKey,
    handle: async (call, { jwk }) => {
      const added = await addClientKey(deps, call.caller, idOf(call), jwk)
      return added.ok ? ok({ body: shown(added.value) }) : added
    },
  }),
  operation({
    method: 'DELETE',
    path: '/api/v1/clients/:id/keys/:key',
    summary: 'Remove a public key; the client can no longer sign with its private half',
    access: 'admin',
    handle: async (call) => {
      const removed = await removeClientKey(deps, call.caller, idOf(call), call.params['key'] ?? '')
      return removed.ok ? ok({}) : removed
    },
  }),
]

const shown = ({ keyId, algorithm, jwk, createdAt, lastUsedAt }: ClientKey) => ({
  keyId,
  algorithm,
  jwk: { ...jwk },
  createdAt: iso(createdAt),
  lastUsedAt: isoOrNull(lastUsedAt),
})
