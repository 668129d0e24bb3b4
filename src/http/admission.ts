import type { FastifyRequest } from 'fastify'
import type { Caller } from '../access/caller.ts'
import type { Provenance } from '../access/ports/provenance.ts'
import type { Tenant } from '../access/ports/tenants.ts'
import { SIGN_IN_AGAIN } from '../access/recent-sign-in.ts'
import { permits } from '../oauth/scopes.ts'
import { fail, ok, type Result } from '../shared/result.ts'
import { presentedToken } from './authorization-header.ts'
import { addressOf } from './client-address.ts'
import { originOf, queryOf } from './origin.ts'
import type { HttpProblem } from './problem.ts'
import type { Route } from './route.ts'
import { isFromOwnPages, sessionTokenIn } from './session-cookie.ts'

export type Authenticate = (tenant: Tenant, presented: string, from: Provenance) => Promise<Result<Caller, HttpProblem>>

/** What a request has to show to be let in. */
export type Admission = Pick<Route, 'session' | 'perDirectory' | 'recentSignIn'> & {
  readonly access: Exclude<Route['access'], 'open'>
}

/** The caller of a request, if its credential is good and its scope is enough for what it asks for. */
export async function admit(
  authenticate: Authenticate,
  publicUrl: URL | undefined,
  tenant: Tenant,
  admission: Admission,
  request: FastifyRequest,
  from: Provenance,
): Promise<Result<Caller, HttpProblem>> {
  const token = credentialOf(publicUrl, admission, request)
  if (!token.ok) return token
  const caller = await authenticate(tenant, token.value, from)
  return caller.ok ? allow(admission, caller.value) : caller
}

function allow({ access, perDirectory, recentSignIn }: Admission, caller: Caller): Result<Caller, HttpProblem> {
  if (!permits(caller.scopes, access)) {
    const detail = `This token was issued for ${caller.scopes.join(' ')}; this request needs the scope ${access}.`
    return fail({ kind: 'insufficientScope', scope: access, detail })
  }
  if (recentSignIn === true && caller.signedInLongAgo === true) return fail(SIGN_IN_AGAIN)
  return caller.directoryId === undefined || perDirectory === true ? ok(caller) : fail(BOUND)
}

const BOUND: HttpProblem = {
  kind: 'boundToDirectory',
  detail: 'This token is bound to one directory. This request needs a token for the whole tenant.',
}

/** The token in the Authorization header; else, where a session may be used, the one in the cookie. */
function credentialOf(
  publicUrl: URL | undefined,
  admission: Admission,
  request: FastifyRequest,
): Result<string, HttpProblem> {
  const { headers } = request
  if (admission.session === true && headers.authorization === undefined) {
    const session = sessionTokenIn(headers.cookie)
    if (session !== undefined) {
      const reads = request.method === 'GET' || request.method === 'HEAD'
      if (reads || isFromOwnPages(headers, originOf(publicUrl, headers.host ?? ''))) return ok(session)
      return fail({
        kind: 'crossSite',
        detail: 'The session in the cookie only counts for requests that come from the pages of this server.',
      })
    }
  }
  return presentedToken(headers.authorization, queryOf(request.raw.url ?? ''))
}

const LONGEST_AGENT = 200

/** Where the request comes from, as far as it says. */
export const provenanceOf = (request: FastifyRequest): Provenance => ({
  address: addressOf(request),
  agent: request.headers['user-agent']?.slice(0, LONGEST_AGENT),
})
