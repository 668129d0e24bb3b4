import type { ManageClientsDeps } from '../../access/manage-clients.ts'
import type { ClaimDeps } from '../../access/set-up.ts'
import type { Route } from '../route.ts'
import { regenerateSecretRoute } from './regenerate-secret.ts'
import { setUpRoutes } from './set-up.ts'

export const adminRoutes = (deps: ClaimDeps & ManageClientsDeps): readonly Route[] => [
  ...setUpRoutes(deps),
  regenerateSecretRoute(deps),
]
