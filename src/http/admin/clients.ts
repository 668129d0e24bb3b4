import { checkClientId } from '../../access/client-rules.ts'
import type { ClientSettings } from '../../access/client-settings.ts'
import { generateToken } from '../../access/generate-token.ts'
import type { IssueTokenDeps } from '../../access/issue-token.ts'
import { createClient, deleteClient, getClient, updateClient, wholeTenant } from '../../access/manage-clients.ts'
import type { ClientOverview } from '../../access/ports.ts'
import { regenerateSecret } from '../../access/regenerate-secret.ts'
import type { Directory, DirectoryStore } from '../../directory/ports.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import { canonicalKey } from '../../shared/text.ts'
import * as contract from './contract.ts'
import type { AdminError } from './error-response.ts'
import { iso, isoOrNull, operation, type AdminCall, type Operation, type Reply } from './operation.ts'
import { postmanOf } from './postman.ts'

export type ClientDeps = IssueTokenDeps & { readonly directories: DirectoryStore }

/** Clients, their secrets and their tokens. */
export const clientOperations = (deps: ClientDeps): readonly Operation[] => [
  operation({
    method: 'GET',
    path: '/api/v1/clients',
    summary: 'Every client with its secrets and what its tokens are doing',
    access: 'admin:read',
    answer: contract.Clients,
    handle: async ({ caller }) => {
      const allowed = wholeTenant(caller)
      if (!allowed.ok) return allowed
      const directories = await deps.directories.list(caller.tenantId)
      const all = await deps.clients.overview(caller.tenantId, deps.clock())
      return ok({ body: { clients: all.map((one) => describe(one, directories)) } })
    },
  }),
  operation({
    method: 'POST',
    path: '/api/v1/clients',
    summary: 'Create a client; its secret is in this answer and in no other',
    access: 'admin',
    request: contract.NewClient,
    status: 201,
    answer: contract.CreatedClient,
    handle: async ({ caller }, { clientId, ...body }) => {
      const settings = await settingsOf(deps, caller.tenantId, body, 'service')
      if (!settings.ok) return settings
      const created = await createClient(deps, caller, clientId, settings.value)
      if (!created.ok) return created
      const client = await shown(deps, caller.tenantId, clientId)
      return client.ok ? ok({ body: { client: client.value, secret: created.value.secret } }) : client
    },
  }),
  operation({
    method: 'GET',
    path: '/api/v1/clients/check',
    summary: 'Whether a client id could be taken',
    access: 'admin:read',
    query: ['clientId'],
    answer: contract.Availability,
    handle: async ({ caller, parameters }) => {
      const wanted = parameters.get('clientId') ?? ''
      const valid = checkClientId(wanted)
      if (!valid.ok) return ok({ body: { available: false, detail: valid.error.detail } })
      const all = await deps.clients.list(caller.tenantId)
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
    handle: async (call) => {
      const found = await getClient(deps, call.caller, idOf(call))
      if (!found.ok) return found
      const client = await shown(deps, call.caller.tenantId, idOf(call))
      return client.ok ? ok({ body: client.value }) : client
    },
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
      const settings = await settingsOf(deps, caller.tenantId, body, undefined)
      if (!settings.ok) return settings
      const updated = await updateClient(deps, caller, idOf(call), settings.value)
      if (!updated.ok) return updated
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
  // the first spelling is the one of the Access-compatible interface beside it
  ...['/api/v1/oauth2clients/:id/secret', '/api/v1/clients/:id/secret'].map((path) =>
    operation({
      method: 'POST',
      path,
      summary: 'Regenerate the secret; it is in this answer and in no other',
      access: 'admin',
      request: contract.Regeneration,
      answer: contract.RegeneratedSecret,
      handle: async (call, { overlapMinutes, revokeTokens }) => {
        const clientId = idOf(call)
        const done = await regenerateSecret(deps, call.caller, { clientId, overlapMinutes, revokeTokens })
        return done.ok
          ? ok({ body: { clientId, ...done.value, previousEndsAt: iso(done.value.previousEndsAt) } })
          : done
      },
    }),
  ),
  operation({
    method: 'GET',
    path: '/api/v1/clients/:id/tokens',
    summary: 'The tokens of a client that are good now',
    access: 'admin:read',
    answer: contract.Tokens,
    handle: async (call) => {
      const found = await getClient(deps, call.caller, idOf(call))
      if (!found.ok) return found
      const live = await deps.tokens.listLive(call.caller.tenantId, { clientId: idOf(call) }, deps.clock())
      return ok({
        body: {
          tokens: live.map(({ tokenId, scopes, issuedAt, expiresAt, lastUsedAt }) => ({
            tokenId,
            scopes,
            issuedAt: iso(issuedAt),
            expiresAt: iso(expiresAt),
            lastUsedAt: isoOrNull(lastUsedAt),
          })),
        },
      })
    },
  }),
  operation({
    method: 'POST',
    path: '/api/v1/clients/:id/tokens',
    summary: 'Generate a token; it is in this answer and in no other',
    access: 'admin',
    request: contract.TokenWish,
    status: 201,
    answer: contract.GeneratedToken,
    handle: async (call, { scope, lifetimeMinutes }) => {
      const made = await generateToken(deps, call.caller, { clientId: idOf(call), scope, lifetimeMinutes })
      if (!made.ok) return made
      const { token, expiresAt, scope: granted } = made.value
      return ok({ body: { token, expiresAt: iso(expiresAt), scope: granted.join(' ') } })
    },
  }),
  operation({
    method: 'DELETE',
    path: '/api/v1/clients/:id/tokens/:token',
    summary: 'Revoke a token',
    access: 'admin',
    handle: (call) => revokeToken(deps, call),
  }),
  operation({
    method: 'GET',
    path: '/api/v1/clients/:id/postman',
    summary: 'A Postman collection and environment for this client, without its secret',
    access: 'admin:read',
    answer: contract.Postman,
    handle: async (call) => {
      const found = await getClient(deps, call.caller, idOf(call))
      return found.ok ? ok({ body: postmanOf(call.origin, found.value.client) }) : found
    },
  }),
]

async function revokeToken(deps: ClientDeps, call: AdminCall): Promise<Result<Reply, AdminError>> {
  const allowed = wholeTenant(call.caller)
  if (!allowed.ok) return allowed
  const of = { clientId: idOf(call) }
  const revoked = await deps.tokens.revoke(call.caller.tenantId, of, call.params['token'] ?? '', deps.clock())
  return revoked ? ok({}) : fail({ kind: 'tokenNotFound', detail: 'This client has no such token. It may have ended.' })
}

const idOf = (call: AdminCall): string => call.params['id'] ?? ''

/** The API's lists become the words of the wire, whose rules stand in one place. */
async function settingsOf(
  deps: ClientDeps,
  tenantId: number,
  body: contract.ClientSettings,
  fallback: 'service' | undefined,
): Promise<Result<ClientSettings, AdminError>> {
  const directory = await directoryIdOf(deps, tenantId, body.directory)
  if (!directory.ok) return directory
  const accessType = body.accessType ?? fallback
  const grantTypes = body.grantTypes ?? (accessType === undefined ? undefined : DEFAULT_GRANTS[accessType])
  const scopes = body.scopes ?? (fallback === undefined ? undefined : DEFAULT_SCOPES[accessType ?? fallback])
  return ok({
    ...(body.displayName === undefined ? {} : { displayName: body.displayName }),
    ...(scopes === undefined ? {} : { scope: scopes.join(' ') }),
    ...(grantTypes === undefined ? {} : { grantTypes: grantTypes.join(' ') }),
    ...(body.redirectUris === undefined ? {} : { redirectUris: body.redirectUris.join(' ') }),
    ...(body.accessTokenTtl === undefined ? {} : { accessTokenTtl: body.accessTokenTtl }),
    ...(body.refreshTokenTtl === undefined ? {} : { refreshTokenTtl: body.refreshTokenTtl }),
    ...(body.refreshTokenIdleTtl === undefined ? {} : { refreshTokenIdleTtl: body.refreshTokenIdleTtl }),
    ...(body.enabled === undefined ? {} : { enabled: body.enabled }),
    ...(directory.value === undefined ? {} : { directoryId: directory.value }),
  })
}

const DEFAULT_GRANTS = { service: ['client_credentials'], user: ['authorization_code', 'refresh_token'] } as const
const DEFAULT_SCOPES = { service: ['admin'], user: ['openid', 'user', 'profile', 'email'] } as const

async function directoryIdOf(
  deps: ClientDeps,
  tenantId: number,
  slug: string | null | undefined,
): Promise<Result<number | null | undefined, AdminError>> {
  if (slug === undefined || slug === null) return ok(slug)
  const directory = await deps.directories.bySlug(tenantId, slug)
  if (directory !== undefined) return ok(directory.directoryId)
  return fail({ kind: 'directoryNotFound', detail: `There is no directory ${JSON.stringify(slug)} in this tenant.` })
}

async function shown(
  deps: ClientDeps,
  tenantId: number,
  clientId: string,
): Promise<Result<contract.Client, AdminError>> {
  const directories = await deps.directories.list(tenantId)
  const all = await deps.clients.overview(tenantId, deps.clock())
  const found = all.find(({ client }) => client.clientId === clientId)
  if (found !== undefined) return ok(describe(found, directories))
  return fail({ kind: 'clientNotFound', detail: 'This client has just been deleted.' })
}

function describe(
  { client, secrets, liveTokens, lastUsedAt }: ClientOverview,
  directories: readonly Directory[],
): contract.Client {
  return {
    clientId: client.clientId,
    accessType: client.accessType,
    displayName: client.displayName,
    scopes: [...client.scopes],
    grantTypes: [...client.grantTypes],
    redirectUris: [...client.redirectUris],
    accessTokenTtl: client.accessTokenTtl,
    refreshTokenTtl: client.refreshTokenTtl,
    refreshTokenIdleTtl: client.refreshTokenIdleTtl,
    enabled: client.enabled,
    directory: directories.find(({ directoryId }) => directoryId === client.directoryId)?.slug ?? null,
    createdAt: iso(client.createdAt),
    updatedAt: iso(client.updatedAt),
    lastUsedAt: isoOrNull(lastUsedAt),
    liveTokens,
    secrets: secrets.map((secret) => ({
      secretId: secret.secretId,
      hint: secret.hint,
      createdAt: iso(secret.createdAt),
      retiresAt: isoOrNull(secret.retiresAt),
      lastUsedAt: isoOrNull(secret.lastUsedAt),
    })),
  }
}
