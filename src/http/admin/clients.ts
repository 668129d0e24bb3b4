import { checkClientId } from '../../access/client-rules.ts'
import type { IssueTokenDeps } from '../../access/issue-token.ts'
import { createClient, deleteClient, getClient, updateClient } from '../../access/manage-clients.ts'
import type { DirectoryStore } from '../../directory/ports.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import { canonicalKey } from '../../shared/text.ts'
import { clientShown } from './client-shown.ts'
import { inOurWords, settingsOf } from './client-words.ts'
import * as contract from './contract.ts'
import type { AdminError } from './error-response.ts'
import { idOf, operation, type AdminCall, type Operation, type Reply } from './operation.ts'

export type ClientDeps = IssueTokenDeps & { readonly directories: DirectoryStore }

/** The clients of the tenant. */
export const clientOperations = (deps: ClientDeps): readonly Operation[] => [
  operation({
    method: 'GET',
    path: '/api/v1/clients',
    summary: 'Every client with its secrets and what its tokens are doing',
    access: 'admin:read',
    answer: contract.Clients,
    handle: async ({ caller }) => {
      const directories = await deps.directories.list(caller.tenantId)
      const all = await deps.clients.overview(caller.tenantId, deps.clock())
      return ok({ body: { clients: all.map((one) => clientShown(one, directories)) } })
    },
  }),
  operation({
    method: 'POST',
    path: '/api/v1/clients',
    summary: 'Create a client; its secret is in this answer and in no other',
    access: 'admin',
    recentSignIn: true,
    request: contract.NewClient,
    status: 201,
    answer: contract.CreatedClient,
    handle: async ({ caller }, { clientId, ...body }) => {
      const settings = settingsOf(body, undefined)
      if (!settings.ok) return settings
      const bound = await directoryIdOf(deps, caller.tenantId, body.directory)
      if (!bound.ok) return bound
      const created = await createClient(deps, caller, clientId, { ...settings.value, ...bound.value })
      if (!created.ok) return fail(inOurWords(created.error))
      const client = await shown(deps, caller.tenantId, clientId)
      return client.ok ? ok({ body: { client: client.value, secret: created.value.secret } }) : client
    },
  }),
  operation({
    method: 'GET',
    path: '/api/v1/clients/check',
    summary: 'Whether a client id could be taken',
    access: 'admin:read',
    query: { clientId: 'the id that is wanted' },
    answer: contract.Availability,
    handle: async (call) => {
      const wanted = call.parameters.get('clientId')
      // without it the address is that of a client whose id is `check`
      if (wanted === null) return getOne(deps, call, 'check')
      const valid = checkClientId(wanted)
      if (!valid.ok) return ok({ body: { available: false, detail: valid.error.detail } })
      const all = await deps.clients.list(call.caller.tenantId)
      const holder = all.find(({ clientId }) => canonicalKey(clientId) === canonicalKey(wanted))
      if (holder === undefined) return ok({ body: { available: true } })
      return ok({ body: { available: false, detail: `A client with the id ${holder.clientId} exists already.` } })
    },
  }),
  operation({
    method: 'GET',
    path: '/api/v1/clients/:id',
    summary: 'One client',
    access: 'admin:read',
    answer: contract.Client,
    handle: (call) => getOne(deps, call, idOf(call)),
  }),
  operation({
    method: 'PATCH',
    path: '/api/v1/clients/:id',
    summary: 'Change a client; what is left out stays',
    access: 'admin',
    request: contract.ClientSettings,
    answer: contract.Client,
    handle: async (call, body) => {
      const { caller } = call
      const current = await getClient(deps, caller, idOf(call))
      if (!current.ok) return current
      const settings = settingsOf(body, current.value.client.accessType)
      if (!settings.ok) return settings
      const bound = await directoryIdOf(deps, caller.tenantId, body.directory)
      if (!bound.ok) return bound
      const updated = await updateClient(deps, caller, idOf(call), { ...settings.value, ...bound.value })
      if (!updated.ok) return fail(inOurWords(updated.error))
      const client = await shown(deps, caller.tenantId, idOf(call))
      return client.ok ? ok({ body: client.value }) : client
    },
  }),
  operation({
    method: 'DELETE',
    path: '/api/v1/clients/:id',
    summary: 'Delete a client with its secrets and tokens',
    access: 'admin',
    answer: contract.DeletedClient,
    handle: async (call) => {
      const live = await deps.tokens.listLive(call.caller.tenantId, { clientId: idOf(call) }, deps.clock())
      const deleted = await deleteClient(deps, call.caller, idOf(call))
      return deleted.ok ? ok({ body: { endedTokens: live.length } }) : deleted
    },
  }),
]

async function getOne(deps: ClientDeps, { caller }: AdminCall, clientId: string): Promise<Result<Reply, AdminError>> {
  const found = await getClient(deps, caller, clientId)
  if (!found.ok) return found
  const client = await shown(deps, caller.tenantId, clientId)
  return client.ok ? ok({ body: client.value }) : client
}

/** The directory a client is to be bound to; `null` unbinds it, and left out it stays as it is. */
async function directoryIdOf(
  deps: ClientDeps,
  tenantId: number,
  slug: string | null | undefined,
): Promise<Result<{ readonly directoryId?: number | null }, AdminError>> {
  if (slug === undefined) return ok({})
  if (slug === null) return ok({ directoryId: null })
  const directory = await deps.directories.bySlug(tenantId, slug)
  if (directory !== undefined) return ok({ directoryId: directory.directoryId })
  const detail = `There is no directory ${JSON.stringify(slug)} in this tenant.`
  return fail({ kind: 'directoryNotFound', field: 'directory', detail })
}

async function shown(
  deps: ClientDeps,
  tenantId: number,
  clientId: string,
): Promise<Result<contract.Client, AdminError>> {
  const directories = await deps.directories.list(tenantId)
  const all = await deps.clients.overview(tenantId, deps.clock())
  const found = all.find(({ client }) => client.clientId === clientId)
  if (found !== undefined) return ok(clientShown(found, directories))
  return fail({ kind: 'clientNotFound', detail: 'This client has just been deleted.' })
}
