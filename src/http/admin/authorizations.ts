import { type ApproveDeps, approveAuthorization } from '../../access/approve-authorization.ts'
import { type Authorization, type AuthorizationRefused, checkAuthorization } from '../../access/authorize.ts'
import type { ClientStore } from '../../access/ports/clients.ts'
import type { Directory, DirectoryStore } from '../../directory/ports.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import { answerAt, refusedAt } from '../oauth/authorize.ts'
import { issuerOf } from '../oauth/inspect.ts'
import * as contract from './contract.ts'
import type { AdminError } from './error-response.ts'
import { operation, type AdminCall, type Operation, type Reply } from './operation.ts'

export type AuthorizationDeps = ApproveDeps & {
  readonly clients: ClientStore
  readonly directories: DirectoryStore
}

/** What the page asks and says that a client sends an administrator to (RFC 6749 §4.1.1). */
export const authorizationOperations = (deps: AuthorizationDeps): readonly Operation[] => [
  operation({
    method: 'POST',
    path: '/api/v1/authorizations/question',
    summary: 'What a client that sent the browser here asks for',
    access: 'admin:read',
    request: contract.AuthorizationQuestion,
    answer: contract.Authorization,
    handle: async (call, { query }) => {
      const checked = await checkAuthorization(deps, call.tenant, query)
      if (!checked.ok) return refusedOnPage(checked.error)
      const { client, redirectUri, scopes } = checked.value
      const bound = await boundDirectory(deps, call, client.directoryId)
      return ok({
        body: {
          clientId: client.clientId,
          displayName: client.displayName,
          redirectUri,
          scopes,
          directory: bound?.slug ?? null,
          refreshes: client.grantTypes.includes('refresh_token'),
          accessTokenTtl: client.accessTokenTtl,
          refreshTokenTtl: client.refreshTokenTtl,
          refreshTokenIdleTtl: client.refreshTokenIdleTtl,
        },
      })
    },
  }),
  operation({
    method: 'POST',
    path: '/api/v1/authorizations',
    summary: 'Approve or deny what a client asks for; the answer says where the browser goes with it',
    access: 'admin',
    recentSignIn: true,
    request: contract.AuthorizationAnswer,
    answer: contract.AuthorizationDone,
    handle: async (call, { query, approve, directory }) => {
      const checked = await checkAuthorization(deps, call.tenant, query)
      if (!checked.ok) return refusedOnPage(checked.error)
      if (!approve) return redirect(denied(call, checked.value))
      const chosen =
        typeof directory === 'string' ? await deps.directories.bySlug(call.tenant.tenantId, directory) : null
      if (chosen === undefined)
        return fail({ kind: 'directoryNotFound', detail: `There is no directory ${JSON.stringify(directory)}.` })
      const code = await approveAuthorization(deps, call.caller, checked.value, chosen?.directoryId)
      if (!code.ok) return code
      const { redirectUri, state } = checked.value
      return redirect(answerAt(redirectUri, { code: code.value, state, iss: issuerOf(call) }))
    },
  }),
]

const denied = (call: AdminCall, { redirectUri, state }: Authorization): string =>
  refusedAt(call, {
    kind: 'authorizationRefused',
    redirectUri,
    state,
    error: { code: 'access_denied', detail: 'An administrator denied the access.' },
  })

const redirect = (redirectTo: string): Result<Reply, AdminError> => ok({ body: { redirectTo } })

const refusedOnPage = (refused: AuthorizationRefused): Result<never, AdminError> =>
  fail({
    kind: 'authorizationInvalid',
    detail: refused.kind === 'authorizationInvalid' ? refused.detail : refused.error.detail,
  })

async function boundDirectory(
  deps: AuthorizationDeps,
  call: AdminCall,
  directoryId: number | undefined,
): Promise<Directory | undefined> {
  if (directoryId === undefined) return undefined
  return (await deps.directories.list(call.tenant.tenantId)).find((directory) => directory.directoryId === directoryId)
}
