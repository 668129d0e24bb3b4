import type { Caller } from '../access/caller.ts'
import type { Scope } from '../oauth/scopes.ts'
import type { Provenance } from '../access/ports/provenance.ts'
import type { Tenant } from '../access/ports/tenants.ts'
import type { HttpProblem } from './problem.ts'

/**
 * A route is a record. What it takes to be let in hangs on it and on nothing else: a path without a record is 404, a
 * record without a scope is refused by the type.
 */
export type Route = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Without a trailing slash; parameters as `:id`. */
  readonly path: string
  /**
   * `open` routes authenticate their callers themselves (token endpoint, sign-in, set-up) or need none (health). Those that
   * take a body take a credential in it: a 401 counts as a wrong one, and where too many came from, no body is read.
   */
  readonly access: 'open' | Scope
  /** The console may call it with its session cookie. Never on the public SCIM, OAuth and Access addresses. */
  readonly session?: true
  /**
   * A caller that is bound to one directory may call it, because it is about one directory and keeps such a caller to its
   * own. Without it such a caller is refused.
   */
  readonly perDirectory?: true
  /** A session may call it in the ten minutes after its sign-in only. */
  readonly recentSignIn?: true
  readonly protocol: Protocol
  readonly body: BodyRule
  readonly handle: (call: Call) => Promise<Answer>
}

/** What a request may carry. `limit` is in bytes; over it the answer is 413, which names it by `limitName` if it has one. */
export type BodyRule =
  | 'none'
  | { readonly accept: (mediaType: string) => boolean; readonly limit: number; readonly limitName?: string }

/** One request, after its tenant, its caller and its body were read. */
export type Call = {
  readonly tenant: Tenant
  /** Present on every route whose access is not `open`. */
  readonly caller: Caller | undefined
  readonly params: Readonly<Record<string, string>>
  /** The raw query string, without `?`. */
  readonly query: string
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  /** Decoded as UTF-8; empty when there was none. */
  readonly body: string
  /** `http://host[:port]` as the client reached us, for absolute URLs. */
  readonly origin: string
  readonly from: Provenance
}

/** A finished answer. */
export type Answer = {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  /** A body that is too large to be finished first, instead of one that is: sent as it comes. */
  readonly parts?: AsyncIterable<string>
}

/** How one protocol says no. Every surface has one; it is the only place that knows its error shape. */
export type Protocol = {
  readonly name: 'scim' | 'scim-v1' | 'rest' | 'oauth' | 'admin' | 'ops'
  refuse(problem: HttpProblem): Answer
}
