import type { Session, SessionRequest } from '../../access/open-session.ts'
import type { Administrator } from '../../access/ports/administrators.ts'
import type { Tenant } from '../../access/ports/tenants.ts'
import type { Clock } from '../../shared/clock.ts'
import { sessionCookie, sessionTokenIn } from '../session-cookie.ts'
import { iso, type AdminCall, type Reply } from './operation.ts'

/** A browser that signs in again gives up the session it had. */
export const sessionRequest = ({ from, headers }: AdminCall): SessionRequest => {
  const { cookie } = headers
  return { from, replaces: sessionTokenIn(typeof cookie === 'string' ? cookie : undefined) }
}

/** Who signed in, with the session in a cookie. */
export const sessionReply = (
  deps: { readonly clock: Clock },
  { tenant, origin }: AdminCall,
  { sessionToken, expiresIn, administrator }: Session,
): Reply => ({
  body: describeSession(administrator, tenant, deps.clock() + expiresIn * 1_000),
  headers: { 'set-cookie': sessionCookie(origin, sessionToken, expiresIn) },
})

/** The session of the first administrator, in a cookie and for scripts in the body. */
export const claimReply = ({ origin }: AdminCall, { sessionToken, expiresIn, scope }: Session): Reply => ({
  body: { sessionToken, expiresIn, scope: scope.join(' ') },
  headers: { 'set-cookie': sessionCookie(origin, sessionToken, expiresIn) },
})

export const describeSession = (administrator: Administrator, tenant: Tenant, expiresAt: number) => ({
  administrator: {
    id: administrator.administratorId,
    username: administrator.username,
    role: administrator.role,
  },
  tenant: { slug: tenant.slug, name: tenant.name },
  expiresAt: iso(expiresAt),
})
