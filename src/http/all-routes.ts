import { resourceTypes } from '../scim/schema/resource-types.ts'
import { directoryConfigRoutes } from './access/directory-configs.ts'
import { accessRoutes } from './access/routes.ts'
import { adminRoutes, type AdminDeps } from './admin/routes.ts'
import { oauthRoutes } from './oauth/routes.ts'
import { healthRoutes } from './ops/health.ts'
import { metricsRoute, type MetricsDeps } from './ops/metrics.ts'
import type { Route } from './route.ts'
import { bulkRoutes } from './scim/bulk.ts'
import { discoveryRoutes } from './scim/discovery.ts'
import { meRoutes } from './scim/me.ts'
import { definedResourceRoutes, resourceRoutes } from './scim/resources.ts'
import { rootRoutes } from './scim/root.ts'
import type { ScimDeps } from './scim/scim-route.ts'
import { scimV1Routes } from './scim-v1/routes.ts'

export type RouteDeps = AdminDeps & ScimDeps & MetricsDeps

/** Every route there is, as data: what the server registers, and what the tests of who may do what read. */
export function allRoutes(deps: RouteDeps): readonly Route[] {
  const scim = [
    ...discoveryRoutes(deps),
    ...meRoutes(),
    ...bulkRoutes(deps),
    ...rootRoutes(deps),
    ...resourceTypes.flatMap((resourceType) => resourceRoutes(deps, resourceType)),
    ...definedResourceRoutes(deps),
  ]
  return [
    ...healthRoutes(deps),
    metricsRoute(deps),
    ...oauthRoutes(deps),
    ...accessRoutes(deps),
    ...directoryConfigRoutes(deps),
    ...adminRoutes(deps, scim),
    ...scim,
    ...scimV1Routes(deps),
  ]
}
