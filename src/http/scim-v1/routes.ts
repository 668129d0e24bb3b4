import type { ResourceType } from '../../scim/schema/attribute.ts'
import { groupType, userType } from '../../scim/schema/resource-types.ts'
import type { Route } from '../route.ts'
import type { ScimDeps } from '../scim/scim-route.ts'
import { discoveryRoutes } from './discovery.ts'
import { overridden } from './method-override.ts'
import { create, get, patch, remove, replace } from './resources.ts'
import { roleRoutes } from './roles.ts'
import { list, searchByBody } from './search.ts'
import { v1Route, type Handler } from './v1-route.ts'

/** SCIM 1.1 as Workspace ONE Access speaks it (access-contract §4), over the same directory as 2.0. */
export const scimV1Routes = (deps: ScimDeps): readonly Route[] => [
  ...[userType, groupType].flatMap((resourceType) => resourceRoutes(deps, resourceType)),
  ...roleRoutes(),
  ...discoveryRoutes(),
]

function resourceRoutes(deps: ScimDeps, resourceType: ResourceType): readonly Route[] {
  const { endpoint } = resourceType
  const one = `${endpoint}/:id`
  const bind =
    (handle: typeof get): Handler =>
    (call) =>
      handle(deps, resourceType, call)
  const writers = { PUT: bind(replace), PATCH: bind(patch), DELETE: bind(remove) }
  return [
    v1Route('GET', endpoint, bind(list)),
    v1Route('POST', endpoint, bind(create)),
    v1Route('POST', `${endpoint}/.search`, bind(searchByBody), true),
    v1Route('GET', one, bind(get)),
    v1Route('PUT', one, writers.PUT),
    v1Route('PATCH', one, writers.PATCH),
    v1Route('DELETE', one, writers.DELETE),
    v1Route('POST', one, overridden(writers)),
  ]
}
