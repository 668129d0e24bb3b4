import type { Clock } from '../shared/clock.ts'
import { auditEntry } from '../shared/audit-entry.ts'
import type { NewId, RandomBytes } from '../shared/ids.ts'
import { fail, ok, type Result } from '../shared/result.ts'
import type { Caller } from './caller.ts'
import { changedClientDetails, clientTarget, newClientDetails } from './client-audit.ts'
import type { ClientError } from './client-errors.ts'
import { mergeSettings, newClient, type ClientSettings } from './client-settings.ts'
import { digestOf, hintOf, makeCredential } from './credential.ts'
import type { Client, ClientRecord, ClientStore, Secret } from './ports/clients.ts'

export type ManageClientsDeps = {
  readonly clients: ClientStore
  readonly clock: Clock
  readonly newId: NewId
  readonly randomBytes: RandomBytes
}

/** Clients of the caller's tenant (access-contract §1.4). Every function needs the scope `admin`, which its route demands. */

export async function createClient(
  deps: ManageClientsDeps,
  caller: Caller,
  clientId: string,
  settings: ClientSettings,
): Promise<Result<{ readonly client: Client; readonly secret: string }, ClientError>> {
  const allowed = wholeTenant(caller)
  if (!allowed.ok) return allowed
  const client = newClient(caller.tenantId, clientId, settings, deps.clock())
  if (!client.ok) return client
  const { text, secret } = makeSecret(deps)
  const created = await deps.clients.create(
    client.value,
    secret,
    auditEntry(caller, secret.createdAt, 'client.create', clientTarget(client.value), {
      ...newClientDetails(client.value),
      secretId: secret.secretId,
    }),
  )
  return created.ok ? ok({ client: client.value, secret: text }) : fail(clientIdTaken(clientId, created.error.existing))
}

export async function listClients(
  deps: Pick<ManageClientsDeps, 'clients'>,
  caller: Caller,
): Promise<Result<readonly Client[], ClientError>> {
  const allowed = wholeTenant(caller)
  return allowed.ok ? ok(await deps.clients.list(caller.tenantId)) : allowed
}

export async function getClient(
  deps: Pick<ManageClientsDeps, 'clients'>,
  caller: Caller,
  clientId: string,
): Promise<Result<ClientRecord, ClientError>> {
  const allowed = wholeTenant(caller)
  if (!allowed.ok) return allowed
  const record = await deps.clients.find(caller.tenantId, clientId)
  return record === undefined ? fail(clientNotFound(clientId)) : ok(record)
}

/** What `settings` leaves out stays as it is. A secret is never touched here. */
export async function updateClient(
  deps: ManageClientsDeps,
  caller: Caller,
  clientId: string,
  settings: ClientSettings,
): Promise<Result<Client, ClientError>> {
  const current = await getClient(deps, caller, clientId)
  if (!current.ok) return current
  const client = mergeSettings(current.value.client, settings, deps.clock())
  if (!client.ok) return client
  const { value } = client
  const updated = await deps.clients.update(value, (before) =>
    auditEntry(caller, value.updatedAt, 'client.update', clientTarget(value), changedClientDetails(before, value)),
  )
  return updated ? client : fail(clientNotFound(clientId))
}

/** Its secrets and tokens go with it. */
export async function deleteClient(
  deps: Pick<ManageClientsDeps, 'clients' | 'clock'>,
  caller: Caller,
  clientId: string,
): Promise<Result<string, ClientError>> {
  const allowed = wholeTenant(caller)
  if (!allowed.ok) return allowed
  const audit = auditEntry(caller, deps.clock(), 'client.remove', { kind: 'client', id: clientId })
  return (await deps.clients.remove(caller.tenantId, clientId, audit)) ? ok(clientId) : fail(clientNotFound(clientId))
}

/** Secrets are generated, never chosen. `text` is the only copy there will ever be. */
export function makeSecret(deps: Omit<ManageClientsDeps, 'clients'>): {
  readonly text: string
  readonly secret: Secret
} {
  const text = makeCredential('cs', deps.randomBytes)
  return {
    text,
    secret: {
      secretId: deps.newId(),
      digest: digestOf(text),
      hint: hintOf(text),
      createdAt: deps.clock(),
      retiresAt: undefined,
      kept: false,
      firstUsedAt: undefined,
      lastUse: undefined,
    },
  }
}

/** A caller bound to one directory could otherwise make itself a client that is not. */
export function wholeTenant(caller: Caller): Result<Caller, ClientError> {
  if (caller.directoryId === undefined) return ok(caller)
  const detail = 'This token is bound to one directory. Managing clients needs a token for the whole tenant.'
  return fail({ kind: 'boundToDirectory', detail })
}

export const clientNotFound = (clientId: string): ClientError => ({
  kind: 'clientNotFound',
  detail: `There is no client with the id ${JSON.stringify(clientId.slice(0, 256))}. Capital and small letters count.`,
})

function clientIdTaken(clientId: string, existing: string): ClientError {
  const detail =
    existing === clientId
      ? `A client with the id ${clientId} exists already. Choose another id, or regenerate its secret if that is what is lost.`
      : `The id ${clientId} differs only by capital and small letters from the existing client ${existing}. Choose another id.`
  return { kind: 'clientIdTaken', detail }
}
