import {
  type AuthorizationError,
  parseAuthorizationParameters,
  readAuthorizationRequest,
  readTarget,
} from '../oauth/authorization-request.ts'
import { matchesRedirectUri } from '../oauth/redirect-uri.ts'
import { grantScope } from '../oauth/scopes.ts'
import { fail, ok, type Result } from '../shared/result.ts'
import { isClientId } from './client-rules.ts'
import type { Client, ClientStore } from './ports/clients.ts'
import type { Tenant } from './ports/tenants.ts'

/** An authorization request that an administrator can be asked about. */
export type Authorization = {
  readonly client: Client
  /** Where the answer goes. */
  readonly redirectUri: string
  /** The same as the request named it; absent when it left the choice to the registration. */
  readonly redirectUriSent: string | undefined
  readonly state: string | undefined
  readonly scopes: readonly string[]
  readonly codeChallenge: string | undefined
}

export type AuthorizationRefused =
  /** Nobody may be redirected: who asks, or where the answer would go, is not known (RFC 6749 §4.1.2.1, RFC 9700 §4.11.2). */
  | { readonly kind: 'authorizationInvalid'; readonly detail: string }
  /** The client is told, at its own address. */
  | {
      readonly kind: 'authorizationRefused'
      readonly redirectUri: string
      readonly state: string | undefined
      readonly error: AuthorizationError
    }

/** RFC 6749 §4.1.1: the request in the query string, checked in the order that keeps the answer from going astray. */
export async function checkAuthorization(
  deps: { readonly clients: ClientStore },
  tenant: Tenant,
  query: string,
): Promise<Result<Authorization, AuthorizationRefused>> {
  const parameters = parseAuthorizationParameters(query)
  if (parameters === undefined) return invalid('The address cannot be read: its percent-encoding is broken.')
  const target = readTarget(parameters)
  if (!target.ok) return invalid(target.error)
  const { clientId, state } = target.value
  const record = isClientId(clientId) ? await deps.clients.find(tenant.tenantId, clientId) : undefined
  if (record === undefined || !record.client.enabled) {
    return invalid(
      `There is no client ${JSON.stringify(clientId.slice(0, 256))} that may ask for access here. Compare the client id in the identity provider with the one under Settings, OAuth 2.0 Management; a client that is switched off cannot ask either.`,
    )
  }
  const { client } = record
  const redirect = chooseRedirect(client, target.value.redirectUri)
  if (!redirect.ok) return redirect
  const refuse = (error: AuthorizationError): Result<never, AuthorizationRefused> =>
    fail({ kind: 'authorizationRefused', redirectUri: redirect.value, state, error })
  if (!client.grantTypes.includes('authorization_code')) {
    return refuse({ code: 'unauthorized_client', detail: 'This client is not of the type User Access Token.' })
  }
  const request = readAuthorizationRequest(parameters)
  if (!request.ok) return refuse(request.error)
  const scopes = grantScope(client.scopes, request.value.scope)
  if (!scopes.ok) {
    return refuse({ code: 'invalid_scope', detail: `The client may ask for ${client.scopes.join(' ')}.` })
  }
  return ok({
    client,
    redirectUri: redirect.value,
    redirectUriSent: target.value.redirectUri,
    state,
    scopes: scopes.value,
    codeChallenge: request.value.codeChallenge,
  })
}

/** RFC 6749 §3.1.2.3: one that is registered; it may be left out where there is exactly one. */
function chooseRedirect(client: Client, sent: string | undefined): Result<string, AuthorizationRefused> {
  const registered = client.redirectUris
  if (sent !== undefined) {
    if (matchesRedirectUri(registered, sent)) return ok(sent)
    return invalid(
      `The client ${client.clientId} has no redirect URI ${JSON.stringify(sent.slice(0, 300))}. Add exactly this one to the client if it is the identity provider's own; do not if you did not start this.`,
    )
  }
  const [only] = registered
  if (only !== undefined && registered.length === 1 && !only.includes('{')) return ok(only)
  return invalid('The address has no redirect_uri, and the client has not exactly one to choose.')
}

const invalid = (detail: string): Result<never, AuthorizationRefused> => fail({ kind: 'authorizationInvalid', detail })
