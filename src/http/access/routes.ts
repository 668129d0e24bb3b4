import type { ManageClientsDeps } from '../../access/manage-clients.ts'
import type { SignInDeps } from '../../access/sign-in.ts'
import type { Route } from '../route.ts'
import { oauth2ClientRoutes } from './oauth2-clients.ts'
import { signInRoute } from './sign-in.ts'

export const accessRoutes = (deps: SignInDeps & ManageClientsDeps): readonly Route[] => [
  signInRoute(deps),
  ...oauth2ClientRoutes(deps),
]
