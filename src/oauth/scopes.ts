import { fail, ok, type Result } from '../shared/result.ts'
import type { OAuthError } from './errors.ts'

/**
 * `admin` may do everything, `admin:read` sees everything, `scim` reads and writes users and groups, `scim:read` reads them.
 */
export type Scope = 'admin' | 'admin:read' | 'scim' | 'scim:read'

const IMPLIES: Readonly<Record<Scope, readonly Scope[]>> = {
  admin: ['admin', 'admin:read', 'scim', 'scim:read'],
  'admin:read': ['admin:read', 'scim:read'],
  scim: ['scim', 'scim:read'],
  'scim:read': ['scim:read'],
}

/** Whether a caller who was granted `granted` may use what asks for `needed`. */
export const permits = (granted: readonly Scope[], needed: Scope): boolean =>
  granted.some((scope) => IMPLIES[scope].includes(needed))

export const isScope = (text: string): text is Scope => Object.hasOwn(IMPLIES, text)

const MAX_SCOPE_LENGTH = 1_000
// RFC 6749 §3.3: scope-token = 1*( %x21 / %x23-5B / %x5D-7E ), separated by spaces
const SCOPE = /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/

/** RFC 6749 §3.3. Case-sensitive; repeated spaces and repeated tokens collapse; nothing but spaces gives none. */
export function parseScope(text: string): Result<readonly string[], OAuthError> {
  if (text.length > MAX_SCOPE_LENGTH || !SCOPE.test(text)) return fail({ kind: 'malformedScope' })
  return ok([...new Set(text.split(' ').filter((token) => token !== ''))])
}

/**
 * RFC 6749 §3.3: what a client is granted is what it asked for, or its registered scope when it asked for nothing.
 * Asking for anything that is not registered is refused whole: never a part, never more.
 */
export function grantScope(
  registered: readonly string[],
  requested: string | undefined,
): Result<readonly string[], OAuthError> {
  if (requested === undefined) return ok(registered)
  const scope = parseScope(requested)
  if (!scope.ok) return scope
  if (scope.value.length === 0) return ok(registered)
  const known = scope.value.every((token) => registered.includes(token))
  return known ? scope : fail({ kind: 'scopeNotRegistered', registered })
}
