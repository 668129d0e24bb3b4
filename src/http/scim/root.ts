import type { Route } from '../route.ts'
import { scimRoutes, type ScimDeps } from './scim-route.ts'
import { list, searchByBody } from './search.ts'

/** The server root, where a query is over all resource types (RFC 7644 §3.4.2.1, §3.4.3). */
export const rootRoutes = (deps: ScimDeps): readonly Route[] => [
  ...scimRoutes('GET', '', (call) => list(deps, 'root', call)),
  ...scimRoutes('POST', '/.search', (call) => searchByBody(deps, 'root', call), 'reads'),
]
