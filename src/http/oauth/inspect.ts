import { authenticate } from '../../access/authenticate.ts'
import { authenticateClient, type AuthenticateClientDeps } from '../../access/authenticate-client.ts'
import { introspect, type InspectDeps, type Inspector } from '../../access/introspect.ts'
import type { TokenDescription } from '../../access/ports/tokens.ts'
import { revokePresented } from '../../access/revoke-token.ts'
import { presentedBy, readClientCredentials } from '../../oauth/client-authentication.ts'
import type { OAuthError } from '../../oauth/errors.ts'
import { readParameters, type Parameters } from '../../oauth/parameters.ts'
import { permits } from '../../oauth/scopes.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import { presentedToken } from '../authorization-header.ts'
import type { Answer, Call } from '../route.ts'
import { NO_STORE, oauthError, oauthProtocol } from './error-response.ts'
import { authorizationOf, readForm } from './form-body.ts'

export type InspectionDeps = AuthenticateClientDeps & InspectDeps

/** RFC 7662 §2. A client learns of its own tokens; one with the scope `admin`, or who presents such a token, of all. */
export async function answerIntrospection(deps: InspectionDeps, call: Call): Promise<Answer> {
  const asked = await readInspection(deps, call)
  if (!asked.ok) return refusal(asked.error, call)
  const { inspector, presented } = asked.value
  const token = await introspect(deps, inspector, presented)
  if (!token.ok) return oauthProtocol.refuse(token.error)
  const body = token.value === undefined ? { active: false } : describe(token.value, issuerOf(call))
  return { status: 200, headers: NO_STORE, body: JSON.stringify(body) }
}

/** RFC 7009 §2. The answer is 200 whether or not there was such a token, so that nobody learns which there are. */
export async function answerRevocation(deps: InspectionDeps, call: Call): Promise<Answer> {
  const asked = await readInspection(deps, call)
  if (!asked.ok) return refusal(asked.error, call)
  await revokePresented(deps, asked.value.inspector, asked.value.presented)
  return { status: 200, headers: { 'cache-control': 'no-store', pragma: 'no-cache' } }
}

/** The issuer identifier (RFC 8414 §2): the origin, without a slash at the end. */
export const issuerOf = (call: Call): string => call.origin

/** RFC 7662 §2.2. */
const describe = (token: TokenDescription, issuer: string) => ({
  active: true,
  scope: token.scopes.join(' '),
  client_id: token.clientId,
  ...(token.family === undefined ? {} : { username: token.family.approvedBy }),
  token_type: token.kind === 'refresh' ? 'refresh_token' : 'Bearer',
  exp: Math.floor(token.expiresAt / 1_000),
  iat: Math.floor(token.issuedAt / 1_000),
  sub: token.clientId,
  aud: issuer,
  iss: issuer,
  jti: token.tokenId,
})

type Inspection = { readonly inspector: Inspector; readonly presented: string }
type Refusal = { readonly oauth: OAuthError } | { readonly answer: Answer }

const refusal = (refused: Refusal, call: Call): Answer =>
  'answer' in refused ? refused.answer : oauthError(refused.oauth, call.tenant.slug)

async function readInspection(deps: InspectionDeps, call: Call): Promise<Result<Inspection, Refusal>> {
  const form = readForm(call)
  if (!form.ok) return fail({ oauth: form.error })
  const parameters = readParameters(call.query, form.value)
  if (!parameters.ok) return fail({ oauth: parameters.error })
  const inspector = await inspectorOf(deps, call, parameters.value)
  if (!inspector.ok) return inspector
  const presented = parameters.value.given('token')
  return presented === undefined
    ? fail({ oauth: { kind: 'missingParameter', name: 'token' } })
    : ok({ inspector: inspector.value, presented })
}

async function inspectorOf(
  deps: InspectionDeps,
  call: Call,
  parameters: Parameters,
): Promise<Result<Inspector, Refusal>> {
  const authorization = authorizationOf(call)
  const { tenantId } = call.tenant
  if (authorization !== undefined && /^(?:bearer|hzn) /i.test(authorization)) {
    const token = presentedToken(authorization, '')
    const caller = token.ok ? await authenticate(deps, call.tenant, token.value, call.from) : token
    if (!caller.ok) return fail({ answer: oauthProtocol.refuse(caller.error) })
    const { actor, scopes, directoryId } = caller.value
    const all = permits(scopes, 'admin') && directoryId === undefined
    return ok({
      actor,
      from: call.from,
      tenantId,
      clientId: all ? undefined : actor.kind === 'client' ? actor.name : '',
    })
  }
  const credentials = readClientCredentials(authorization, presentedBy(parameters))
  if (!credentials.ok) return fail({ oauth: credentials.error })
  const { tenant, from } = call
  const client = await authenticateClient(deps, {
    tenant,
    credentials: credentials.value,
    from,
    issuer: issuerOf(call),
  })
  if (!client.ok) return fail({ oauth: client.error })
  const { clientId, scopes, directoryId } = client.value.client
  const all = scopes.includes('admin') && directoryId === undefined
  return ok({ actor: { kind: 'client', name: clientId }, from, tenantId, clientId: all ? undefined : clientId })
}
