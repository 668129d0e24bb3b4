/** `admin` may do everything, `scim` reads and writes users and groups, `scim:read` reads them. */
export type Scope = 'admin' | 'scim' | 'scim:read'

const IMPLIES: Readonly<Record<Scope, readonly Scope[]>> = {
  admin: ['admin', 'scim', 'scim:read'],
  scim: ['scim', 'scim:read'],
  'scim:read': ['scim:read'],
}

/** Whether a caller who was granted `granted` may use what asks for `needed`. */
export const permits = (granted: readonly Scope[], needed: Scope): boolean =>
  granted.some((scope) => IMPLIES[scope].includes(needed))
