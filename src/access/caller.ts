import type { Actor } from '../directory/ports.ts'
import type { AuditOrigin } from '../shared/audit-entry.ts'
import type { Scope } from '../oauth/scopes.ts'

/** Who is calling and what they may do, as their credential says at this moment. */
export type Caller = {
  readonly tenantId: number
  readonly actor: Actor
  /** Where this request comes from. */
  readonly from?: AuditOrigin
  readonly scopes: readonly Scope[]
  /** The one directory this caller may touch; absent: every directory of the tenant. */
  readonly directoryId: number | undefined
  /** Members that are no users or groups yet: they wait for them, or the write is refused. */
  readonly unknownMembers: 'park' | 'refuse'
  /** A session that is too old for some things. A client's token has no sign-in, so none that could be too old. */
  readonly signedInLongAgo?: boolean
}
